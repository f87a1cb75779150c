import { type EmployerCount, medianIntervalShares } from "../domain/median-interval.ts";
import type { Offer } from "../domain/offer.ts";
import { studentT } from "../domain/student-t.ts";

/** A slope of the distribution is not read off over less than so much of it either way: it would be that of a few offers. */
const LEAST_SHARE = 0.05;

/**
 * The 95 % interval of the difference of the medians of two windows that share offers and employers. `difference` is that of the plain
 * medians, as it is printed. Pay sticks to round figures, so that plain medians rest and jump; the interval is that of the mid-distribution
 * medians (Ma, Genton & Parzen 2011), which move with every offer, and of unrounded pay are the plain ones. Their difference is
 * linear in what each employer pulls: `u = t_now · s_now − t_before · s_before`, where `t` is the employer's share of the offers
 * below the median less half its share of all, and `s` the pay per share around the median (Woodruff 1952, over the level's own
 * interval). As the pulls of one employer in both windows meet in one `u`, what stays open is not counted twice:
 * `se = √(K/(K−1) Σ u²)`, with Student's t at `df = 1/ΣW²`, W being an employer's mean share of both windows (Satterthwaite 1946 for
 * pulls whose variance is in proportion to it, as that of separate offers is). The interval is stretched to the printed difference
 * where it would not reach it. Null where a window is too small for an interval of its own.
 * Offers without pay or employer are left out.
 */
export function medianDifferenceInterval(
  offers: readonly Offer[],
  bits: { readonly before: number; readonly now: number },
  difference: number,
): readonly [number, number] | null {
  const [before, now] = [middleOf(offers, bits.before), middleOf(offers, bits.now)];
  if (before === null || now === null) return null;
  const employers = new Set([...before.pulls.keys(), ...now.pulls.keys()]);
  let squares = 0;
  let weightSquares = 0;
  for (const employer of employers) {
    const [earlier, later] = [before.pulls.get(employer), now.pulls.get(employer)];
    squares += (pullOf(later, now) - pullOf(earlier, before)) ** 2;
    weightSquares += ((shareOf(later, now) + shareOf(earlier, before)) / 2) ** 2;
  }
  const error = Math.sqrt((employers.size / (employers.size - 1)) * squares);
  const reach = studentT(0.975, 1 / weightSquares) * error;
  const centre = now.median - before.median;
  return [Math.min(difference, centre - reach), Math.max(difference, centre + reach)];
}

/** The middle of a window's pay by its mid-distribution. */
interface Middle {
  readonly offers: number;
  readonly median: number;
  /** How much more pay one more share of all offers is, around the median. */
  readonly payPerShare: number;
  readonly pulls: ReadonlyMap<string, EmployerCount>;
}

function middleOf(offers: readonly Offer[], bits: number): Middle | null {
  const priced = offers.filter(
    ({ weeks, midpoint, employer }) => (weeks & bits) !== 0 && midpoint !== null && employer !== null,
  );
  const distribution = midDistribution(Float64Array.from(priced, ({ midpoint }) => midpoint ?? 0).sort());
  const { values, shares } = distribution;
  const upper = shares.findIndex((share) => share > 0.5);
  const [low = 0, high = low] = upper < 1 ? values : [values[upper - 1], values[upper]];
  const [from = 0.5, to = from] = upper < 1 ? [] : [shares[upper - 1], shares[upper]];
  const part = from === to ? 0 : (0.5 - from) / (to - from);
  const pulls = new Map<string, { n: number; below: number }>();
  for (const { employer, midpoint } of priced) {
    const own = pulls.get(employer ?? "") ?? { n: 0, below: 0 };
    own.n += 1;
    own.below += (1 - part) * belowBy(midpoint ?? 0, low) + part * belowBy(midpoint ?? 0, high);
    pulls.set(employer ?? "", own);
  }
  const interval = medianIntervalShares([...pulls.values()]);
  if (interval === undefined) return null;
  const [least, most] = [Math.min(interval[0], 0.5 - LEAST_SHARE), Math.max(interval[1], 0.5 + LEAST_SHARE)];
  const payPerShare = (valueAt(distribution, most) - valueAt(distribution, least)) / (most - least);
  return { offers: priced.length, median: low + part * (high - low), payPerShare, pulls };
}

/** Each value once, ascending, with the share of the sample below it and half of that at it. */
interface MidDistribution {
  readonly values: readonly number[];
  readonly shares: readonly number[];
}

function midDistribution(ascending: Float64Array): MidDistribution {
  const values: number[] = [];
  const shares: number[] = [];
  for (let start = 0; start < ascending.length; ) {
    let end = start;
    while (end < ascending.length && ascending[end] === ascending[start]) end++;
    values.push(ascending[start] ?? 0);
    shares.push((start + end) / (2 * ascending.length));
    start = end;
  }
  return { values, shares };
}

/** The value at a share, on the straight line between its neighbours; the outermost value beyond them. */
function valueAt({ values, shares }: MidDistribution, share: number): number {
  const upper = shares.findIndex((each) => each >= share);
  if (upper < 0) return values.at(-1) ?? 0;
  const [from = 0, to = 0] = [shares[upper - 1], shares[upper]];
  const [low, high = 0] = [values[upper - 1], values[upper]];
  return low === undefined ? high : low + ((high - low) * (share - from)) / (to - from);
}

function belowBy(value: number, median: number): number {
  return value < median ? 1 : value === median ? 0.5 : 0;
}

function pullOf(employer: EmployerCount | undefined, { offers, payPerShare }: Middle): number {
  return employer === undefined ? 0 : ((employer.below - employer.n / 2) / offers) * payPerShare;
}

function shareOf(employer: EmployerCount | undefined, { offers }: Middle): number {
  return (employer?.n ?? 0) / offers;
}
