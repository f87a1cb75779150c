/**
 * The smallest false discovery rate at which each test passes (Benjamini & Hochberg 1995), in the order of the p values:
 * `q(i) = min over j ≥ i of p(j) · m / j` in ascending order of p. Empty for none.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const ascending = [...p.keys()].sort((i, j) => (p[i] ?? 0) - (p[j] ?? 0));
  const q = new Array<number>(p.length).fill(1);
  let smallest = 1;
  for (let rank = p.length; rank >= 1; rank--) {
    const index = ascending[rank - 1] ?? 0;
    smallest = Math.min(smallest, ((p[index] ?? 1) * p.length) / rank);
    q[index] = smallest;
  }
  return q;
}
