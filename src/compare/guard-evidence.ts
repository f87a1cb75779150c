import type { GuardReason } from "../domain/change.ts";
import type { PayReading } from "../domain/pay-reading.ts";
import { median } from "../domain/quantile.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import type { Week } from "../domain/week.ts";

/** Snapshots by week; a week that is not stored is absent. */
export type History = ReadonlyMap<Week, Snapshot>;

/** Postings dated on each day of a flow's week, Monday first; a week whose days are not known is absent. */
export type Days = ReadonlyMap<Week, readonly number[]>;

/** How pay reads in a week of a stock against the week before; a week for which that is not known is absent. */
export type PayReadings = ReadonlyMap<Week, PayReading>;

/** A source below this share of a week's rows cannot distort it by much. */
export const SOURCE_SHARE = 0.05;

/** A reason with no numbers yet. */
export function plain(code: GuardReason["code"], weeks: readonly Week[]): GuardReason {
  return { code, weeks: [...weeks], source: null, found: null, low: null, high: null };
}

/** Rows of each source, without those that stand for postings of earlier weeks under another title or rate. */
export function newRowsBySource({ sources }: Snapshot): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { name, rows: all, revised } of sources)
    rows.set(name, (rows.get(name) ?? 0) + Math.max(0, all - (revised?.renamed ?? 0) - (revised?.repriced ?? 0)));
  return rows;
}

export function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

/** The median of a few counts; 0 for none. */
export function middle(values: readonly number[]): number {
  return median([...values].sort((a, b) => a - b)) ?? 0;
}

/**
 * How far a share may be from another one by chance or habit: three points, or three standard errors of the share (or of
 * the difference of two) where the samples are small.
 */
export function shareLimit(...samples: readonly { readonly share: number; readonly n: number }[]): number {
  const variance = sum(samples.map(({ share, n }) => (n === 0 ? 0 : (share * (1 - share)) / n)));
  return Math.max(SHARE_POINTS, SHARE_ERRORS * Math.sqrt(variance));
}

const SHARE_POINTS = 0.03;
const SHARE_ERRORS = 3;
