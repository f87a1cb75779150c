import type { ChangeMetric } from "../domain/change.ts";

/** Below these a change is too small to matter to a reader, however sure it is. Money is in the newsletter's currency. */
export interface Floors {
  readonly payShare: number;
  readonly payAmount: number;
  readonly countShare: number;
  readonly count: number;
  readonly sharePoints: number;
}

/**
 * The floor of a metric in the unit of its difference. `before` is its level before, `pay` the median pay before: for an index the
 * amount of money counts as a share of it, where it is known.
 */
export function floorOf(metric: ChangeMetric, before: number, pay: number | null, floors: Floors): number {
  switch (metric) {
    case "pay":
      return Math.max(floors.payShare * before, floors.payAmount);
    case "offers":
      return Math.max(floors.countShare * before, floors.count);
    case "new-pay":
    case "repriced":
      return Math.max(floors.payShare, pay === null || pay === 0 ? 0 : floors.payAmount / pay);
    case "remote":
    case "disclosed":
      return floors.sharePoints;
  }
}
