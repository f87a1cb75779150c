import type { LEVELS } from "./posting.ts";

/**
 * One job in one cohort over some weeks, however often it was listed: what change tests run over.
 * The `…Weeks` are bit sets: bit i stands for the i-th of the weeks asked for.
 */
export interface Offer {
  /** Role slug; `category-<slug>` for a category; empty for the total, in which an offer counts once whatever its roles. */
  readonly role: string;
  /** The role, also in a category and in the total: the first of the offer's roles by alphabet; empty where it has none. */
  readonly mainRole: string;
  /** Null where the source names no employers. */
  readonly employer: string | null;
  readonly level: (typeof LEVELS)[number] | null;
  /** The tier of labour market: `remote`, else the country; null where the source says neither. */
  readonly region: string | null;
  /** The weeks in which the offer was listed. */
  readonly weeks: number;
  /** Of those weeks, the ones in which some listing of the offer was remote. */
  readonly remoteWeeks: number;
  /** The one week in which the offer was new; none where it was there before, or where that is not known. */
  readonly newWeeks: number;
  readonly midpoint: number | null;
  /** False for a pay range so wide (upper end over 3 times the lower) that its middle means little. */
  readonly narrow: boolean;
}
