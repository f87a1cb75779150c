import type { ChangeMetric } from "../domain/change.ts";

/**
 * What is tested in every week, fixed before any data is seen; its hash is stored with each result, so that no test is added
 * after a look at the figures. The total is the headline family: few metrics, each at a plain level. All metrics of all roles and
 * categories are the other, at a false discovery rate (Benjamini & Hochberg 1995), and so are all pairs of a week.
 */
export const TESTED = {
  total: ["offers", "pay", "remote", "new-pay", "disclosed", "repriced"],
  roles: ["offers", "pay", "remote", "new-pay"],
  totalAlpha: 0.05,
  rolesQ: 0.1,
  pairsQ: 0.1,
} as const satisfies {
  total: readonly ChangeMetric[];
  roles: readonly ChangeMetric[];
  totalAlpha: number;
  rolesQ: number;
  pairsQ: number;
};
