import type { Change } from "../domain/change.ts";

/** 1.960 for a two-sided 5 %, and 0.842 for a power of 80 %. */
const ERRORS = 2.8;

/**
 * The smallest difference that would have been noticed in four of five such weeks: 2.8 standard errors (the minimum detectable
 * effect of Bloom 1995), the error being half the width of the 95 % interval by 1.96; never under the floor, below which nothing is
 * called a change. Null without an interval, and for one of no width: a median that sticks to a round figure in every draw, or a share
 * that is 0 in all, does not tell its error.
 */
export function noticeable(interval: readonly [number, number] | null, floor: number): number | null {
  if (interval === null || interval[0] === interval[1]) return null;
  return Math.max(floor, (ERRORS * (interval[1] - interval[0])) / (2 * 1.96));
}

/**
 * The same of a change that is judged: where little changed, the interval has ruled out every difference over the floor, so that from
 * the floor on a change would have been noticed, whatever the power of the test was before the week was seen (Hoenig & Heisey 2001
 * on why an interval tells more than that power).
 */
export function noticeableOf({
  verdict,
  noticeable: least,
  gates,
}: Pick<Change, "verdict" | "noticeable" | "gates">): number | null {
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? null;
  return verdict !== "little-changed" || least === null || floor === null ? least : Math.min(least, floor);
}
