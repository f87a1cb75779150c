import type { Gate, Metric, PairResult, WindowLevel } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { type Cohort, type CohortDraws, employerCount } from "./cohort-draws.ts";
import { less, metricValue, over } from "./measures.ts";
import { percentileInterval, twoSidedP } from "./percentile-interval.ts";
import { rounded } from "./rounded.ts";
import { type OfferValue, type Sample, sampleOfSides } from "./sample.ts";
import { sizeGates } from "./size-gates.ts";
import { rankShift, total } from "./statistics.ts";
import { TESTED } from "./tested.ts";

/** Gaps below these are no reason to choose one role over the other. */
const PAY_GAP = 0.05;
const REMOTE_GAP = 0.05;
const OFFERS_GAP = 0.25;

export interface PairSide {
  readonly role: string;
  readonly level: WindowLevel;
  readonly offers: readonly Offer[];
}

/** The window of both roles. */
export interface PairWindow {
  readonly bits: number;
  readonly kind: "stock" | "flow";
  readonly draws: CohortDraws;
}

/** A pair before its verdict, which needs the p values of all pairs of the week. */
export type UntriedPair = Omit<PairResult, "q" | "verdict">;

/**
 * Two roles in the same window, `a` first in alphabetical order: pay, offers and remote share, each with its employer bootstrap
 * (an employer that hires both is drawn once). Samples under 30 offers or 8 employers keep their levels and are not tested.
 */
export function comparePair(a: PairSide, b: PairSide, window: PairWindow): UntriedPair[] {
  const cohort = ({ role, offers }: PairSide): Cohort => ({ slice: role, offers, bits: window.bits });
  const of = [cohort(a), cohort(b)] as const;
  const sides = { a, b, of, employers: employerCount(...of), ...window };
  return [payResult(sides), offersResult(sides), remoteResult(sides)];
}

/**
 * Pairs with their verdicts, in the order given. A role "has more" only with an interval clear of 0, a gap over the pair floor, and
 * a false discovery rate of at most 10 % over all pairs and metrics of the week (Benjamini & Hochberg 1995).
 */
export function judgedPairs(untried: readonly UntriedPair[]): PairResult[] {
  const tested = untried.filter(({ p }) => p !== null);
  const q = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  return untried.map((pair) => {
    const found = pair.p === null ? null : (q[tested.indexOf(pair)] ?? 1);
    if (found === null || pair.difference === null) return { ...pair, q: null, verdict: "too-few" };
    const limit = TESTED.pairsQ;
    const gates = [
      ...pair.gates,
      { gate: "false-discovery-rate", passed: found <= limit, found: rounded(found), limit },
    ];
    const more = pair.difference > 0 ? "a-more" : "b-more";
    return {
      ...pair,
      q: rounded(found),
      gates,
      verdict: gates.every(({ passed }) => passed) ? more : "no-clear-gap",
    };
  });
}

/** Two roles, `of` being a's and b's offers of the window. */
interface Sides extends PairWindow {
  readonly a: PairSide;
  readonly b: PairSide;
  readonly of: readonly [Cohort, Cohort];
  readonly employers: number;
}

function payResult(sides: Sides): UntriedPair {
  const { of, draws } = sides;
  const [a, b] = of;
  // Employers that state no pay make no difference of pay surer.
  const { employerCount: employers } = sampleOf(sides, ({ midpoint }) => midpoint);
  const narrow = sampleOf(sides, ({ narrow: isNarrow, midpoint }) => (isNarrow ? midpoint : null));
  const least = Math.min(sides.a.level.pay?.median ?? 0, sides.b.level.pay?.median ?? 0);
  const drawn = (narrowOnly: boolean) => less(draws.medians(a, narrowOnly), draws.medians(b, narrowOnly));
  // The printed interval is of the printed medians, over all pay; wide ranges alone may not decide it.
  const result = tested(
    "pay",
    { ...sides, employers },
    { sample: narrow, drawn: () => drawn(false), floor: PAY_GAP * least, steps: 1 },
  );
  if (result.interval === null) return result;
  const ofNarrow = percentileInterval(drawn(true), narrow.employerCount);
  return {
    ...result,
    theta: rounded(0.5 + total(rankShift(narrow))),
    gates: [...result.gates, clearGate("narrow-ranges-agree", ofNarrow, result.difference ?? 0)],
  };
}

/** The bootstrap is of `(a − b) / (a + b)`, at the size that was observed. */
function offersResult(sides: Sides): UntriedPair {
  const [a, b] = sides.of;
  const size = sides.a.level.offers + sides.b.level.offers;
  const amount = sides.kind === "flow" ? "offers" : "listings";
  const drawn = () => {
    const [ofA, ofB] = [sides.draws.sums(a, amount), sides.draws.sums(b, amount)];
    return ofA.map((n, draw) => (size * (n - (ofB[draw] ?? 0))) / (n + (ofB[draw] ?? 0)));
  };
  const floor = OFFERS_GAP * Math.min(sides.a.level.offers, sides.b.level.offers);
  return tested("offers", sides, { sample: sampleOf(sides, () => 1), drawn, floor, steps: 10 });
}

function remoteResult(sides: Sides): UntriedPair {
  const { of, draws } = sides;
  const share = (cohort: Cohort) => over(draws.sums(cohort, "remote"), draws.sums(cohort, "offers"));
  const drawn = () => less(share(of[0]), share(of[1]));
  return tested("remote", sides, { sample: sampleOf(sides, () => 1), drawn, floor: REMOTE_GAP, steps: 1e4 });
}

/** a stands in the place of now and b in that of before, so that now − before is a − b. */
function sampleOf({ of }: Sides, value: OfferValue): Sample {
  return sampleOfSides(of[1], of[0], value);
}

function tested(
  metric: Metric,
  { a, b, employers }: Sides,
  how: { readonly sample: Sample; readonly drawn: () => Float64Array; readonly floor: number; readonly steps: number },
): UntriedPair {
  const [aValue, bValue] = [metricValue(metric, a.level), metricValue(metric, b.level)];
  const difference = aValue === null || bValue === null ? null : aValue - bValue;
  const size = sizeGates(how.sample);
  const base = { a: a.role, b: b.role, metric, aValue, bValue, difference, theta: null };
  const drawn = difference === null || size.some(({ passed }) => !passed) ? null : how.drawn();
  const interval = drawn === null ? null : percentileInterval(drawn, employers);
  if (drawn === null || difference === null || interval === null)
    return { ...base, interval: null, p: null, gates: size };
  const printed = (value: number) => Math.round(value * how.steps) / how.steps + 0;
  const gap = Math.abs(difference);
  return {
    ...base,
    interval: [printed(interval[0]), printed(interval[1])],
    p: rounded(twoSidedP(drawn)),
    gates: [
      ...size,
      clearGate("interval-clear-of-zero", interval, difference),
      { gate: "floor", passed: gap >= how.floor, found: gap, limit: how.floor },
    ],
  };
}

/** Whether an interval lies wholly on the side of the difference; `found` is its end nearer to 0. */
function clearGate(gate: string, interval: readonly [number, number] | null, difference: number): Gate {
  if (interval === null) return { gate, passed: false, found: null, limit: 0 };
  const found = difference > 0 ? interval[0] : interval[1];
  return { gate, passed: difference > 0 ? found > 0 : found < 0, found: Math.round(found * 1e4) / 1e4 + 0, limit: 0 };
}
