import type { GuardReason } from "../domain/change.ts";
import { median } from "../domain/quantile.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { addWeeks, type Week } from "../domain/week.ts";

/** Snapshots by week; a week that is not stored is absent. */
export type History = ReadonlyMap<Week, Snapshot>;

/** Postings dated on each day of a flow's week, Monday first; a week whose days are not known is absent. */
export type Days = ReadonlyMap<Week, readonly number[]>;

/** A source below this share of a week's rows cannot distort it by much. */
const SOURCE_SHARE = 0.05;
/** Rows of a source, against the median of the weeks before, outside which the source changed rather than the market. */
const ROWS_RANGE = { low: 0.6, high: 1.6 } as const;
const WEEKS_BACK = 8;
/** Three points, or three standard errors where the sample is small, of the share of openings that disclose pay. */
const PAY_SHARE_POINTS = 0.03;
const PAY_SHARE_ERRORS = 3;
/** A weekday of a flow with less than this share of its usual postings is a day on which the feed was down. */
const DAY_SHARE = 0.25;
/** A holiday empties one day, or two; below so many usual postings an empty day says nothing. */
const MISSING_DAYS = 2;
const USUAL_A_DAY = 8;

/**
 * Why a week is not fit to be compared with the weeks before it: a source whose rows jumped, came or went, days without a
 * feed, a jump of the share that discloses pay, or another method. Empty when it is fit. With fewer than eight earlier weeks,
 * those there are count; earlier weeks that lack days are no measure of what is usual.
 */
export function guardOf(week: Week, history: History, days: Days = new Map()): GuardReason[] {
  const now = history.get(week);
  const back = Array.from({ length: WEEKS_BACK }, (_, index) => addWeeks(week, -1 - index));
  const whole = back.filter((each) => history.has(each) && missingDays(each, days) < MISSING_DAYS);
  const earlier = whole.flatMap((each) => history.get(each) ?? []);
  if (now === undefined) return [];
  const missing = missingDays(week, days);
  const gaps = missing < MISSING_DAYS ? [] : [{ ...plain("days-missing", [week]), found: missing, low: 7 }];
  const [last] = earlier;
  if (last === undefined) return gaps;
  return [
    ...gaps,
    ...sourceReasons(week, now, earlier),
    ...payShareReasons(week, last, now),
    ...methodReasons(week, last, now),
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

/** Guards of all weeks, and the weeks that have no snapshot: what stands against comparing any of them with the others. */
export function guardOfWindow(weeks: readonly Week[], history: History, days: Days = new Map()): GuardReason[] {
  const missing = weeks.filter((week) => !history.has(week));
  const reasons = weeks.flatMap((week) => guardOf(week, history, days));
  return missing.length === 0
    ? reasons
    : [{ ...plain("weeks-missing", missing), found: weeks.length - missing.length, low: weeks.length }, ...reasons];
}

export function plain(code: GuardReason["code"], weeks: readonly Week[]): GuardReason {
  return { code, weeks: [...weeks], source: null, found: null, low: null, high: null };
}

function sourceReasons(week: Week, now: Snapshot, earlier: readonly Snapshot[]): GuardReason[] {
  const rowsNow = rowsBySource(now);
  const before = earlier.map(rowsBySource);
  const totalNow = sum([...rowsNow.values()]);
  const names = [...new Set([...rowsNow.keys(), ...before.flatMap((rows) => [...rows.keys()])])].sort();
  return names.flatMap((source): GuardReason[] => {
    const rows = rowsNow.get(source) ?? 0;
    const there = before.flatMap((each) => each.get(source) ?? []);
    const usual = middle(there);
    const heavy =
      rows >= SOURCE_SHARE * totalNow || usual >= SOURCE_SHARE * middle(before.map((each) => sum([...each.values()])));
    if (!heavy) return [];
    const reason = {
      ...plain("source-rows", [week]),
      source,
      found: rows,
      low: Math.round(ROWS_RANGE.low * usual),
      high: Math.round(ROWS_RANGE.high * usual),
    };
    if (there.length === 0) return [{ ...reason, code: "source-new", low: null, high: null }];
    // A source that left stays gone; only the week it goes in is unlike the one before.
    if (rows === 0) return before[0]?.has(source) ? [{ ...reason, code: "source-gone" }] : [];
    return rows < ROWS_RANGE.low * usual || rows > ROWS_RANGE.high * usual ? [reason] : [];
  });
}

function payShareReasons(week: Week, before: Snapshot, now: Snapshot): GuardReason[] {
  const [shareBefore, shareNow] = [before, now].map(({ totals }) =>
    totals.openings === 0 ? 0 : totals.payDisclosed / totals.openings,
  );
  if (shareBefore === undefined || shareNow === undefined) return [];
  const variance = (share: number, n: number) => (n === 0 ? 0 : (share * (1 - share)) / n);
  const error = Math.sqrt(variance(shareBefore, before.totals.openings) + variance(shareNow, now.totals.openings));
  const limit = Math.max(PAY_SHARE_POINTS, PAY_SHARE_ERRORS * error);
  if (Math.abs(shareNow - shareBefore) <= limit) return [];
  return [{ ...plain("pay-share", [week]), found: shareNow, low: shareBefore - limit, high: shareBefore + limit }];
}

function methodReasons(week: Week, before: Snapshot, now: Snapshot): GuardReason[] {
  const same =
    before.method.taxonomy === now.method.taxonomy &&
    before.method.version === now.method.version &&
    before.currency === now.currency &&
    before.kind === now.kind &&
    before.scope.country === now.scope.country &&
    before.scope.employmentType === now.scope.employmentType;
  return same ? [] : [plain("method-changed", [week])];
}

function rowsBySource(snapshot: Snapshot): Map<string, number> {
  const rows = new Map<string, number>();
  for (const source of snapshot.sources) rows.set(source.name, (rows.get(source.name) ?? 0) + source.rows);
  return rows;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The median of a few counts; 0 for none. */
function middle(values: readonly number[]): number {
  return median([...values].sort((a, b) => a - b)) ?? 0;
}
