import type { LevelRecord, Metric, WeekChanges, WindowLevel } from "../domain/change.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import type { Past } from "./past.ts";

/** Stretches of weeks that a record is told for, the longest first. */
const STRETCHES = [52, 26, 13];
const RECORDED: readonly Metric[] = ["offers", "pay"];

type RecordedWeek = Pick<WeekChanges, "week" | "guard" | "levels" | "changes">;

/**
 * Levels of offers and median pay above or below those of every one of the last 13, 26 or 52 weeks (the longest stretch that holds,
 * this week among them). Every week of the stretch must be stored and its windows comparable: of a missing week nobody knows. A
 * level that only equals an earlier one is no record, nor is one that is not shown, is unreliable, or whose change is
 * not comparable. In the order of the levels.
 */
export function recordsOf(now: RecordedWeek, past: Past): LevelRecord[] {
  const weeks = weeksUpTo(addWeeks(now.week, -1), Math.max(...STRETCHES) - 1).reverse();
  return now.levels
    .filter(({ window }) => window !== "13w")
    .flatMap(({ slice }) =>
      RECORDED.flatMap((metric) => {
        const value = comparable(now, slice, metric);
        return value === null ? [] : recordOf(value, slice, metric, earlierLevels(weeks, slice, metric, past));
      }),
    );
}

function recordOf(value: number, slice: string, metric: Metric, earlier: readonly number[]): LevelRecord[] {
  for (const weeks of STRETCHES) {
    const others = earlier.slice(0, weeks - 1);
    if (others.length < weeks - 1) continue;
    if (others.every((other) => value > other)) return [{ slice, metric, kind: "highest", weeks }];
    if (others.every((other) => value < other)) return [{ slice, metric, kind: "lowest", weeks }];
  }
  return [];
}

/** Of the weeks, the last one first, up to the first that cannot be compared. */
function earlierLevels(weeks: readonly Week[], slice: string, metric: Metric, past: Past): number[] {
  const found: number[] = [];
  for (const earlier of weeks) {
    const changes = past.get(earlier);
    const value = changes === undefined ? null : comparable(changes, slice, metric);
    if (value === null) break;
    found.push(value);
  }
  return found;
}

/** The level of a week as far as it is shown and its windows were compared. */
function comparable(
  { guard, levels, changes }: Omit<RecordedWeek, "week">,
  slice: string,
  metric: Metric,
): number | null {
  if ((slice === "total" ? guard.total : guard.roles).length > 0) return null;
  const change = changes.find((each) => each.slice === slice && each.metric === metric);
  if (change === undefined || change.verdict === "not-comparable") return null;
  const level = levels.find((each) => each.slice === slice && each.window === change.window)?.now;
  return level === undefined ? null : shownLevel(level, metric);
}

function shownLevel({ offers, disclosed, pay }: WindowLevel, metric: Metric): number | null {
  if (metric === "offers") return disclosed === null ? null : offers;
  return pay === null || pay.unreliable ? null : pay.median;
}
