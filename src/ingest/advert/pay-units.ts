import { type Currency, type PayPeriod, PERIODS_PER_YEAR } from "../../domain/money.ts";
import type { Candidate } from "./pay-amounts.ts";
import type { PayRules, UnitWord } from "./pay-rules.ts";
import type { Findings, Token } from "./pay-words.ts";

/** Tokens before an amount and behind it in which a period or a code counts for it. */
const BEFORE = 30;
const BEHIND = 8;

/** The tokens that may speak for a candidate: of its sentence, and of no other candidate. `heading` begins the line above. */
export interface Scope {
  readonly start: number;
  readonly end: number;
  readonly heading: number;
}

/**
 * The currencies that signs and codes may name, the likeliest first: a code settles it, also one that stands near ("Salary
 * range in CAD: $…") where the sign can mean it; else the country's own of those that share the sign, and behind it the one
 * that the sign means elsewhere, for a "$55/hour" that is no wage in pesos. [null] for a sign that no known country settles. Empty
 * where no sign or code stands at all and the country's ads do not leave it out: then there is no amount.
 */
export function currenciesOf(
  candidate: Candidate,
  country: string | null,
  scope: Scope,
  tokens: readonly Token[],
  units: Findings<UnitWord>,
  rules: PayRules,
): readonly (Currency | null)[] {
  const [code] = candidate.codes;
  if (code !== undefined) return [code];
  const [sign] = candidate.signs;
  const shared = sign === undefined ? undefined : rules.sharedSigns.get(sign);
  const near = codeNear(candidate, scope, tokens, units);
  if (shared === undefined) {
    const unsigned = near ?? (country === null ? undefined : rules.unsigned.get(country));
    return unsigned === undefined || !candidate.large ? [] : [unsigned];
  }
  if (near !== undefined && shared.means.includes(near)) return [near];
  if (country === null) return shared.means.length === 1 ? [] : [null];
  const own = shared.means.filter((meant) => rules.currencies.get(meant)?.in.includes(country));
  return shared.elsewhere === null ? own : [...own, shared.elsewhere];
}

/**
 * The period of a candidate that is pay: at the amount, behind it, before it in its sentence, of the amount before it in a list
 * (`listed`), in the heading above; else by size, where only a year or only an hour can be meant. Undefined where the amount is
 * no plausible pay for what is said, or nothing is said and its size leaves it open.
 */
export function periodOf(
  candidate: Candidate,
  listed: PayPeriod | undefined,
  currency: Currency | null,
  scope: Scope,
  units: Findings<UnitWord>,
  { sizes, currencies }: PayRules,
): PayPeriod | undefined {
  // A sign that nothing settles is taken for the least of its currencies: the dollars that differ by less than a half.
  const perDollar = (currency === null ? undefined : currencies.get(currency)?.perDollar) ?? 1;
  const values = [candidate.floor, candidate.ceiling].flatMap((value) => (value === null ? [] : [value / perDollar]));
  const within = ([min, max]: readonly [number, number], times = 1) =>
    values.every((value) => value * times >= min && value * times <= max);
  const isPlausible = (period: PayPeriod) => within(sizes.stated, PERIODS_PER_YEAR[period]);
  if (candidate.period !== null) return isPlausible(candidate.period) ? candidate.period : undefined;
  const { start, end, heading } = scope;
  // "hourly rate or annual compensation": what cannot be is not meant.
  const said = [
    firstPeriod(candidate.to, Math.min(end, candidate.to + BEHIND), units),
    lastPeriod(candidate.from, Math.max(start, candidate.from - BEFORE), units),
    listed,
    lastPeriod(start, Math.max(heading, start - BEHIND), units),
  ].find((period) => period !== undefined && isPlausible(period));
  if (said !== undefined) return said;
  if (within(sizes.guessed.year)) return "year";
  // One small figure may be anything; a range of them is pay by the hour.
  return candidate.shape === "range" && within(sizes.guessed.hour) ? "hour" : undefined;
}

/** A code that stands at no other number. */
function codeNear(
  { from, to }: Candidate,
  { start, end }: Scope,
  tokens: readonly Token[],
  units: Findings<UnitWord>,
): Currency | undefined {
  for (let at = to; at < Math.min(end, to + BEHIND); at++) {
    const found = units.starting.get(at);
    if (found?.says.code !== undefined && tokens[found.to]?.kind !== "number") return found.says.code;
  }
  for (let at = from - 1; at >= Math.max(start, from - BEFORE); at--) {
    const found = units.ending.get(at);
    if (found?.says.code !== undefined && tokens[found.from - 1]?.kind !== "number") return found.says.code;
  }
  return undefined;
}

function firstPeriod(from: number, end: number, units: Findings<UnitWord>): PayPeriod | undefined {
  for (let at = from; at < end; at++) {
    const period = units.starting.get(at)?.says.period;
    if (period !== undefined) return period;
  }
  return undefined;
}

function lastPeriod(from: number, lower: number, units: Findings<UnitWord>): PayPeriod | undefined {
  for (let at = from - 1; at >= lower; at--) {
    const period = units.ending.get(at)?.says.period;
    if (period !== undefined) return period;
  }
  return undefined;
}
