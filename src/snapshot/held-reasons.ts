import { median } from "../domain/quantile.ts";
import { countedAlike, rowsBySource, type Snapshot } from "../domain/snapshot.ts";
import { addWeeks, isTurnOfYear, type Week } from "../domain/week.ts";

/** Why a snapshot looks like a broken feed. Openings and rows are counts, `pay-share` is a share; under `low` is refused. */
export interface HeldReason {
  readonly rule: "openings" | "pay-share" | "source-gone";
  readonly source: string | null;
  readonly found: number;
  readonly usual: number;
  readonly low: number;
}

/** How far back weeks say what is usual of a feed, and how many of them, the newest first. */
export const HELD_REACH = 26;
const MOST_WEEKS = 8;
/** Fewer weeks make no usual: the start of a feed is uneven. */
const FEWEST_WEEKS = 4;
/** What loses three quarters of its openings, or of its pay, from one week to the next is a feed and no market. */
const BROKEN = 0.25;
/** Where fewer openings with pay are expected, a quarter of them is within chance. */
const EXPECTED_PAID = 10;

/**
 * Those of the snapshots that look like a broken feed, with the reasons, judged against the stored snapshots and against the
 * ones judged before them (by week). What is stored is an accepted snapshot: its week is not held for what it does itself,
 * nor, with `replace`, for having fewer openings than usual.
 */
export function heldAmong(
  snapshots: readonly Snapshot[],
  stored: readonly Snapshot[],
  { replace }: { readonly replace: boolean },
): Map<Week, HeldReason[]> {
  const known = new Map(stored.map((snapshot) => [snapshot.week, snapshot]));
  const held = new Map<Week, HeldReason[]>();
  for (const snapshot of [...snapshots].sort((a, b) => (a.week < b.week ? -1 : 1))) {
    const earlier = comparable(snapshot, [...known.values()]);
    const own = known.get(snapshot.week);
    const accepted = own === undefined ? [] : heldReasons(own, earlier).map(({ rule }) => rule);
    if (own !== undefined && replace) accepted.push("openings");
    const reasons = heldReasons(snapshot, earlier).filter(({ rule }) => !accepted.includes(rule));
    if (reasons.length > 0) held.set(snapshot.week, reasons);
    else known.set(snapshot.week, snapshot);
  }
  return held;
}

/** The newest of the earlier weeks that were counted alike. Feeds rest at the turn of the year; such weeks are not usual. */
function comparable(snapshot: Snapshot, known: readonly Snapshot[]): Snapshot[] {
  const { week } = snapshot;
  return known
    .filter((each) => each.week < week && each.week >= addWeeks(week, -HELD_REACH))
    .filter((each) => !isTurnOfYear(each.week) && countedAlike(each, snapshot))
    .sort((a, b) => (a.week < b.week ? 1 : -1))
    .slice(0, MOST_WEEKS);
}

/** What speaks against a snapshot by comparable earlier ones, newest first; nothing with fewer than four of them. */
export function heldReasons(snapshot: Snapshot, earlier: readonly Snapshot[]): HeldReason[] {
  const [last] = earlier;
  if (last === undefined || earlier.length < FEWEST_WEEKS) return [];
  return [
    ...openingsReasons(snapshot, earlier),
    ...payShareReasons(snapshot, earlier),
    ...sourceReasons(snapshot, last),
  ];
}

function openingsReasons({ week, totals }: Snapshot, earlier: readonly Snapshot[]): HeldReason[] {
  const usual = usualOf(earlier.map((each) => each.totals.openings));
  const found = totals.openings;
  if (isTurnOfYear(week) || found >= BROKEN * usual) return [];
  return [{ rule: "openings", source: null, found, usual, low: BROKEN * usual }];
}

function payShareReasons(snapshot: Snapshot, earlier: readonly Snapshot[]): HeldReason[] {
  const share = ({ totals }: Snapshot) => (totals.openings === 0 ? 0 : totals.payDisclosed / totals.openings);
  const usual = usualOf(earlier.map(share));
  const found = share(snapshot);
  if (usual * snapshot.totals.openings < EXPECTED_PAID || found >= BROKEN * usual) return [];
  return [{ rule: "pay-share", source: null, found, usual, low: BROKEN * usual }];
}

/** The source that had more than half of the last week's rows, where it has none now. */
function sourceReasons(snapshot: Snapshot, last: Snapshot): HeldReason[] {
  const before = [...rowsBySource(last)];
  const all = before.reduce((total, [, rows]) => total + rows, 0);
  const main = before.find(([, rows]) => rows > all / 2);
  if (main === undefined || (rowsBySource(snapshot).get(main[0]) ?? 0) > 0) return [];
  return [{ rule: "source-gone", source: main[0], found: 0, usual: main[1], low: 1 }];
}

/**
 * The median of earlier weeks, newest first. Where the newest is itself far below it, somebody has accepted that week as it
 * is, and it is what is usual now.
 */
function usualOf(values: readonly number[]): number {
  const middle = median([...values].sort((a, b) => a - b)) ?? 0;
  const [last = middle] = values;
  return last < BROKEN * middle ? last : middle;
}
