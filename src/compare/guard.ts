import type { GuardReason } from "../domain/change.ts";
import { countedAlike } from "../domain/snapshot.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { dayReasons, WEEKS_BACK } from "./guard-days.ts";
import { type Days, type History, type PayReadings, plain } from "./guard-evidence.ts";
import { growthReasons } from "./guard-growth.ts";
import { payReadReasons, payShareReasons } from "./guard-pay.ts";
import { revisedReasons, sourceReasons } from "./guard-sources.ts";

/** What a week's step from the week before it is about; such a week is still like the weeks after it. */
const STEPS: ReadonlySet<GuardReason["code"]> = new Set([
  "source-new",
  "source-gone",
  "pay-share",
  "pay-reread",
  "method-changed",
]);

/** A week that holds the postings of other weeks as well: no level of a later week may count it in. */
const STRAY: ReadonlySet<GuardReason["code"]> = new Set(["days-apart", "renamed", "repriced"]);

/**
 * The last of the weeks (ascending) that are alike, as far back as the first guard: what a level may pool. The last week is
 * always among them.
 */
export function alikeSince(
  weeks: readonly Week[],
  history: History,
  days: Days = new Map(),
  readings: PayReadings = new Map(),
): Week[] {
  const kept: Week[] = [];
  for (const week of [...weeks].reverse()) {
    const reasons = guardOf(week, history, days, readings);
    if (kept.length > 0 && reasons.some(({ code }) => STRAY.has(code))) break;
    kept.unshift(week);
    if (reasons.length > 0) break;
  }
  return kept;
}

/**
 * Why a week is not fit to be compared with the weeks before it: days without a feed or more days than a week has, old
 * postings under new titles or rates, a source whose rows jumped, came or went, a jump of the share that discloses pay, pay
 * that is read anew, or another method. Empty when it is fit. With fewer than eight earlier weeks, those there are count;
 * earlier weeks of too few or too many days are no measure of what is usual.
 */
export function guardOf(
  week: Week,
  history: History,
  days: Days = new Map(),
  readings: PayReadings = new Map(),
): GuardReason[] {
  const now = history.get(week);
  if (now === undefined) return [];
  const back = Array.from({ length: WEEKS_BACK }, (_, index) => addWeeks(week, -1 - index));
  const earlier = back.flatMap((each) => {
    const snapshot = history.get(each);
    return snapshot !== undefined && dayReasons(each, history, days).length === 0 ? [snapshot] : [];
  });
  const own = [...dayReasons(week, history, days), ...revisedReasons(week, now)];
  const isLong = own.some(({ code }) => code === "days-apart");
  const [last] = earlier;
  if (last === undefined) return own;
  return [
    ...own,
    // The rows of more days than a week has are no jump.
    ...sourceReasons(week, now, earlier).filter(({ code }) => code !== "source-rows" || !isLong),
    ...payShareReasons(week, last, now),
    ...payReadReasons(week, readings.get(week)),
    ...(countedAlike(last, now) ? [] : [plain("method-changed", [week])]),
  ];
}

/**
 * What stands against comparing any of the weeks (ascending) with the others: weeks that have no snapshot, the guards of
 * all weeks, and sources that grew over the windows that end with the last. What only sets the first week apart from those
 * before it is no reason: they are not compared.
 */
export function guardOfWindow(
  weeks: readonly Week[],
  history: History,
  days: Days = new Map(),
  readings: PayReadings = new Map(),
): GuardReason[] {
  const missing = weeks.filter((week) => !history.has(week));
  const last = weeks.at(-1);
  const reasons = weeks.flatMap((week, index) =>
    guardOf(week, history, days, readings).filter(({ code }) => index > 0 || !STEPS.has(code)),
  );
  return [
    ...(missing.length === 0
      ? []
      : [{ ...plain("weeks-missing", missing), found: weeks.length - missing.length, low: weeks.length }]),
    ...reasons,
    ...(last === undefined ? [] : growthReasons(last, history, (week) => dayReasons(week, history, days).length === 0)),
  ];
}
