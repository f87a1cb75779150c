/**
 * Quantile by linear interpolation between order statistics, as R type 7 and numpy's default.
 * `sorted` ascends; `share` is 0 to 1. Undefined for an empty sample.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const position = (sorted.length - 1) * share;
  const index = Math.floor(position);
  const low = sorted[index] ?? 0;
  const high = sorted[Math.min(index + 1, sorted.length - 1)] ?? low;
  return low + (position - index) * (high - low);
}

/** The middle of the sample, type 7. Undefined for an empty sample. */
export function median(sorted: ArrayLike<number>): number | undefined {
  return quantile(sorted, 0.5);
}
