import type { Change, Gate, Metric, Verdict, WindowLevel } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { textHash } from "../domain/random.ts";
import type { Week } from "../domain/week.ts";
import { employerBootstrap } from "./bootstrap.ts";
import { type OfferValue, sampleOf } from "./sample.ts";
import { testChange } from "./sign-flip.ts";
import { sizeGates } from "./size-gates.ts";
import { countShift, rankShift, type Statistic, shareShift } from "./statistics.ts";

/** Below these a change is too small to matter to a reader, however sure it is. Money is in the newsletter's currency. */
export interface Floors {
  readonly payShare: number;
  readonly payAmount: number;
  readonly countShare: number;
  readonly count: number;
  readonly sharePoints: number;
}

/** A cohort in two windows, with the offers of both. */
export interface Windows {
  readonly slice: string;
  readonly window: "1w" | "4w";
  readonly week: Week;
  readonly offers: readonly Offer[];
  readonly beforeBits: number;
  readonly nowBits: number;
  readonly before: WindowLevel;
  readonly now: WindowLevel;
}

/** A change before its verdict, which needs the q of the whole family. */
export type Untried = Omit<Change, "verdict" | "metric"> & { readonly metric: Metric };

const TESTS: Readonly<
  Record<Metric, { name: "sign-flip-counts" | "sign-flip-ranks" | "sign-flip-shares"; statistic: Statistic }>
> = {
  offers: { name: "sign-flip-counts", statistic: countShift },
  pay: { name: "sign-flip-ranks", statistic: rankShift },
  remote: { name: "sign-flip-shares", statistic: shareShift },
};

/**
 * One metric of a cohort between two windows: both values, their difference, and, where the sample allows, the employer
 * sign-flip, its repeat without the most influential employer, and the practical floor. No test where the sample is too small.
 */
export function changeOf(metric: Metric, windows: Windows, floors: Floors): Untried {
  const before = metricValue(metric, windows.before);
  const now = metricValue(metric, windows.now);
  const difference = before === null || now === null ? null : now - before;
  const sample = sampleOf(windows.offers, windows.beforeBits, windows.nowBits, valueFor(metric));
  const size = sizeGates(sample);
  const base = {
    slice: windows.slice,
    metric,
    window: windows.window,
    before,
    now,
    difference,
    growth: difference === null || before === null || before === 0 || metric === "remote" ? null : difference / before,
  };
  if (difference === null || size.some((gate) => !gate.passed))
    return { ...base, ...UNKNOWN, interval: null, test: null, gates: size };
  const seed = textHash(`${windows.week}|${metric}|${windows.slice}`);
  const { name, statistic } = TESTS[metric];
  const test = testChange(sample, statistic, seed);
  // The interval is of the printed difference, so it is over all pay; only the test leaves wide ranges out.
  const interval =
    metric === "pay"
      ? employerBootstrap(
          sampleOf(windows.offers, windows.beforeBits, windows.nowBits, ({ midpoint }) => midpoint),
          "median",
          seed + 2,
        )
      : null;
  return {
    ...base,
    ...UNKNOWN,
    interval: interval === null ? null : [Math.round(interval[0]), Math.round(interval[1])],
    test: {
      name,
      p: test.p,
      pAll: test.pAll,
      pWithoutTopEmployer: test.pWithoutTopEmployer,
      draws: test.draws,
      theta: metric === "pay" ? rounded(0.5 + test.effect) : null,
      q: null,
    },
    gates: [
      ...size,
      {
        gate: "same-direction",
        passed: Math.sign(rounded(test.effect)) === Math.sign(difference),
        found: rounded(test.effect),
        limit: 0,
      },
      {
        gate: "leave-one-employer-out",
        passed: test.survivesLeaveOneOut,
        found: rounded(test.effectWithoutTopEmployer),
        limit: rounded(test.effect / 2),
      },
      floorGate(metric, before ?? 0, difference, floors),
    ],
  };
}

/** A metric whose weeks cannot be compared: its value now, and nothing else. */
export function uncompared(metric: Metric, { slice, window, now }: Pick<Windows, "slice" | "window" | "now">): Untried {
  return {
    slice,
    metric,
    window,
    before: null,
    now: metricValue(metric, now),
    difference: null,
    growth: null,
    ...UNKNOWN,
    interval: null,
    test: null,
    gates: [],
  };
}

const UNKNOWN = { noticeable: null, mix: null, since: null } as const;

/** The verdict that the gates earn. Without a difference or a big enough sample there is nothing to judge. */
export function verdictOf(change: Untried): Verdict {
  if (change.difference === null || change.test === null) return "too-few";
  if (change.gates.some((gate) => !gate.passed)) return "unclear";
  return change.difference > 0 ? "rose" : "fell";
}

/** Offers with a pay range too wide stay out of the pay test; every offer counts for the others. */
function valueFor(metric: Metric): OfferValue {
  if (metric === "pay") return (offer) => (offer.narrow ? offer.midpoint : null);
  if (metric === "offers") return () => 1;
  return (offer, bits) => ((offer.remoteWeeks & bits) === 0 ? 0 : 1);
}

function metricValue(metric: Metric, level: WindowLevel): number | null {
  if (metric === "offers") return level.offers;
  if (metric === "pay") return level.pay?.median ?? null;
  return level.remote === null ? null : level.remote.count / level.remote.n;
}

function floorGate(metric: Metric, before: number, difference: number, floors: Floors): Gate {
  const limit =
    metric === "pay"
      ? Math.max(floors.payShare * before, floors.payAmount)
      : metric === "offers"
        ? Math.max(floors.countShare * before, floors.count)
        : floors.sharePoints;
  return {
    gate: "floor",
    passed: Math.abs(difference) >= limit,
    found: rounded(Math.abs(difference)),
    limit: rounded(limit),
  };
}

/** Six decimals: enough for any gate, and the same text on every machine. */
function rounded(value: number): number {
  // Adding 0 makes one zero of the two that JSON writes differently.
  return Math.round(value * 1e6) / 1e6 + 0;
}
