export interface MannWhitney {
  /** How often a value of the second sample is above one of the first, ties by half. */
  readonly u: number;
  readonly p: number;
}

/**
 * The two-sided Mann-Whitney U test by its normal approximation, with the variance corrected for ties and for continuity
 * (Mann & Whitney 1947; Hollander & Wolfe 1973, section 4.1): what most would use for "did pay change?". It takes each posting as
 * independent of all others. p is 1 where a sample is empty or all values are equal.
 */
export function mannWhitney(first: readonly number[], second: readonly number[], continuity = 0.5): MannWhitney {
  const [n, m] = [first.length, second.length];
  const all = [...first.map((value) => ({ value, later: 0 })), ...second.map((value) => ({ value, later: 1 }))];
  all.sort((a, b) => a.value - b.value);
  let [rankSum, ties] = [0, 0];
  for (let start = 0; start < all.length; ) {
    let [end, later] = [start, 0];
    while (end < all.length && all[end]?.value === all[start]?.value) later += all[end++]?.later ?? 0;
    const tied = end - start;
    rankSum += (later * (start + 1 + end)) / 2;
    ties += tied ** 3 - tied;
    start = end;
  }
  const u = rankSum - (m * (m + 1)) / 2;
  const total = n + m;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (!(variance > 0)) return { u, p: 1 };
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - continuity) / Math.sqrt(variance);
  return { u, p: twoSided(z) };
}

/** The two-sided p of a normal deviate z >= 0: erfc(z / sqrt 2) by the Chebyshev fit of Numerical Recipes, within 1.2e-7 of it. */
export function twoSided(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const fit = [
    ...[-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806],
    ...[0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277],
  ];
  const sum = fit.reduceRight((rest, each) => each + t * rest, 0);
  return Math.min(1, t * Math.exp(-x * x + sum));
}
