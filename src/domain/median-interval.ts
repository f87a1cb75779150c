import { studentT } from "./student-t.ts";

/** One employer's share in a sample: how many values, and how many below the median, those equal to it by half. */
export interface EmployerCount {
  readonly n: number;
  readonly below: number;
}

/** Below these an interval would say more about its own uncertainty than about pay (suppression table, step 10). */
export const MIN_FOR_INTERVAL = 10;
export const MIN_EMPLOYERS = 3;

/**
 * The two shares of the sample whose quantiles bound the 95 % interval of its median: Woodruff's method (1952) with the
 * variance clustered by employer, because an employer's postings are alike and count as fewer than they are. It is the
 * delete-one-employer jackknife (CR3 of Bell & McCaffrey 2002), which one large employer cannot hide behind:
 * `se = √((K−1)/K Σ (tot/(1−W))²)`, `tot = Σ w(1{y<m} + ½1{y=m} − ½)` of an employer of weight W, `df = 1/ΣW² − 1`. For employers of
 * one size it is the plain clustered `√(K/(K−1) Σ tot²)`. Undefined for a sample too small.
 */
export function medianIntervalShares(employers: readonly EmployerCount[]): readonly [number, number] | undefined {
  const n = employers.reduce((sum, employer) => sum + employer.n, 0);
  const count = employers.length;
  if (n < MIN_FOR_INTERVAL || count < MIN_EMPLOYERS) return undefined;
  const squares = employers.reduce(
    (sum, employer) => sum + ((employer.below - employer.n / 2) / n) ** 2 / (1 - employer.n / n) ** 2,
    0,
  );
  const weightSquares = employers.reduce((sum, employer) => sum + (employer.n / n) ** 2, 0);
  const df = 1 / weightSquares - 1;
  const halfWidth = studentT(0.975, df) * Math.sqrt(((count - 1) / count) * squares);
  return [Math.max(0, 0.5 - halfWidth), Math.min(1, 0.5 + halfWidth)];
}
