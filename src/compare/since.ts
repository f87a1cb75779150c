import type { Change, Verdict } from "../domain/change.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { changeIn, type Past } from "./past.ts";

/**
 * The first week of the unbroken run of weeks that gave a change its direction; this week for a new one, null for none. A run begins
 * and goes on with a rise or an edging up alike, so that a change which wavers about the floor is one run and is told as
 * news once (hysteresis). A week without direction, or without stored changes, ends it.
 */
export function sinceOf(
  { slice, metric, verdict }: Pick<Change, "slice" | "metric" | "verdict">,
  week: Week,
  past: Past,
): Week | null {
  const direction = directionOf(verdict);
  if (direction === 0) return null;
  const last = changeIn(past.get(addWeeks(week, -1)), slice, metric);
  return last !== undefined && directionOf(last.verdict) === direction ? (last.since ?? week) : week;
}

function directionOf(verdict: Verdict): -1 | 0 | 1 {
  if (verdict === "rose" || verdict === "edged-up") return 1;
  if (verdict === "fell" || verdict === "edged-down") return -1;
  return 0;
}
