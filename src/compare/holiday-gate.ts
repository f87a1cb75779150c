import type { Gate } from "../domain/change.ts";
import type { Week } from "../domain/week.ts";

/**
 * Whether as many weeks of the one window as of the other are touched by holidays: fewer jobs are posted then, whatever the market
 * does. Touched weeks in a row are a season, such as that of the turn of the year, and never pass: its weeks are as unlike each other
 * as they are unlike the rest. `found` is how many of now, `limit` how many of before; the windows follow each other. Only counts
 * ask; with a year of history the own-history gate knows what is usual, and nobody asks.
 */
export function holidayGate(before: readonly Week[], now: readonly Week[], holidays: ReadonlySet<Week>): Gate {
  const touched = (weeks: readonly Week[]) => weeks.filter((week) => holidays.has(week)).length;
  const [found, limit] = [touched(now), touched(before)];
  const both = [...before, ...now];
  const isSeason = both.some((week, index) => holidays.has(week) && holidays.has(both[index + 1] ?? ""));
  return { gate: "holidays", passed: found === limit && !isSeason, found, limit };
}
