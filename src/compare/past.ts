import type { Change, ChangeMetric, WeekChanges } from "../domain/change.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import { YEAR } from "./windows.ts";

/** What was found in earlier weeks, as it is stored; a week without stored changes is absent. */
export type Past = ReadonlyMap<Week, WeekChanges>;

/**
 * The part of the past that was counted and tested as this week is, a year and a week at most: back to the week in which the method changed,
 * and only weeks whose tests are of the version given.
 */
export function alikePast(past: Past, week: Week, guard: WeekChanges["guard"], version: number): Past {
  const kept = new Map<Week, WeekChanges>();
  if (changedMethod(week, guard)) return kept;
  for (const earlier of weeksUpTo(addWeeks(week, -1), YEAR + 1).reverse()) {
    const changes = past.get(earlier);
    if (changes === undefined) continue;
    if (changes.method.version !== version) break;
    kept.set(earlier, changes);
    if (changedMethod(earlier, changes.guard)) break;
  }
  return kept;
}

/**
 * Whether the offers of a slice are known of a week a year ago or earlier: from then on a holiday of this year has one of last
 * year beside it. A role that is new in an old feed has none.
 */
export function knowsAYear(past: Past, slice: string, week: Week): boolean {
  const yearAgo = addWeeks(week, -YEAR);
  return [...past].some(
    ([earlier, changes]) => earlier <= yearAgo && (changeIn(changes, slice, "offers")?.now ?? null) !== null,
  );
}

export function changeIn(changes: WeekChanges | undefined, slice: string, metric: ChangeMetric): Change | undefined {
  return changes?.changes.find((change) => change.slice === slice && change.metric === metric);
}

function changedMethod(week: Week, guard: WeekChanges["guard"]): boolean {
  return guard.total.some(({ code, weeks }) => code === "method-changed" && weeks.includes(week));
}
