import { medianIntervalShares } from "../domain/median-interval.ts";
import type { Offer } from "../domain/offer.ts";
import { cappedWeights } from "./capped-weights.ts";
import { weightedMedian } from "./mix-shift.ts";

/**
 * Whether one employer moves the median: the plain median of the offers lies outside the 95 % interval that Woodruff's method
 * (clustered by employer, as `medianIntervalShares`) gives where no employer weighs over 10 %. False for offers too few for an
 * interval, and where no employers are named. All offers state pay.
 */
export function movedByOneEmployer(priced: readonly Offer[], median: number): boolean {
  const named = priced.filter(({ employer }) => employer !== null);
  const numbers = new Map<string, number>();
  for (const { employer } of named)
    if (employer !== null && !numbers.has(employer)) numbers.set(employer, numbers.size);
  const employers = named.map(({ employer }) => numbers.get(employer ?? "") ?? 0);
  const weights = cappedWeights(employers, new Uint8Array(named.length).fill(1), numbers.size);
  const values = named.map(({ midpoint }, index) => ({ value: midpoint ?? 0, weight: weights[index] ?? 0 }));
  const middle = weightedMedian(values);
  if (middle === undefined) return false;
  const masses = Array.from({ length: numbers.size }, () => ({ n: 0, below: 0 }));
  for (const [index, { value, weight }] of values.entries()) {
    const own = masses[employers[index] ?? 0];
    if (own === undefined) continue;
    // Weights in offers, so that the least sample of an interval is one of offers.
    own.n += weight * named.length;
    own.below += weight * named.length * (value < middle ? 1 : value === middle ? 0.5 : 0);
  }
  const shares = medianIntervalShares(masses);
  if (shares === undefined) return false;
  return median < weightedQuantile(values, shares[0], -1) || median > weightedQuantile(values, shares[1], 1);
}

/** The value at a share of all weight; on the edge between two values the one further out. */
function weightedQuantile(
  values: readonly { readonly value: number; readonly weight: number }[],
  share: number,
  outwards: -1 | 1,
): number {
  const ascending = [...values].sort((one, other) => one.value - other.value);
  let below = 0;
  for (const { value, weight } of ascending) {
    below += weight;
    if (below > share + outwards * 1e-9) return value;
  }
  return ascending.at(-1)?.value ?? 0;
}
