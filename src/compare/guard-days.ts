import type { GuardReason } from "../domain/change.ts";
import { addWeeks, daysBetween, type Week } from "../domain/week.ts";
import { type Days, type History, middle, plain } from "./guard-evidence.ts";

/** How far back what is usual of a week is read. */
export const WEEKS_BACK = 8;
const WEEK_DAYS = 7;
/** A weekday of a flow with less than this share of its usual postings is a day on which the feed was down. */
const DAY_SHARE = 0.25;
/** A holiday empties one day, or two; below so many usual postings an empty day says nothing. */
const MISSING_DAYS = 2;
const USUAL_A_DAY = 8;

/** Whether a flow's week lacks days, or may hold the postings of more days than its own. */
export function dayReasons(week: Week, history: History, days: Days): GuardReason[] {
  const missing = missingDays(week, days);
  const apart = daysApart(week, history, days);
  return [
    ...(missing < MISSING_DAYS ? [] : [{ ...plain("days-missing", [week]), found: missing, low: WEEK_DAYS }]),
    ...(apart <= WEEK_DAYS ? [] : [{ ...plain("days-apart", [week]), found: apart, high: WEEK_DAYS }]),
  ];
}

/** Days of the week far below the usual of their weekday; in a week with nothing before it, days without any posting. */
function missingDays(week: Week, days: Days): number {
  const own = days.get(week);
  if (own === undefined) return 0;
  const before = Array.from({ length: WEEKS_BACK }, (_, index) => days.get(addWeeks(week, -1 - index))).filter(
    (each) => each !== undefined,
  );
  return own.filter((count, weekday) => {
    const usual = middle(before.map((each) => each[weekday] ?? 0));
    return before.length === 0 ? count === 0 : usual >= USUAL_A_DAY && count < DAY_SHARE * usual;
  }).length;
}

/**
 * Days since the last stored snapshot of a flow whose week before is not stored; 0 for other weeks. Postings dated on several
 * days bear their own dates, and so are of their own week however long nothing was stored.
 */
function daysApart(week: Week, history: History, days: Days): number {
  const now = history.get(week);
  const dated = (days.get(week) ?? []).filter((count) => count > 0).length > 1;
  if (now?.kind !== "flow" || dated || history.has(addWeeks(week, -1))) return 0;
  const last = [...history.keys()]
    .filter((each) => each < week)
    .sort()
    .at(-1);
  const before = last === undefined ? undefined : history.get(last);
  return before?.kind !== "flow" ? 0 : daysBetween(before.asOf, now.asOf);
}
