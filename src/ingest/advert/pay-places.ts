import type { Candidate } from "./pay-amounts.ts";
import type { PayRules, PlaceWord } from "./pay-rules.ts";
import type { Scope } from "./pay-units.ts";
import type { Findings, Token } from "./pay-words.ts";

/** Tokens before an amount and behind it in which a place is looked for, and of the longest name of one. */
const BEFORE = 45;
const BEHIND = 10;
const LONGEST = 14;
/** A label or heading of more tokens is a sentence. */
const LABEL = 10;

/** The place that a text names for one of its amounts, and the country by which it settles a sign, where its words say one. */
export interface NamedPlace {
  readonly name: string | null;
  readonly country: string | null;
}

/**
 * Where an amount is paid, as the text says it: a label before it ("San Francisco, CA: $…", "Zone 1 – $…"), a bracket or
 * "in …" behind it, "based in …" or "US candidates only" before it, or a heading above it ("United States Salary Range").
 * Names begin with capital letters; words that name jobs, levels and money are none.
 */
export function placeOf(
  { from, to }: Candidate,
  scope: Scope,
  text: string,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): NamedPlace {
  const lower = Math.max(scope.start, from - BEFORE);
  const run =
    labelBefore(from, lower, tokens, words, rules) ??
    behind(to, Math.min(scope.end, to + BEHIND), tokens, words, rules) ??
    within(lower, from, tokens, words, rules) ??
    (from - scope.start <= 3 ? label(scope.heading, scope.start - 1, tokens, words, rules) : null);
  if (run === null) return { name: null, country: null };
  const name = text.slice(tokens[run.from]?.at, tokens[run.to - 1]?.end).replace(/\s+/g, " ");
  return { name, country: countryIn(run, words) };
}

interface Run {
  readonly from: number;
  readonly to: number;
}

const LABEL_ENDS = new Set([":", "(", "-", "–", "—", "$"]);
const LABEL_BREAKS = new Set([";", "|", "•", ".", ":", ")", "*"]);

/** "San Francisco, CA:" directly before the amount, from what parts it from the words before. */
function labelBefore(
  from: number,
  lower: number,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): Run | null {
  const last = LABEL_ENDS.has(tokens[from - 1]?.text ?? "") ? from - 1 : from;
  let first = last;
  let isBracket = tokens[last - 1]?.text === ")";
  while (first > lower && last - first <= LABEL) {
    const text = tokens[first - 1]?.text ?? "";
    if (LABEL_BREAKS.has(text) && !(isBracket && first === last)) break;
    if (text === "(") {
      if (!isBracket) break;
      isBracket = false;
    }
    first--;
  }
  const run = last - first > LABEL ? null : label(first, last, tokens, words, rules);
  // "Again, the salary is $…" is a sentence, "Salary in Austin: $…" a label.
  const isSentence =
    run !== null &&
    last === from &&
    tokens.slice(run.to, last).some(({ kind, text }) => kind === "word" && text === text.toLowerCase());
  return isSentence ? null : run;
}

/** A stretch of tokens that is the name of a place and, at its ends, words of money: "Salary Range for Zone 2". */
function label(
  first: number,
  last: number,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): Run | null {
  const isClosed = tokens[last - 1]?.text === ")";
  let [from, to] = [first, last];
  const isLoose = (at: number) => {
    const token = tokens[at];
    if (token === undefined || token.kind === "number" || words.starting.get(at)?.says.country !== undefined)
      return false;
    return (
      token.kind !== "word" ||
      rules.neverPlaces.has(lower(token)) ||
      rules.joining.has(lower(token)) ||
      isIntroduced(at, words)
    );
  };
  while (from < to && isLoose(from)) from++;
  while (to > from && isLoose(to - 1)) to--;
  if (to <= from || to - from > LABEL) return null;
  const hasOpened = tokens.slice(from, to).some(({ text }) => text === "(");
  if (hasOpened !== (isClosed && hasOpened)) return null;
  const isZone = someFound({ from, to }, words, ({ zone }) => zone === true);
  for (let at = from; at < to; at++) if (!mayBePlace(at, isZone, tokens, words, rules)) return null;
  return { from, to: hasOpened ? to + 1 : to };
}

function mayBePlace(
  at: number,
  isZone: boolean,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === "break") return false;
  if (token.kind === "number") return isZone;
  if (rules.neverPlaces.has(lower(token))) return false;
  if (rules.joining.has(lower(token)) || token.text === ".") return true;
  if (token.kind === "mark") return token.text === "(" || token.text === ")";
  return isCapital(token) || words.starting.has(at) || words.ending.has(at);
}

/** "($…) in Colorado", "$… (New York)". */
function behind(
  from: number,
  end: number,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): Run | null {
  if (tokens[from]?.text === "(") {
    let to = from + 1;
    while (to < Math.min(end, from + LABEL) && tokens[to]?.text !== ")") to++;
    const run = label(from + 1, to, tokens, words, rules);
    if (run !== null) return run;
  }
  for (let at = from; at < end; at++) {
    const found = words.starting.get(at);
    if (found?.says.before) return nameFrom(found.to, tokens, words, rules);
  }
  return null;
}

/** The last place that is introduced before the amount ("based in San Francisco"), or that is said to be one ("US candidates"). */
function within(
  lowest: number,
  from: number,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): Run | null {
  for (let at = from - 1; at >= lowest; at--) {
    const found = words.ending.get(at);
    if (found === undefined) continue;
    const run = found.says.before
      ? nameFrom(found.to, tokens, words, rules)
      : found.says.after
        ? nameBefore(found.from, lowest, tokens, words, rules)
        : null;
    if (run !== null && run.to <= from) return run;
  }
  return null;
}

/** A name that begins here: words with capital letters and what joins them. */
function nameFrom(from: number, tokens: readonly Token[], words: Findings<PlaceWord>, rules: PayRules): Run | null {
  let at = from;
  let to = from;
  while (at < from + LONGEST) {
    const token = tokens[at];
    if (token === undefined) break;
    const found = words.starting.get(at);
    if (found?.says.country !== undefined) to = at = found.to;
    else if (token.kind === "word" && isCapital(token) && !rules.neverPlaces.has(lower(token))) to = ++at;
    else if (rules.joining.has(lower(token))) at++;
    else break;
  }
  return to > from ? { from, to } : null;
}

/** A name that ends here: "US" of "US based applicants". */
function nameBefore(
  to: number,
  lowest: number,
  tokens: readonly Token[],
  words: Findings<PlaceWord>,
  rules: PayRules,
): Run | null {
  let from = to;
  for (let at = to - 1; at >= Math.max(lowest, to - LONGEST); at--) {
    const token = tokens[at];
    if (token === undefined) break;
    const found = words.ending.get(at);
    if (found?.says.country !== undefined) from = at = found.from;
    else if (token.kind === "word" && isCapital(token) && !rules.neverPlaces.has(lower(token))) from = at;
    else if (!rules.joining.has(lower(token))) break;
  }
  return to > from ? { from, to } : null;
}

function countryIn(run: Run, words: Findings<PlaceWord>): string | null {
  const found = new Set<string>();
  for (let at = run.from; at < run.to; at++) {
    const country = words.starting.get(at)?.says.country;
    if (country !== undefined) found.add(country);
  }
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}

function someFound(run: Run, words: Findings<PlaceWord>, test: (says: PlaceWord) => boolean): boolean {
  for (let at = run.from; at < run.to; at++) {
    const says = words.starting.get(at)?.says;
    if (says !== undefined && test(says)) return true;
  }
  return false;
}

function isIntroduced(at: number, words: Findings<PlaceWord>): boolean {
  return (words.starting.get(at) ?? words.ending.get(at))?.says.before === true;
}

function isCapital({ text }: Token): boolean {
  return text[0] !== text[0]?.toLowerCase();
}

function lower({ text }: Token): string {
  return text.toLowerCase();
}
