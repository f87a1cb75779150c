import type { Gate } from "../domain/change.ts";
import type { Week } from "../domain/week.ts";

/**
 * Whether as many weeks of the one window as of the other are touched by holidays: fewer jobs are posted then, whatever the market
 * does. `found` is how many of now, `limit` how many of before. Only counts ask; with a year of history the own-history gate knows
 * what is usual, and nobody asks.
 */
export function holidayGate(before: readonly Week[], now: readonly Week[], holidays: ReadonlySet<Week>): Gate {
  const touched = (weeks: readonly Week[]) => weeks.filter((week) => holidays.has(week)).length;
  const [found, limit] = [touched(now), touched(before)];
  return { gate: "holidays", passed: found === limit, found, limit };
}
