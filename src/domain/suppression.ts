/*
 * What may be shown of a sample of a given size (STATISTICS, step 10): one table for what is computed and what is printed.
 */

/** A level is shown from so many postings of so many employers, unless one employer holds most of them. */
export const LEVEL_FROM = 5;
export const LEVEL_EMPLOYERS = 3;
export const TOP_EMPLOYER_LIMIT = 0.7;

/** Two samples are compared from so many offers of so many employers each; below, n stands beside the figure. */
export const COMPARE_FROM = 30;
export const COMPARE_EMPLOYERS = 8;

/** A median whose interval reaches further than this share of it either way is printed as unreliable. */
export const UNRELIABLE = 0.2;

/** Fewer postings than this make a share of them a coin toss. */
export const SHARE_FROM = 10;
