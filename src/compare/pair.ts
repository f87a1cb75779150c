import type { Gate, PairResult, WindowLevel } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { textHash } from "../domain/random.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../domain/suppression.ts";
import type { Week } from "../domain/week.ts";
import { employerBootstrap } from "./bootstrap.ts";
import { sampleOf } from "./sample.ts";
import { testChange } from "./sign-flip.ts";
import { sizeGates } from "./size-gates.ts";
import { countShift } from "./statistics.ts";

/** Gaps below these are no reason to choose one role over the other. */
const PAY_GAP = 0.05;
const REMOTE_GAP = 0.05;
const OFFERS_GAP = 0.25;
const ALPHA = 0.05;

/** Of the roles that may be compared, so many are compared with each other unasked, the largest: fifteen pairs. */
const PAIR_ROLES = 6;

export interface PairSide {
  readonly role: string;
  readonly level: WindowLevel;
  readonly offers: readonly Offer[];
}

/**
 * The pairs that are tested in a week: those asked for, and every two of the largest roles whose samples are big enough to
 * compare. Chosen by size alone, before any difference is looked at. Each pair once, alphabetically.
 */
export function pairsToTest(
  sides: readonly Omit<PairSide, "offers">[],
  asked: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  const largest = sides
    .filter(({ level }) => level.offers >= COMPARE_FROM && (level.employers ?? 0) >= COMPARE_EMPLOYERS)
    .sort((one, other) => other.level.offers - one.level.offers || (one.role < other.role ? -1 : 1))
    .slice(0, PAIR_ROLES)
    .map(({ role }) => role)
    .sort();
  const pairs = largest.flatMap((a, index) => largest.slice(index + 1).map((b) => [a, b] as const));
  const byName = new Map([...asked, ...pairs].map((pair) => [pair.join(" "), pair]));
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
}

/**
 * Two roles in the same window, `a` first in alphabetical order: pay, offers and remote share. A role "has more" only with
 * 30 offers of 8 employers on both sides, a gap over the pair floor, and an interval clear of 0: the employer bootstrap
 * for medians and shares (an employer that hires both is drawn once), the sign-flip for counts.
 */
export function comparePair(a: PairSide, b: PairSide, week: Week, nowBits: number): PairResult[] {
  return [payResult(a, b, week, nowBits), offersResult(a, b, week, nowBits), remoteResult(a, b, week, nowBits)];
}

// The two roles stand in the places of the two windows: b as "before", a as "now", so that now − before is a − b.
const B = 1;
const A = 2;

function payResult(a: PairSide, b: PairSide, week: Week, nowBits: number): PairResult {
  const [aValue, bValue] = [a.level.pay?.median ?? null, b.level.pay?.median ?? null];
  const offers = joined(a, b, nowBits);
  const narrow = sampleOf(offers, B, A, (offer) => (offer.narrow ? offer.midpoint : null));
  const gates = sizeGates(narrow);
  const seed = seedOf(a, b, week, "pay");
  const enough = gates.every((gate) => gate.passed);
  // The printed interval is of the printed medians, over all pay; wide ranges alone may not decide it.
  const interval = enough
    ? employerBootstrap(
        sampleOf(offers, B, A, ({ midpoint }) => midpoint),
        "median",
        seed,
      )
    : null;
  const difference = (aValue ?? 0) - (bValue ?? 0);
  // Where no range is wide the two samples are one, and so are their intervals.
  const ofNarrow = offers.every((offer) => offer.narrow) ? interval : employerBootstrap(narrow, "median", seed);
  const agree = enough ? [clearGate("narrow-ranges-agree", ofNarrow, difference)] : [];
  const values = { a: a.role, b: b.role, metric: "pay" as const, aValue, bValue, interval: whole(interval) };
  return judged(values, [...gates, ...agree], Math.min(aValue ?? 0, bValue ?? 0) * PAY_GAP);
}

function remoteResult(a: PairSide, b: PairSide, week: Week, nowBits: number): PairResult {
  const share = ({ level }: PairSide) => (level.remote === null ? null : level.remote.count / level.remote.n);
  const sample = sampleOf(joined(a, b, nowBits), B, A, (offer) => (offer.remoteWeeks === 0 ? 0 : 1));
  const gates = sizeGates(sample);
  const known = share(a) !== null && share(b) !== null;
  const interval =
    known && gates.every((gate) => gate.passed)
      ? employerBootstrap(sample, "mean", seedOf(a, b, week, "remote"))
      : null;
  const rounded =
    interval === null ? null : ([Math.round(interval[0] * 1e4) / 1e4, Math.round(interval[1] * 1e4) / 1e4] as const);
  return judged(
    { a: a.role, b: b.role, metric: "remote", aValue: share(a), bValue: share(b), interval: rounded },
    gates,
    REMOTE_GAP,
  );
}

function offersResult(a: PairSide, b: PairSide, week: Week, nowBits: number): PairResult {
  const sample = sampleOf(joined(a, b, nowBits), B, A, () => 1);
  const gates = sizeGates(sample);
  const enough = gates.every((gate) => gate.passed);
  const test = enough ? testChange(sample, countShift, seedOf(a, b, week, "offers")) : undefined;
  const clear: Gate[] =
    test === undefined
      ? []
      : [{ gate: "sign-flip", passed: test.p <= ALPHA && test.survivesLeaveOneOut, found: test.p, limit: ALPHA }];
  const values = {
    a: a.role,
    b: b.role,
    metric: "offers" as const,
    aValue: a.level.offers,
    bValue: b.level.offers,
    interval: null,
  };
  return judged(values, [...gates, ...clear], OFFERS_GAP * Math.min(a.level.offers, b.level.offers));
}

function judged(
  result: Omit<PairResult, "difference" | "gates" | "verdict" | "interval" | "theta" | "p" | "q"> & {
    interval: readonly [number, number] | null;
  },
  gates: readonly Gate[],
  floor: number,
): PairResult {
  const { aValue, bValue, interval } = result;
  const difference = aValue === null || bValue === null ? null : aValue - bValue;
  const enough =
    difference !== null &&
    gates.filter(({ gate }) => gate === "sample" || gate === "employers").every((gate) => gate.passed);
  const all: Gate[] = [...gates];
  if (interval !== null) all.push(clearGate("interval-clear-of-zero", interval, difference ?? 0));
  if (difference !== null)
    all.push({ gate: "floor", passed: Math.abs(difference) >= floor, found: Math.abs(difference), limit: floor });
  const tested = interval !== null || gates.some((gate) => gate.gate === "sign-flip");
  const verdict =
    !enough || !tested
      ? "too-few"
      : all.every((gate) => gate.passed)
        ? (difference ?? 0) > 0
          ? "a-more"
          : "b-more"
        : "no-clear-gap";
  return {
    ...result,
    theta: null,
    p: null,
    q: null,
    interval: interval === null ? null : [interval[0], interval[1]],
    difference,
    gates: all,
    verdict,
  };
}

/** Whether an interval lies wholly on the side of the difference; `found` is its end nearer to 0. */
function clearGate(gate: string, interval: readonly [number, number] | null, difference: number): Gate {
  if (interval === null) return { gate, passed: false, found: null, limit: 0 };
  const found = difference > 0 ? interval[0] : interval[1];
  return { gate, passed: difference > 0 ? found > 0 : found < 0, found: Math.round(found * 1e4) / 1e4 + 0, limit: 0 };
}

/** Both roles' offers of the window, marked by whose they are. */
function joined(a: PairSide, b: PairSide, nowBits: number): Offer[] {
  const of = (side: PairSide, mark: number) =>
    side.offers
      .filter((offer) => (offer.weeks & nowBits) !== 0)
      .map((offer) => ({ ...offer, weeks: mark, remoteWeeks: (offer.remoteWeeks & nowBits) === 0 ? 0 : mark }));
  return [...of(a, A), ...of(b, B)];
}

function seedOf(a: PairSide, b: PairSide, week: Week, metric: string): number {
  return textHash(`${week}|${metric}|${a.role}|${b.role}`);
}

function whole(interval: readonly [number, number] | null): readonly [number, number] | null {
  return interval === null ? null : [Math.round(interval[0]), Math.round(interval[1])];
}
