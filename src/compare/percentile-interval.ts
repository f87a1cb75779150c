import { quantile } from "../domain/quantile.ts";
import { studentT } from "../domain/student-t.ts";
import { DRAWS } from "./employer-draws.ts";

/**
 * The 95 % percentile interval of what a bootstrap drew, widened for few employers as Hesterberg (2015, "What teachers should know
 * about the bootstrap", section 5.3) does: the shares cut off at either end are those of `t(0.975, K−1) · √(K/(K−1))` under the
 * normal curve, 2.5 % for many employers K and 0.6 % for eight. Null where most draws hold nothing (NaN).
 */
export function percentileInterval(drawn: Float64Array, employers: number): readonly [number, number] | null {
  const found = drawn.filter((each) => !Number.isNaN(each)).sort();
  if (employers < 2 || found.length < DRAWS / 2) return null;
  const tail = normalTail(studentT(0.975, employers - 1) * Math.sqrt(employers / (employers - 1)));
  // The same rule from either end, so that turning the signs turns the interval to the bit.
  const high = quantile(found.map((each) => -each).sort(), tail) ?? 0;
  return [quantile(found, tail) ?? 0, 0 - high];
}

/**
 * Two-sided p of a bootstrap against "no difference": twice the share of draws on the other side of 0 than most, those at 0 on either,
 * counting ours (Davison & Hinkley 1997, section 4.4.1). 1 where nothing was drawn.
 */
export function twoSidedP(drawn: Float64Array): number {
  const found = drawn.filter((each) => !Number.isNaN(each));
  const atMost0 = found.reduce((sum, each) => sum + (each <= 0 ? 1 : 0), 0);
  const atLeast0 = found.reduce((sum, each) => sum + (each >= 0 ? 1 : 0), 0);
  return Math.min(1, (2 * (Math.min(atMost0, atLeast0) + 1)) / (found.length + 1));
}

/** The share of the normal curve above z ≥ 0, to 8e-8 (Abramowitz & Stegun 26.2.17). */
export function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
