/** No employer weighs more than this in a window, so that one that posts thirty ads does not decide a test. */
const EMPLOYER_CAP = 0.1;

/**
 * A weight for each offer of a window, 0 for those outside; the weights sum to 1. Each employer's weight is at most
 * `max(10 %, 1.5/K)` of the whole for K employers: what is above is cut, and the cut repeats until none is (water-filling).
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

/** The counts with every one above `cap` of the resulting total cut to exactly that share. */
function waterFilled(counts: Float64Array, cap: number): Float64Array {
  const mass = Float64Array.from(counts);
  for (let pass = 0; pass < counts.length; pass++) {
    const limit = cap * mass.reduce((sum, each) => sum + each, 0) * (1 + 1e-9);
    let rest = 0;
    let over = 0;
    for (const each of mass) {
      if (each > limit) over++;
      else rest += each;
    }
    if (over === 0) break;
    const cut = (cap * rest) / (1 - cap * over);
    for (let e = 0; e < mass.length; e++) if ((mass[e] ?? 0) > limit) mass[e] = cut;
  }
  return mass;
}
