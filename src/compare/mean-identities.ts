/** A group of offers in one window: its share of all offers (the shares of a window sum to 1) and its mean pay. */
export interface Group {
  readonly share: number;
  readonly mean: number;
}

/**
 * The difference of two means as what the same groups pay and which groups there are, without a remainder (Bennet 1920;
 * Marshall-Edgeworth weights): `ΔȲ = Σ ½(s0+s1)Δȳ + Σ (½(ȳ0+ȳ1) − Ȳ̄)Δs`, with `Ȳ̄ = ½(Ȳ0+Ȳ1)`. Groups stand in the same order
 * in both windows, and each has a mean in both.
 */
export function bennet(
  before: readonly Group[],
  now: readonly Group[],
): { readonly pay: number; readonly jobs: number } {
  const middle = (meanOf(before) + meanOf(now)) / 2;
  let pay = 0;
  let jobs = 0;
  for (const [index, { share, mean }] of now.entries()) {
    const earlier = before[index] ?? { share: 0, mean };
    pay += ((earlier.share + share) / 2) * (mean - earlier.mean);
    jobs += ((earlier.mean + mean) / 2 - middle) * (share - earlier.share);
  }
  return { pay, jobs };
}

/** Employers (or groups) that stayed, came and went, each as a share of its own window and the mean pay there. */
export interface Turnover {
  readonly stayedBefore: Group;
  readonly stayedNow: Group;
  readonly came: Group;
  readonly went: Group;
}

/**
 * The difference of two means as what those that stayed, came and went add, without a remainder (Melitz & Polanec 2015):
 * `ΔΦ = (Φ_S1 − Φ_S0) + s_E1(Φ_E1 − Φ_S1) + s_X0(Φ_S0 − Φ_X0)`.
 */
export function melitzPolanec({ stayedBefore, stayedNow, came, went }: Turnover): {
  readonly stayed: number;
  readonly came: number;
  readonly went: number;
} {
  return {
    stayed: stayedNow.mean - stayedBefore.mean,
    came: came.share * (came.mean - stayedNow.mean),
    went: went.share * (stayedBefore.mean - went.mean),
  };
}

function meanOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { share, mean }) => sum + share * mean, 0);
}
