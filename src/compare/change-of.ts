import type { Change, ChangeMetric, Gate } from "../domain/change.ts";
import { textHash } from "../domain/random.ts";
import type { Week } from "../domain/week.ts";
import { type Floors, floorOf } from "./floors.ts";
import { type Measure, measureOf, metricValue, type Windows } from "./measures.ts";
import { mixShift } from "./mix-shift.ts";
import { noticeable } from "./noticeable.ts";
import { historyGate } from "./own-history.ts";
import type { Past } from "./past.ts";
import { rounded } from "./rounded.ts";
import { type ChangeTest, testShift } from "./sign-flip.ts";

/** A change before its verdict, which needs the p values of the whole family. */
export type Untried = Omit<Change, "verdict">;

/** What a change is judged by besides its own offers. */
export interface Yardsticks {
  readonly week: Week;
  readonly floors: Floors;
  readonly past: Past;
  /** Whether holidays set the two windows apart; null where nobody asks. */
  readonly holidays: Gate | null;
}

/**
 * One metric of a cohort between two windows: both values, their difference, and, where the sample allows, the employer
 * sign-flip, its repeat without the most influential employer, the interval, the practical floor, the mix and its own
 * history. No test where the sample is too small, and no difference of counts where holidays set the windows apart.
 */
export function changeOf(metric: ChangeMetric, windows: Windows, yardsticks: Yardsticks): Untried {
  const { week, floors, past } = yardsticks;
  const holidays = metric === "offers" && yardsticks.holidays !== null ? [yardsticks.holidays] : [];
  if (holidays.some(({ passed }) => !passed)) return { ...uncompared(metric, windows), gates: holidays };
  const measure = measureOf(metric, windows);
  const base = { slice: windows.slice, metric, window: windows.window, ...differenceOf(metric, measure) };
  const { before, difference } = base;
  if (before === null || difference === null || measure.size.some((gate) => !gate.passed))
    return { ...base, ...UNKNOWN, gates: [...measure.size] };
  const seed = textHash(`${week}|${metric}|${windows.slice}`);
  const test = testShift(measure.shift(), seed);
  const interval = printedInterval(metric, measure);
  const floor = floorOf(metric, before, windows.before.pay?.median ?? null, floors);
  const bits = { before: windows.beforeBits, now: windows.nowBits };
  const mix = metric === "pay" ? mixShift(windows.offers, bits, { before, now: before + difference }) : null;
  const least = noticeable(interval, floor);
  const change: Untried = {
    ...base,
    interval,
    noticeable: least === null ? null : rounded(metric === "pay" ? Math.ceil(least) : least),
    mix,
    since: null,
    ...(test.driver === null ? {} : { driver: pseudonym(test.driver, week) }),
    test: {
      name: measure.name,
      p: test.p,
      pAll: test.pAll,
      pWithoutTopEmployer: test.pWithoutTopEmployer,
      draws: test.draws,
      theta: metric === "pay" ? rounded(0.5 + test.effect) : null,
      q: null,
    },
    gates: [...measure.size, ...holidays, ...testGates(test, difference), floorGate(difference, floor)],
  };
  const history = historyGate(change, week, past);
  return {
    ...change,
    gates: [
      ...change.gates,
      ...(mix === null ? [] : [mixGate(mix.jobs, difference)]),
      ...(history === null
        ? []
        : [{ ...history, found: rounded(history.found ?? 0), limit: rounded(history.limit ?? 0) }]),
    ],
  };
}

/** A metric whose weeks cannot be compared: its value now, and nothing else. */
export function uncompared(
  metric: ChangeMetric,
  { slice, window, now }: Pick<Windows, "slice" | "window" | "now">,
): Untried {
  const value = metricValue(metric, now);
  return {
    slice,
    metric,
    window,
    before: null,
    now: value,
    difference: null,
    growth: null,
    ...UNKNOWN,
    gates: [],
  };
}

/** Tells whether two changes of a week hang most on the same employer, and not on which. */
function pseudonym(employer: string, week: Week): string {
  return textHash(`${week}|driver|${employer}`).toString(36);
}

const UNKNOWN = { interval: null, noticeable: null, mix: null, since: null, test: null } as const;

function differenceOf(metric: ChangeMetric, { before, now }: Measure) {
  const difference = before === null || now === null ? null : now - before;
  const isShare = metric === "remote" || metric === "disclosed";
  const growth = isShare || difference === null || before === null || before === 0 ? null : difference / before;
  return { before, now, difference, growth };
}

/** Whole money; tenths of offers, which a stock counts as a mean of days; and hundredths of a point. */
function printedInterval(metric: ChangeMetric, measure: Measure): [number, number] | null {
  const interval = measure.interval();
  const steps = metric === "pay" ? 1 : metric === "offers" ? 10 : 1e4;
  const printed = (value: number) => Math.round(value * steps) / steps + 0;
  return interval === null ? null : [printed(interval[0]), printed(interval[1])];
}

function testGates(test: ChangeTest, difference: number): Gate[] {
  return [
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
  ];
}

function floorGate(difference: number, floor: number): Gate {
  return {
    gate: "floor",
    passed: Math.abs(difference) >= floor,
    found: rounded(Math.abs(difference)),
    limit: rounded(floor),
  };
}

/** More than half of the difference is which jobs were posted. A part that goes the other way, below 0, explains nothing of it. */
function mixGate(jobs: number, difference: number): Gate {
  const limit = Math.abs(difference) / 2;
  const found = jobs * Math.sign(difference) + 0;
  return { gate: "mix", passed: found <= limit, found, limit };
}
