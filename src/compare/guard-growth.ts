import type { GuardReason } from "../domain/change.ts";
import { addWeeks, isTurnOfYear, type Week, weeksUpTo } from "../domain/week.ts";
import { type History, middle, newRowsBySource, plain, SOURCE_SHARE, sum } from "./guard-evidence.ts";
import { ROLE_WINDOW } from "./windows.ts";

/**
 * The median week of a source in a window against that of the window before: one odd week does not show in it. A calm feed
 * stays within 0.7 to 1.3 [measured on data_jobs 2023]; one that takes in ever more of the web goes to 1.5 to 2.4 [measured
 * on aijobs 2023-24].
 */
const RANGE = { low: 2 / 3, high: 1.5 } as const;
/** A smaller growth of window upon window twice in a row is no swing either. */
const STEP = 1.2;
/** The middle of fewer weeks is a single week's swing. */
const MIN_WEEKS = 3;

/**
 * Sources that grew or shrank over the windows that end with this week, at a pace that no single week need show. Weeks at
 * the turn of the year, when feeds rest, and weeks that are not whole stand for nothing. A window with fewer than three weeks
 * left says nothing.
 */
export function growthReasons(week: Week, history: History, isWhole: (week: Week) => boolean): GuardReason[] {
  const windows = [0, 1, 2].map((back) =>
    weeksUpTo(addWeeks(week, -back * ROLE_WINDOW), ROLE_WINDOW).filter(
      (each) => history.has(each) && !isTurnOfYear(each) && isWhole(each),
    ),
  );
  const [now = [], before = [], first = []] = windows.map((weeks) =>
    weeks.flatMap((each) => {
      const snapshot = history.get(each);
      return snapshot === undefined ? [] : [newRowsBySource(snapshot)];
    }),
  );
  if (now.length < MIN_WEEKS || before.length < MIN_WEEKS) return [];
  const sources = [...new Set(now.flatMap((rows) => [...rows.keys()]))].sort();
  return sources.flatMap((source) => {
    const level = (weeks: readonly ReadonlyMap<string, number>[]) => medianOf(source, weeks);
    const [a, b, c] = [level(now), level(before), first.length < MIN_WEEKS ? undefined : level(first)];
    if (a === undefined || b === undefined) return [];
    if (Math.max(a, b) < SOURCE_SHARE * middle(now.map((rows) => sum(rows.values())))) return [];
    const range = grownFrom(a, b, c);
    if (range === undefined) return [];
    const [low, high] = range;
    const found = Math.round(a);
    return [
      { ...plain("source-grown", windows[0] ?? []), source, found, low: Math.round(low), high: Math.round(high) },
    ];
  });
}

/** The rows that would have been like the weeks before, where `now` is not; undefined where it is. */
function grownFrom(now: number, before: number, first: number | undefined): readonly [number, number] | undefined {
  const one = [RANGE.low * before, RANGE.high * before] as const;
  if (now < one[0] || now > one[1]) return one;
  if (first === undefined) return undefined;
  const rose = now > STEP * before && before > STEP * first;
  const fell = now < before / STEP && before < first / STEP;
  return rose || fell ? [first / STEP ** 2, first * STEP ** 2] : undefined;
}

/** Rows of the median week; undefined where the source is not in every week: then it came or went, and that is named elsewhere. */
function medianOf(source: string, weeks: readonly ReadonlyMap<string, number>[]): number | undefined {
  const rows = weeks.flatMap((each) => each.get(source) ?? []);
  return rows.length < weeks.length || sum(rows) === 0 ? undefined : middle(rows);
}
