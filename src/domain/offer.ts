/**
 * One job in one role over some weeks, however often it was listed: what change tests run over.
 * `weeks` is a bit set: bit i is set when the offer was listed in the i-th of the weeks asked for.
 */
export interface Offer {
  /** Role slug; empty for the total, in which an offer counts once whatever its roles. */
  readonly role: string;
  /** Null where the source names no employers. */
  readonly employer: string | null;
  readonly weeks: number;
  /** Of those weeks, the ones in which some listing of the offer was remote. */
  readonly remoteWeeks: number;
  readonly midpoint: number | null;
  /** False for a pay range so wide (upper end over 3 times the lower) that its middle means little. */
  readonly narrow: boolean;
}
