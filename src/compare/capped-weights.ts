/** No employer weighs more than this in a window, so that one that posts thirty ads does not decide a test. */
const EMPLOYER_CAP = 0.1;

/**
 * A weight for each offer of a window, 0 for those outside; the weights sum to 1. Each employer's weight is at most
 * `max(10 %, 1.5/K)` of the whole for K employers: what is above is cut (water-filling).
 */
export function cappedWeights(
  employers: ArrayLike<number>,
  inWindow: ArrayLike<number>,
  employerCount: number,
): Float64Array {
  const counts = new Float64Array(employerCount);
  for (let i = 0; i < employers.length; i++)
    if (inWindow[i]) counts[employers[i] ?? 0] = (counts[employers[i] ?? 0] ?? 0) + 1;
  const present = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const weights = new Float64Array(employers.length);
  if (present === 0) return weights;
  const cap = Math.max(EMPLOYER_CAP, 1.5 / present);
  const mass = waterFilled(counts, cap);
  const total = mass.reduce((sum, each) => sum + each, 0);
  for (let i = 0; i < weights.length; i++) {
    const employer = employers[i] ?? 0;
    if (inWindow[i]) weights[i] = (mass[employer] ?? 0) / (counts[employer] ?? 1) / total;
  }
  return weights;
}

/**
 * The counts with the largest k of them cut to one value v, so that each of those is exactly `cap` of the new total and no
 * other is above it. k is the smallest that does: `v = cap · rest / (1 − cap · k)`, which exists as cap ≥ 1.5/K.
 */
function waterFilled(counts: Float64Array, cap: number): Float64Array {
  const descending = Float64Array.from(counts).sort().reverse();
  let rest = counts.reduce((sum, count) => sum + count, 0);
  for (let cut = 0; cut < descending.length; cut++) {
    const largestLeft = descending[cut] ?? 0;
    const value = (cap * rest) / (1 - cap * cut);
    if (largestLeft <= value * (1 + 1e-12)) return cut === 0 ? counts : counts.map((count) => Math.min(count, value));
    rest -= largestLeft;
  }
  return counts;
}
