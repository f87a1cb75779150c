/** Jobs that were open in a week and in the one before, and how many of them bear other pay than then. */
export interface PayReading {
  readonly postings: number;
  /** Of these, the ones whose pay was lost, gained or altered by more than rounding or a rate of exchange would. */
  readonly changed: number;
  /** The same without the employer that changed most; 0 postings where there is but one employer. */
  readonly others: { readonly postings: number; readonly changed: number };
}
