import type { Candidate } from "./pay-amounts.ts";
import type { ContextWord } from "./pay-rules.ts";
import type { Findings, Token } from "./pay-words.ts";

/** A text cut into sentences: for each token the first token of its sentence, and the one behind its last. */
export interface Sentences {
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Tokens looked at before an amount and behind it; a sentence that is longer is no statement of pay any more. */
const BEFORE = 45;
const BEHIND = 25;
/** A single figure needs its word of pay nearer, and in the same clause: a sentence on pay may name other sums further on. */
const BEFORE_SINGLE = 16;
/** The phrase behind an amount that says what it is for: "$20K relocation bonus". */
const PHRASE = 7;
/** A line of so few tokens is a heading for what follows. */
const HEADING = 9;
/** Above a range that stands alone, the paragraph that announces it: "the range below reflects this". */
const ABOVE = 90;
/** A range stands alone where it begins a line and its sentence says little else: "L3 Engineer ($126,000 – $165,000)". */
const ALONE = 9;
/** The sentence behind a range that stands alone: "This salary range depends on …". */
const NEXT = 14;
/** Between two ranges of one list: "San Francisco: $120K–$150K; New York: …". */
const LIST = 16;

/** Sentences end at a full stop before a space and no small letter, at ! and ?, and with the line. */
export function sentencesOf(tokens: readonly Token[], abbreviations: ReadonlySet<string>): Sentences {
  const start = new Int32Array(tokens.length);
  const end = new Int32Array(tokens.length);
  let first = 0;
  for (let at = 0; at < tokens.length; at++) {
    start[at] = first;
    if (!endsSentence(at, tokens, abbreviations)) continue;
    end.fill(at + 1, first, at + 1);
    first = at + 1;
  }
  end.fill(tokens.length, first);
  return { start, end };
}

/**
 * Whether a candidate is pay. The phrase behind it and the nearest word before it in its sentence decide; where neither says
 * anything, the rest of the sentence, then the candidate before it in a list, then the heading, then, for a range that stands alone,
 * the paragraph above or the sentence behind. Where nothing says that it is pay, it is not.
 */
export function isPay(
  candidate: Candidate,
  before: { readonly candidate: Candidate; readonly isPay: boolean } | undefined,
  tokens: readonly Token[],
  sentences: Sentences,
  context: Findings<ContextWord>,
): boolean {
  const start = sentences.start[candidate.from] ?? 0;
  const end = sentences.end[candidate.to - 1] ?? tokens.length;
  const behind = phraseBehind(candidate, end, tokens, context);
  if (behind !== null) return behind;
  const lower = Math.max(
    start,
    candidate.shape === "range" ? candidate.from - BEFORE : clauseStart(candidate.from, tokens),
  );
  const nearest = nearestBefore(candidate.from, Math.max(lower, before?.candidate.to ?? 0), tokens, context);
  if (nearest !== null) return nearest;
  if (before !== undefined && before.candidate.to > start && before.candidate.to < candidate.from) {
    // What stands before the other amount of the sentence is about both.
    if (candidate.from - before.candidate.to <= LIST) return before.isPay;
  }
  const rest = firstWord(candidate.to, Math.min(end, candidate.to + BEHIND), context);
  if (rest === true) return true;
  const isNear = before !== undefined && candidate.from - before.candidate.to <= LIST;
  if (isNear && before.isPay && candidate.shape === "range") return true;
  const heading = headingAbove(start, tokens, sentences, context);
  if (heading !== null) return heading;
  if (rest === false) return false;
  const isBare = candidate.codes.length + candidate.signs.length === 0;
  const isAlone =
    end - start - (candidate.to - candidate.from) <= ALONE && (tokens[start - 1]?.kind ?? "break") === "break";
  if (candidate.shape !== "range" || isBare || !isAlone) return false;
  const above = hasPay(Math.max(0, start - ABOVE), start, context);
  return above || hasPay(end, Math.min(tokens.length, end + NEXT), context);
}

function clauseStart(from: number, tokens: readonly Token[]): number {
  let at = from;
  while (at > Math.max(0, from - BEFORE_SINGLE) && tokens[at - 1]?.text !== ";") at--;
  return at;
}

/**
 * What the phrase directly behind says: true for pay, or for "+ equity" behind a range; false for other money; else null. A
 * bracket with figures of its own is passed over: "$200,000 (base $120,000)".
 */
function phraseBehind(
  { end: money, shape }: Candidate,
  end: number,
  tokens: readonly Token[],
  context: Findings<ContextWord>,
): boolean | null {
  let isBracketed = false;
  for (let at = money; at < Math.min(end, money + PHRASE); at++) {
    at = pastFigures(at, tokens);
    const { text = "" } = tokens[at] ?? {};
    if (text === "(" || text === "[") isBracketed = true;
    const found = context.starting.get(at);
    if (found === undefined) continue;
    const { pay, other, stop, joins } = found.says;
    if (at === money && joins && shape === "range" && context.starting.get(found.to)?.says.extra) return true;
    if (pay) return true;
    // "£45,000 OTE £80,000": the word is the next amount's.
    if (other !== undefined && beginsAmount(found.to, tokens)) return null;
    if (other === "either" || (other === "after" && !isBracketed)) return false;
    if (stop) return null;
    at = found.to - 1;
  }
  return null;
}

function beginsAmount(at: number, tokens: readonly Token[]): boolean {
  const [first, second] = [tokens[at], tokens[at + 1]];
  return (
    first?.kind === "number" ||
    (second?.kind === "number" && !second.spaced && first?.kind !== "break" && !isDash(first))
  );
}

function isDash(token: Token | undefined): boolean {
  return token !== undefined && /[\p{Pd}(]/u.test(token.text);
}

/** The token behind a bracket that holds a number; else the same token. */
function pastFigures(at: number, tokens: readonly Token[]): number {
  if (tokens[at]?.text !== "(") return at;
  const close = tokens.slice(at, at + BEHIND).findIndex(({ text }) => text === ")");
  return close > 0 && tokens.slice(at, at + close).some(({ kind }) => kind === "number") ? at + close + 1 : at;
}

/** The nearest word of pay or of other money before a token; brackets that are closed before it are skipped. */
function nearestBefore(
  from: number,
  lower: number,
  tokens: readonly Token[],
  context: Findings<ContextWord>,
): boolean | null {
  let depth = 0;
  for (let at = from - 1; at >= lower; at--) {
    const text = tokens[at]?.text;
    if (text === ")" || text === "]") depth++;
    if ((text === "(" || text === "[") && depth > 0) depth--;
    const found = context.ending.get(at);
    if (found === undefined) continue;
    // "401(k)" is a phrase with brackets of its own.
    if (found.to - found.from > 1 && (text === ")" || text === "]")) depth--;
    const { pay, other } = found.says;
    if (depth === 0 && pay) return true;
    if (depth === 0 && (other === "either" || other === "before") && !isLeftOut(found.from, lower, context))
      return false;
    at = found.from;
  }
  return null;
}

/** "excluding bonus": the word before, or the one before that, takes it out. */
function isLeftOut(from: number, lower: number, context: Findings<ContextWord>): boolean {
  for (let at = from - 1; at >= Math.max(lower, from - 4); at--) if (context.ending.get(at)?.says.without) return true;
  return false;
}

/** The first word of pay or of other money from a token on. */
function firstWord(from: number, end: number, context: Findings<ContextWord>): boolean | null {
  for (let at = from; at < end; at++) {
    const says = context.starting.get(at)?.says;
    if (says?.pay) return true;
    if (says?.other === "either") return false;
  }
  return null;
}

/** What the line above says, where it is short: "Compensation & equity" is pay, "Learning budget" is not. */
function headingAbove(
  start: number,
  tokens: readonly Token[],
  { start: starts }: Sentences,
  context: Findings<ContextWord>,
): boolean | null {
  const last = start - 1;
  if (tokens[last]?.kind !== "break" || last === 0) return null;
  const first = starts[last] ?? 0;
  if (last - first > HEADING) return null;
  if (hasPay(first, last, context)) return true;
  return firstWord(first, last, context);
}

function hasPay(from: number, end: number, context: Findings<ContextWord>): boolean {
  for (let at = from; at < end; at++) if (context.starting.get(at)?.says.pay) return true;
  return false;
}

function endsSentence(at: number, tokens: readonly Token[], abbreviations: ReadonlySet<string>): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.kind === "break") return true;
  if (next === undefined || !next.spaced) return false;
  if (token?.text === "!" || token?.text === "?") return true;
  if (token?.text !== ".") return false;
  const word = tokens[at - 1]?.text ?? "";
  const isLetter = word.length === 1 && tokens[at - 2]?.kind !== "number";
  const isShort = tokens[at - 1]?.kind === "word" && (isLetter || abbreviations.has(word.toLowerCase()));
  return !isShort && !(next.kind === "word" && next.text[0] === next.text[0]?.toLowerCase());
}
