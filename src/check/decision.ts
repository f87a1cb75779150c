import type { Change, Gate, PairResult, Verdict, WeekChanges } from "../domain/change.ts";

/*
 * The verdict of a change worked out once more, from the estimates and limits that are stored with it and from nothing that said
 * which gate it passed: so that a slip of the pen between test and letter is seen. Written apart from the code that gave it.
 */

/** Rounding of stored figures may turn a gate that was met to the last digit. */
const HAIR = 1e-6;

/** The verdict of every change, in their order. */
export function recomputedVerdicts({ changes, guard }: WeekChanges): Verdict[] {
  const roles = changes.filter(({ slice, test }) => slice !== "total" && test !== null);
  const p = roles.map(({ test }) => test?.p ?? 1);
  const rates = falseDiscoveryRates(p);
  return changes.map((change) => {
    if ((change.slice === "total" ? guard.total : guard.roles).length > 0) return "not-comparable";
    const holidays = gateOf(change, "holidays");
    if (holidays !== undefined && (holidays.found !== holidays.limit || !holidays.passed)) return "not-comparable";
    const { difference, test } = change;
    if (difference === null || test === null) return "too-few";
    const place = roles.indexOf(change);
    const limit = (gateOf(change, "p") ?? gateOf(change, "false-discovery-rate"))?.limit ?? 0;
    const found = place < 0 ? test.p : (rates[place] ?? 1);
    const withAll = () =>
      place < 0
        ? test.pAll
        : (falseDiscoveryRates(p.map((each, index) => (index === place ? test.pAll : each)))[place] ?? 1);
    return verdictFrom(change, difference, {
      isSure: found <= limit + HAIR,
      isSureWithAll: () => withAll() <= limit + HAIR,
    });
  });
}

/** The verdict of every pair, in their order. */
export function recomputedPairs({ pairs }: Pick<WeekChanges, "pairs">): PairResult["verdict"][] {
  const tested = pairs.filter(({ p }) => p !== null);
  const rates = falseDiscoveryRates(tested.map(({ p }) => p ?? 1));
  return pairs.map((pair) => {
    const { p, difference, interval, gates } = pair;
    if (p === null || difference === null || interval === null) return "too-few";
    const limit = (name: string) => gates.find(({ gate }) => gate === name)?.limit ?? 0;
    const narrow = gates.find(({ gate }) => gate === "narrow-ranges-agree")?.found ?? difference;
    const end = difference > 0 ? interval[0] : interval[1];
    // A stored interval is rounded: an end at 0 tells nothing, and its gate holds the end before rounding.
    const clear = end === 0 ? (gates.find(({ gate }) => gate === "interval-clear-of-zero")?.found ?? 0) : end;
    const isClear = [clear, narrow].every((each) => Math.sign(each) === Math.sign(difference));
    const isLarge = Math.abs(difference) >= limit("floor") * (1 - HAIR);
    const isSure = (rates[tested.indexOf(pair)] ?? 1) <= limit("false-discovery-rate") + HAIR;
    if (!isClear || !isLarge || !isSure) return "no-clear-gap";
    return difference > 0 ? "a-more" : "b-more";
  });
}

interface Sure {
  readonly isSure: boolean;
  readonly isSureWithAll: () => boolean;
}

function verdictFrom(change: Change, difference: number, { isSure, isSureWithAll }: Sure): Verdict {
  const { interval, mix, metric } = change;
  const size = Math.abs(difference);
  const floor = gateOf(change, "floor")?.limit ?? 0;
  const history = gateOf(change, "history");
  const effect = gateOf(change, "same-direction")?.found ?? 0;
  const isLarge = size >= floor - HAIR * floor && (history === undefined || size >= (history.limit ?? 0) - HAIR * size);
  const isSameWay = gateOf(change, "same-direction") === undefined || Math.sign(effect) === Math.sign(difference);
  const holds = holdsWithoutOne(change, effect);
  const way = difference > 0;
  if (isSameWay && isSure && holds && size >= floor / 2 - HAIR * floor) {
    if (mix !== null && metric === "pay" && Math.abs(mix.jobs) > size / 2) return "mostly-mix";
    return isLarge ? (way ? "rose" : "fell") : way ? "edged-up" : "edged-down";
  }
  if (isSameWay && isLarge && !holds && (isSure || isSureWithAll())) return "one-employer";
  const isStuck = metric === "pay" && interval?.[0] === 0 && interval[1] === 0 && effect !== 0;
  if (interval === null || isStuck) return "unclear";
  return interval[0] >= -floor && interval[1] <= floor ? "little-changed" : "unclear";
}

/** Without its most influential employer the effect points the same way and is half as large at least. */
function holdsWithoutOne(change: Change, effect: number): boolean {
  const gate = gateOf(change, "leave-one-employer-out");
  if (gate === undefined || effect === 0) return true;
  const found = gate.found ?? 0;
  const isHeld = Math.sign(found) === Math.sign(effect) && Math.abs(found) >= Math.abs(effect) / 2 - 1e-4;
  // A stored figure is rounded: where it stands right at the half, the gate itself knows better.
  return Math.abs(Math.abs(found) - Math.abs(effect) / 2) <= 1e-4 ? gate.passed : isHeld;
}

function gateOf({ gates }: Change, name: string): Gate | undefined {
  return gates.find(({ gate }) => gate === name);
}

/** The smallest rate at which each test passes among all (Benjamini & Hochberg 1995), in the order given. */
function falseDiscoveryRates(p: readonly number[]): number[] {
  const order = p.map((value, index) => ({ value, index })).sort((one, other) => other.value - one.value);
  const rates = new Array<number>(p.length).fill(1);
  let least = 1;
  for (const [place, { value, index }] of order.entries()) {
    least = Math.min(least, (value * p.length) / (p.length - place));
    rates[index] = least;
  }
  return rates;
}
