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
  /** The name of the employer that moves it most; null where none moves it, or none is named. */
  readonly driver: string | null;
  /** Without that employer the effect keeps its sign and at least half of its size; no effect has nothing to lose. */
  readonly survivesLeaveOneOut: boolean;
}

/** A statistic as a sum over employers, and the same without one of them. */
export interface Shift {
  readonly u: Float64Array;
  readonly without: (employer: number) => Float64Array;
  /** The employers' names by their numbers. */
  readonly names?: readonly string[] | undefined;
}

/** The test of a statistic of offers. */
export function testChange(sample: Sample, statistic: Statistic, seed: number): ChangeTest {
  return testShift(shiftOf(sample, statistic), seed);
}

export function shiftOf(sample: Sample, statistic: Statistic): Shift {
  return {
    u: statistic(sample),
    without: (employer) => statistic(withoutEmployer(sample, employer)),
    names: sample.names,
  };
}

/** The sign-flip with all employers, and again without the one of the largest |u|: a change that needs it is not the market's. */
export function testShift({ u, without, names }: Shift, seed: number): ChangeTest {
  const effect = total(u);
  const all = signFlip(u, seed);
  const top = u.reduce((best, each, index) => (Math.abs(each) > Math.abs(u[best] ?? 0) ? index : best), 0);
  const rest = without(top);
  const restEffect = total(rest);
  const pWithout = all.p < LEAVE_ONE_OUT_BELOW ? signFlip(rest, seed + 1).p : null;
  return {
    p: Math.max(all.p, pWithout ?? 0),
    pAll: all.p,
    pWithoutTopEmployer: pWithout,
    draws: all.draws,
    effect,
    effectWithoutTopEmployer: restEffect,
    driver: (u[top] ?? 0) === 0 ? null : (names?.[top] ?? null),
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
  const sums = octetSums(values);
  const octets = sums.length / 256;
  let exceeding = 0;
  for (let draw = 1; draw <= MAX_DRAWS; draw++) {
    let sum = 0;
    let bits = 0;
    for (let octet = 0; octet < octets; octet++) {
      if (octet % 4 === 0) bits = (random() * 4294967296) >>> 0;
      sum += sums[256 * octet + (bits & 255)] ?? 0;
      bits >>>= 8;
    }
    if (Math.abs(sum) >= limit) exceeding++;
    if (exceeding === ENOUGH_EXCEEDANCES) return { p: exceeding / draw, draws: draw };
  }
  return { p: (exceeding + 1) / (MAX_DRAWS + 1), draws: MAX_DRAWS };
}

/** For every eight employers, the sum of each of the 256 assignments of signs: a draw then looks up one number for eight. */
function octetSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(256 * Math.ceil(values.length / 8));
  for (let index = 0; index < sums.length; index++) {
    const first = 8 * Math.floor(index / 256);
    let sum = 0;
    for (let bit = 0; bit < 8; bit++) sum += (2 * ((index >> bit) & 1) - 1) * (values[first + bit] ?? 0);
    sums[index] = sum;
  }
  return sums;
}
