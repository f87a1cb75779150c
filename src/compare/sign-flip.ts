import { seededRandom } from "../domain/random.ts";
import { type Sample, withoutEmployer } from "./sample.ts";
import { type Statistic, total } from "./statistics.ts";

const MAX_DRAWS = 9_999;
/** Sequential Monte Carlo (Besag & Clifford 1991): after so many exceedances p is known well enough, and is not small. */
const ENOUGH_EXCEEDANCES = 20;
/** Up to here every assignment of signs is counted. */
const EXACT_EMPLOYERS = 12;
/** With fewer employers no assignment can be rare enough to reject at 5 %. */
const MIN_EMPLOYERS = 6;
/** Above this p the test has failed already, and a second p could only be larger; what the employer does to the effect is still told. */
const LEAVE_ONE_OUT_BELOW = 0.1;

export interface SignFlip {
  readonly p: number;
  readonly draws: number;
}

/**
 * Two-sided p of an employer sign-flip: under "nothing changed", each employer's u is as likely to be −u, so p is how often
 * a random assignment of signs gives a sum at least as far from 0 as ours. Exact up to 12 employers with u ≠ 0.
 */
export function signFlip(u: Float64Array, seed: number): SignFlip {
  const values = u.filter((each) => Math.abs(each) > 1e-15);
  if (values.length < MIN_EMPLOYERS) return { p: 1, draws: 0 };
  const limit = Math.abs(total(values)) - 1e-12;
  return values.length <= EXACT_EMPLOYERS ? exact(values, limit) : sampled(values, limit, seed);
}

export interface ChangeTest {
  /** The larger of the two below. */
  readonly p: number;
  readonly pAll: number;
  readonly pWithoutTopEmployer: number | null;
  readonly draws: number;
  /** Sum over employers with all of them, and without the one that moves it most. */
  readonly effect: number;
  readonly effectWithoutTopEmployer: number;
  /** Without that employer the effect keeps its sign and at least half of its size; no effect has nothing to lose. */
  readonly survivesLeaveOneOut: boolean;
}

/** The sign-flip with all employers, and again without the one of the largest |u|: a change that needs it is not the market's. */
export function testChange(sample: Sample, statistic: Statistic, seed: number): ChangeTest {
  const u = statistic(sample);
  const effect = total(u);
  const all = signFlip(u, seed);
  const top = u.reduce((best, each, index) => (Math.abs(each) > Math.abs(u[best] ?? 0) ? index : best), 0);
  const rest = statistic(withoutEmployer(sample, top));
  const restEffect = total(rest);
  const pWithout = all.p < LEAVE_ONE_OUT_BELOW ? signFlip(rest, seed + 1).p : null;
  return {
    p: Math.max(all.p, pWithout ?? 0),
    pAll: all.p,
    pWithoutTopEmployer: pWithout,
    draws: all.draws,
    effect,
    effectWithoutTopEmployer: restEffect,
    survivesLeaveOneOut: effect === 0 || restEffect / effect >= 0.5,
  };
}

function exact(values: Float64Array, limit: number): SignFlip {
  const assignments = 2 ** values.length;
  let exceeding = 0;
  for (let signs = 0; signs < assignments; signs++) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += (signs >> i) & 1 ? (values[i] ?? 0) : -(values[i] ?? 0);
    if (Math.abs(sum) >= limit) exceeding++;
  }
  return { p: exceeding / assignments, draws: assignments };
}

function sampled(values: Float64Array, limit: number, seed: number): SignFlip {
  const random = seededRandom(seed);
  let exceeding = 0;
  for (let draw = 1; draw <= MAX_DRAWS; draw++) {
    let sum = 0;
    let bits = 0;
    for (let i = 0; i < values.length; i++) {
      if (i % 32 === 0) bits = (random() * 4294967296) >>> 0;
      // Without a branch: the bits are random, and a processor would guess every other one wrong.
      sum += (2 * (bits & 1) - 1) * (values[i] ?? 0);
      bits >>>= 1;
    }
    if (Math.abs(sum) >= limit) exceeding++;
    if (exceeding === ENOUGH_EXCEEDANCES) return { p: exceeding / draw, draws: draw };
  }
  return { p: (exceeding + 1) / (MAX_DRAWS + 1), draws: MAX_DRAWS };
}
