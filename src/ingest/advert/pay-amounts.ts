import type { PayPeriod } from "../../domain/money.ts";
import { numberValue } from "./pay-numbers.ts";
import type { PayRules, UnitWord } from "./pay-rules.ts";
import type { Findings, Found, Token } from "./pay-words.ts";

/** One number of a text with what stands at it: sign, code, scale, period. Tokens `from` to `to` (exclusive). */
export interface Amount {
  /** As written, before the scale. */
  readonly number: number;
  readonly scale: number | null;
  readonly codes: readonly string[];
  readonly signs: readonly string[];
  readonly period: PayPeriod | null;
  readonly orMore: boolean;
  /** Digits of its own tell that it is money: "120,000", "120 000", or a scale. */
  readonly large: boolean;
  readonly from: number;
  /** Where the money ends and its period begins. */
  readonly end: number;
  readonly to: number;
}

/** A range or a single figure, not yet known to be pay. */
export interface Candidate {
  readonly shape: "range" | "exact" | "ceiling" | "floor";
  readonly floor: number | null;
  readonly ceiling: number | null;
  readonly codes: readonly string[];
  readonly signs: readonly string[];
  readonly period: PayPeriod | null;
  readonly large: boolean;
  readonly from: number;
  /** Where the money ends and its period begins: "annual" of "$20k annual bonus" speaks of what follows too. */
  readonly end: number;
  readonly to: number;
}

/** Tokens of a bracket between the ends of a range: "$126,000 [lowest market] to $196,000". */
const LONGEST_BRACKET = 24;
/** Tokens between an opening word and the first end: "between roughly US$ 120,000". */
const OPENING_REACH = 4;
/** Tokens between the ends of an opened range: "from $129,300 in our lowest market up to $223,600". */
const LONGEST_FILLING = 12;

/** The amounts of a text paired to ranges, in their order. Broken ranges, percentages and worded numbers ("3D") are left out. */
export function payCandidates(
  tokens: readonly Token[],
  units: Findings<UnitWord>,
  widest: PayRules["sizes"]["widest"],
): Candidate[] {
  const amounts = tokens.flatMap(({ kind }, at) => (kind === "number" ? (amountAt(at, tokens, units) ?? []) : []));
  const candidates: Candidate[] = [];
  for (let index = 0; index < amounts.length; index++) {
    const first = amounts[index];
    if (first === undefined) continue;
    const second = amounts[index + 1];
    if (second !== undefined && areRange(first, second, tokens, units)) {
      const range = rangeOf(first, second, widest);
      if (range === null) continue;
      candidates.push(range);
      index++;
      continue;
    }
    const single = singleOf(first, tokens, units);
    if (single !== null) candidates.push(single);
  }
  return candidates;
}

function amountAt(at: number, tokens: readonly Token[], units: Findings<UnitWord>): Amount | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const before = tokens[at - 1];
  const signBefore = moneyAt(units.ending.get(at - 1));
  // "L3", "H1", "$T103,500": a word runs into the number.
  if (!token.spaced && before?.kind === "word" && signBefore === undefined) return null;
  let to = at + 1;
  const scaleMark = scaleAt(to, tokens, units);
  const scale = scaleMark?.says.scale ?? null;
  if (scaleMark !== undefined) to = scaleMark.to;
  const codeBefore = signBefore && moneyAt(units.ending.get(signBefore.from - 1));
  const signs = [codeBefore, signBefore, moneyBehind(to, tokens, units)];
  to = signs[2]?.to ?? to;
  const bracketed = tokens[to]?.text === "(" ? moneyAt(units.starting.get(to + 1)) : undefined;
  if (bracketed !== undefined && tokens[bracketed.to]?.text === ")") {
    signs.push(bracketed);
    to = bracketed.to + 1;
  }
  const open = units.starting.get(to);
  // "150K+" is open; "150K + equity" adds something.
  const orMore = open?.says.orMore === true && (tokens[to]?.kind === "word" || tokens[to]?.spaced === false);
  if (open !== undefined && orMore) to = open.to;
  const behind = units.starting.get(to);
  const end = to;
  const period = behind?.says.period ?? scaleMark?.says.period ?? null;
  if (behind?.says.period !== undefined) to = behind.to;
  const next = tokens[to];
  // "10x", "3D", "12%": what stands at the number makes it another thing.
  if (to === at + 1 && next?.kind === "word" && !next.spaced) return null;
  if (next?.text === "%") return null;
  const number = numberValue(token.text, scale !== null);
  const money = signs.flatMap((found) => (found === undefined ? [] : [found.says]));
  return number === null
    ? null
    : {
        number,
        scale,
        codes: [...new Set(money.flatMap(({ code }) => code ?? []))],
        signs: [...new Set(money.flatMap(({ sign }) => sign ?? []))],
        period,
        orMore,
        large: scale !== null || number >= 1000,
        from: codeBefore?.from ?? signBefore?.from ?? at,
        end,
        to,
      };
}

/** "120K", "1.5 million"; one letter must stand at the number. */
function scaleAt(at: number, tokens: readonly Token[], units: Findings<UnitWord>): Found<UnitWord> | undefined {
  const found = units.starting.get(at);
  const token = tokens[at];
  if (found?.says.scale === undefined || token === undefined) return undefined;
  return token.spaced && token.text.length === 1 ? undefined : found;
}

/** A sign or code behind a number, unless it belongs to the number that follows: "35 EUR", "20-30$", not "35 $40". */
function moneyBehind(at: number, tokens: readonly Token[], units: Findings<UnitWord>): Found<UnitWord> | undefined {
  const found = moneyAt(units.starting.get(at));
  if (found === undefined) return undefined;
  const next = tokens[found.to];
  const belongsToNext = next?.kind === "number" && tokens[at]?.spaced === true;
  return belongsToNext ? undefined : found;
}

function moneyAt(found: Found<UnitWord> | undefined): Found<UnitWord> | undefined {
  return found?.says.code === undefined && found?.says.sign === undefined ? undefined : found;
}

/** True where only a joining word, a bracket or a line that holds nothing but the joining word stands between two amounts. */
function areRange(first: Amount, second: Amount, tokens: readonly Token[], units: Findings<UnitWord>): boolean {
  let at = afterBracket(first.to, tokens);
  const ownLine = tokens[at]?.kind === "break";
  if (ownLine) at++;
  let joined = false;
  let listed = false;
  while (at < second.from) {
    const mark = units.starting.get(at);
    if (mark === undefined || mark.to > second.from) break;
    const { range, upTo, about } = mark.says;
    if (range === "to" || upTo) joined = true;
    else if (range === "and") listed = true;
    else if (!about) break;
    at = mark.to;
  }
  if (ownLine && tokens[at]?.kind === "break") at++;
  if (at === second.from && (joined || (listed && isOpened(first, units)))) return true;
  return (
    second.from - first.to <= LONGEST_FILLING && isOpened(first, units) && isJoinedBefore(first, second, tokens, units)
  );
}

/** Other words of the same line stand between, and a joining word last. */
function isJoinedBefore(first: Amount, second: Amount, tokens: readonly Token[], units: Findings<UnitWord>): boolean {
  const last = units.ending.get(second.from - 1);
  const isTo =
    last !== undefined && (last.says.upTo || (last.says.range === "to" && tokens[last.from]?.kind === "word"));
  return (
    isTo === true && !tokens.slice(first.to, second.from).some(({ kind, text }) => kind !== "word" && text !== ",")
  );
}

function isOpened({ from }: Amount, units: Findings<UnitWord>, reach = OPENING_REACH): boolean {
  for (let at = from - 1; at >= from - reach; at--) if (units.ending.get(at)?.says.opening) return true;
  return false;
}

function afterBracket(at: number, tokens: readonly Token[]): number {
  const closing = { "(": ")", "[": "]" }[tokens[at]?.text ?? ""];
  if (closing === undefined) return at;
  for (let end = at + 1; end <= at + LONGEST_BRACKET; end++) if (tokens[end]?.text === closing) return end + 1;
  return at;
}

/**
 * The range of two amounts. What one says counts for both: "120-150K" and "$170-195,000" are thousands, "€40k - 50" too.
 * Null where they contradict each other, descend, or are too far apart to be one job's pay.
 */
function rangeOf(first: Amount, second: Amount, widest: number): Candidate | null {
  const shared = first.scale ?? second.scale ?? 1;
  let low = first.number * (first.scale ?? (first.number < 1000 ? shared : 1));
  const high = second.number * (second.scale ?? (second.number < 1000 ? shared : 1));
  if (first.scale === null && second.scale === null && first.number < 1000 && second.number >= 10_000) low *= 1000;
  const codes = [...new Set([...first.codes, ...second.codes])];
  const signs = [...new Set([...first.signs, ...second.signs])];
  const periods = new Set([first.period, second.period].filter((period) => period !== null));
  if (codes.length > 1 || signs.length > 1 || periods.size > 1) return null;
  if (low > high || low <= 0 || high > low * widest) return null;
  return {
    shape: "range",
    floor: exact(low),
    ceiling: exact(high),
    codes,
    signs,
    period: [...periods][0] ?? null,
    large: first.large || second.large,
    from: first.from,
    end: second.end,
    to: second.to,
  };
}

/** A figure that stands alone; null for a piece of a range that could not be read, and for one without sign or code. */
function singleOf(amount: Amount, tokens: readonly Token[], units: Findings<UnitWord>): Candidate | null {
  const { number, scale, codes, signs, period, large, from, end, to } = amount;
  const value = exact(number * (scale ?? 1));
  if (codes.length > 1 || signs.length > 1 || codes.length + signs.length === 0 || value <= 0) return null;
  if (isPieceOfRange(amount, tokens, units)) return null;
  const before = units.ending.get(from - 1)?.says;
  const isFloor = before?.atLeast || before?.opening || amount.orMore;
  const shape = before?.upTo ? "ceiling" : isFloor ? "floor" : "exact";
  const floor = shape === "ceiling" ? null : value;
  const ceiling = shape === "floor" ? null : value;
  return { shape, floor, ceiling, codes, signs, period, large, from, end, to };
}

/** "to $186,500", "$5 - 10x": joined to something that is no amount. A dash between words and an amount joins nothing. */
function isPieceOfRange(amount: Amount, tokens: readonly Token[], units: Findings<UnitWord>): boolean {
  const { from, to } = amount;
  const before = units.ending.get(from - 1);
  const behind = units.starting.get(to);
  const hasNumber = (first: number, end: number) => tokens.slice(Math.max(0, first), end).some(isNumber);
  if (before?.says.range === "to" && !before.says.upTo && !before.says.about) {
    if (tokens[before.from]?.kind === "word" || hasNumber(before.from - 3, before.from)) return true;
  }
  // "between $T103,500 and $186,500"
  if (before?.says.range === "and" && isOpened(amount, units, 2 * OPENING_REACH)) return true;
  return behind?.says.range === "to" && hasNumber(behind.to, behind.to + 3);
}

function isNumber({ kind }: Token): boolean {
  return kind === "number";
}

/** Without what binary fractions leave over: 143.5 thousand is 143500, and cents are the least. */
function exact(value: number): number {
  return Math.round(value * 100) / 100;
}
