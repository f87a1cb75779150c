import type { Repricing } from "../domain/repricing.ts";
import type { Share } from "./matched-offers.ts";

/**
 * How the pay of ads that stayed open was changed, by employers that changed any: the mean of ln(pay now / pay before) over their
 * changed ads, each employer with the weight 1, so that a company that lifts a thousand ads at once counts as one decision. Pay must
 * be positive. By employer, alphabetically.
 */
export function repricedByEmployer(repricings: readonly Repricing[]): Share[] {
  const byEmployer = Map.groupBy(repricings, ({ employer }) => employer);
  return [...byEmployer]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([employer, own]) => {
      const ads = own.reduce((sum, { ads: count }) => sum + count, 0);
      const shifts = own.map(({ before, now, ads: count }) => count * Math.log(now / before)).sort((a, b) => a - b);
      return { employer, sum: shifts.reduce((sum, shift) => sum + shift, 0) / ads, weight: 1 };
    });
}
