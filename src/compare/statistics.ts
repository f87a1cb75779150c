import { cappedWeights } from "./capped-weights.ts";
import type { Sample } from "./sample.ts";

/** A statistic as a sum over employers: `u[e]` is what employer e adds, and had its two windows been swapped, would take away. */
export type Statistic = (sample: Sample) => Float64Array;

/** Counts: each employer's offers now less its offers before; the value of an offer is what it counts as. */
export const countShift: Statistic = (sample) => {
  const u = new Float64Array(sample.employerCount);
  for (let i = 0; i < sample.employer.length; i++)
    add(u, sample.employer[i] ?? 0, (sample.value[i] ?? 0) * ((sample.now[i] ?? 0) - (sample.before[i] ?? 0)));
  return u;
};

/**
 * Level by ranks: the sum over employers is θ − ½, where θ is the chance that a random offer of now pays more than a random
 * one of before, ties by half, offers weighted with employers capped. An offer's rank is its middle rank in the even
 * mixture of both windows (a weighted, clustered Mann-Whitney statistic).
 */
export const rankShift: Statistic = ({ employer, employerCount, value, before, now }) => {
  const a = cappedWeights(employer, before, employerCount);
  const b = cappedWeights(employer, now, employerCount);
  const order = [...value.keys()].sort((i, j) => (value[i] ?? 0) - (value[j] ?? 0));
  const u = new Float64Array(employerCount);
  let below = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let tied = 0;
    while (end < order.length && value[order[end] ?? 0] === value[order[start] ?? 0]) {
      const i = order[end] ?? 0;
      tied += ((a[i] ?? 0) + (b[i] ?? 0)) / 2;
      end++;
    }
    const rank = below + tied / 2 - 0.5;
    for (const i of order.slice(start, end)) add(u, employer[i] ?? 0, rank * ((b[i] ?? 0) - (a[i] ?? 0)));
    below += tied;
    start = end;
  }
  return u;
};

/** Shares of offers whose value is 1 rather than 0: the sum over employers is the difference of the capped shares. */
export const shareShift: Statistic = ({ employer, employerCount, value, before, now }) => {
  const a = cappedWeights(employer, before, employerCount);
  const b = cappedWeights(employer, now, employerCount);
  let pooled = 0;
  for (let i = 0; i < value.length; i++) pooled += ((value[i] ?? 0) * ((a[i] ?? 0) + (b[i] ?? 0))) / 2;
  const u = new Float64Array(employerCount);
  for (let i = 0; i < value.length; i++)
    add(u, employer[i] ?? 0, ((value[i] ?? 0) - pooled) * ((b[i] ?? 0) - (a[i] ?? 0)));
  return u;
};

export function total(u: Float64Array): number {
  return u.reduce((sum, each) => sum + each, 0);
}

function add(u: Float64Array, employer: number, amount: number): void {
  u[employer] = (u[employer] ?? 0) + amount;
}
