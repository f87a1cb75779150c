import { quantile } from "../domain/quantile.ts";
import { seededRandom } from "../domain/random.ts";
import type { Sample } from "./sample.ts";

const DRAWS = 2_000;

/**
 * 95 % percentile interval of (statistic of now − statistic of before): employers are drawn with replacement, once for both
 * windows, so that what an employer does in both stays together. Null when a window is empty in most draws.
 */
export function employerBootstrap(
  sample: Sample,
  statistic: "median" | "mean",
  seed: number,
): readonly [number, number] | null {
  const random = seededRandom(seed);
  const order = Int32Array.from(
    [...sample.value.keys()].sort((i, j) => (sample.value[i] ?? 0) - (sample.value[j] ?? 0)),
  );
  const windows = [sample.before, sample.now].map((window): Sorted => {
    const inside = order.filter((i) => window[i] === 1);
    return {
      employer: inside.map((i) => sample.employer[i] ?? 0),
      value: Float64Array.from(inside, (i) => sample.value[i] ?? 0),
    };
  });
  const of = statistic === "median" ? weightedMedian : weightedMean;
  const times = new Int32Array(sample.employerCount);
  const differences: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    times.fill(0);
    for (let k = 0; k < sample.employerCount; k++) {
      const employer = Math.floor(random() * sample.employerCount);
      times[employer] = (times[employer] ?? 0) + 1;
    }
    const [before, now] = windows.map((window) => of(window, times));
    if (before !== undefined && now !== undefined) differences.push(now - before);
  }
  if (differences.length < DRAWS / 2) return null;
  differences.sort((a, b) => a - b);
  return [quantile(differences, 0.025) ?? 0, quantile(differences, 0.975) ?? 0];
}

/** The offers of one window. */
interface Sorted {
  readonly employer: Int32Array;
  /** Ascending. */
  readonly value: Float64Array;
}

/** Type 7 median of the values, each as often as its employer was drawn. */
function weightedMedian({ employer, value }: Sorted, times: Int32Array): number | undefined {
  let count = 0;
  for (let i = 0; i < value.length; i++) count += times[employer[i] ?? 0] ?? 0;
  if (count === 0) return undefined;
  const lower = Math.floor((count - 1) / 2);
  const upper = Math.floor(count / 2);
  let seen = 0;
  let low: number | undefined;
  for (let i = 0; i < value.length; i++) {
    seen += times[employer[i] ?? 0] ?? 0;
    if (low === undefined && seen > lower) low = value[i];
    if (low !== undefined && seen > upper) return (low + (value[i] ?? low)) / 2;
  }
  return low;
}

function weightedMean({ employer, value }: Sorted, times: Int32Array): number | undefined {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    const weight = times[employer[i] ?? 0] ?? 0;
    count += weight;
    sum += weight * (value[i] ?? 0);
  }
  return count === 0 ? undefined : sum / count;
}
