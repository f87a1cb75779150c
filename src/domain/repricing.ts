/** Ads of one employer that were open in two weeks and bear other pay in the second, all from the same pay to the same. */
export interface Repricing {
  readonly employer: string;
  /** Whole yearly midpoints, above 0. */
  readonly before: number;
  readonly now: number;
  readonly ads: number;
}
