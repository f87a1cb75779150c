import type { Change, Gate } from "../domain/change.ts";
import { median } from "../domain/quantile.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { changeIn, type Past } from "./past.ts";
import { ROLE_WINDOW, YEAR } from "./windows.ts";

/** Fewer windows do not tell what is usual. */
const MIN_WINDOWS = 8;
/** The median absolute deviation of a normal sample is its standard deviation by 1.4826 (Hampel 1974). */
const TO_DEVIATIONS = 1.4826;
const DEVIATIONS = 2;

/**
 * Whether a difference is unusual for its own slice and metric: at least two standard deviations of its past differences, estimated
 * by their median absolute deviation over a year. Null while fewer than 8 windows are known, or without a difference.
 *
 * Windows of four weeks overlap from week to week. The past is that of windows which end before this one begins, so that this
 * week's offers are not held against themselves; all of them go into the deviation, which overlap makes less sure but
 * not smaller; and for being enough they are counted apart, one in four weeks. Pay and offers are held against past growth, as
 * a feed may have become larger; `found` and `limit` are in the unit of the difference.
 */
export function historyGate(
  { slice, metric, window, before, difference, growth }: Omit<Change, "verdict">,
  week: Week,
  past: Past,
): Gate | null {
  if (difference === null) return null;
  const length = window === "4w" ? ROLE_WINDOW : 1;
  const relative = growth !== null && before !== null;
  const found: number[] = [];
  let apart = 0;
  let next = addWeeks(week, -length);
  const first = addWeeks(week, -YEAR);
  for (const earlier of [...past.keys()]
    .filter((each) => each >= first && each <= next)
    .sort()
    .reverse()) {
    const change = changeIn(past.get(earlier), slice, metric);
    const value = relative ? change?.growth : change?.difference;
    if (change?.window !== window || value === null || value === undefined) continue;
    found.push(value);
    if (earlier > next) continue;
    apart++;
    next = addWeeks(earlier, -length);
  }
  if (apart < MIN_WINDOWS) return null;
  const limit = DEVIATIONS * TO_DEVIATIONS * deviation(found) * (relative ? before : 1);
  return { gate: "history", passed: Math.abs(difference) >= limit, found: Math.abs(difference), limit };
}

/** The median distance from the median. */
function deviation(values: readonly number[]): number {
  const middle = median([...values].sort((a, b) => a - b)) ?? 0;
  return median(values.map((value) => Math.abs(value - middle)).sort((a, b) => a - b)) ?? 0;
}
