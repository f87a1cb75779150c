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
  const windows = [talliedWindow(sample, sample.before), talliedWindow(sample, sample.now)] as const;
  const of = statistic === "median" ? weightedMedian : weightedMean;
  const { employerCount } = sample;
  const times = new Int32Array(employerCount);
  const differences: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    times.fill(0);
    for (let k = 0; k < employerCount; k++) {
      const employer = Math.floor(random() * employerCount);
      times[employer] = (times[employer] ?? 0) + 1;
    }
    const before = of(windows[0], times);
    const now = of(windows[1], times);
    if (before !== undefined && now !== undefined) differences.push(now - before);
  }
  if (differences.length < DRAWS / 2) return null;
  differences.sort((a, b) => a - b);
  return [quantile(differences, 0.025) ?? 0, quantile(differences, 0.975) ?? 0];
}

/** A window's offers, those of one employer and value together: pay is rounded, so that there are far fewer of these. */
interface TalliedWindow {
  /** Different values, ascending. */
  readonly values: Float64Array;
  /** Room for how often each value was drawn. */
  readonly drawn: Int32Array;
  readonly employer: Int32Array;
  /** Index into `values`. */
  readonly place: Int32Array;
  /** How many offers each employer has of the value. */
  readonly offers: Int32Array;
}

function talliedWindow({ employer, value }: Sample, window: Uint8Array): TalliedWindow {
  const own = [...value.keys()].filter((i) => window[i] === 1);
  const values = Float64Array.from(new Set(own.map((i) => value[i] ?? 0))).sort();
  const places = new Map([...values].map((each, place) => [each, place]));
  const offers = new Map<number, number>();
  for (const i of own) {
    const cell = (employer[i] ?? 0) * values.length + (places.get(value[i] ?? 0) ?? 0);
    offers.set(cell, (offers.get(cell) ?? 0) + 1);
  }
  return {
    values,
    drawn: new Int32Array(values.length),
    employer: Int32Array.from(offers.keys(), (cell) => Math.floor(cell / values.length)),
    place: Int32Array.from(offers.keys(), (cell) => cell % values.length),
    offers: Int32Array.from(offers.values()),
  };
}

/** How many offers a draw holds; how often each value is among them is left in `drawn`. */
function countDrawn({ drawn, employer, place, offers }: TalliedWindow, times: Int32Array): number {
  drawn.fill(0);
  let count = 0;
  for (let cell = 0; cell < offers.length; cell++) {
    const often = (offers[cell] ?? 0) * (times[employer[cell] ?? 0] ?? 0);
    drawn[place[cell] ?? 0] = (drawn[place[cell] ?? 0] ?? 0) + often;
    count += often;
  }
  return count;
}

/** Type 7 median of the values in the window, each as often as its employer was drawn. */
function weightedMedian(window: TalliedWindow, times: Int32Array): number | undefined {
  const count = countDrawn(window, times);
  if (count === 0) return undefined;
  const { values, drawn } = window;
  const lower = Math.floor((count - 1) / 2);
  const upper = Math.floor(count / 2);
  let seen = 0;
  let low: number | undefined;
  for (let place = 0; place < values.length; place++) {
    seen += drawn[place] ?? 0;
    if (low === undefined && seen > lower) low = values[place];
    if (low !== undefined && seen > upper) return (low + (values[place] ?? low)) / 2;
  }
  return low;
}

function weightedMean(window: TalliedWindow, times: Int32Array): number | undefined {
  const count = countDrawn(window, times);
  let sum = 0;
  for (let place = 0; place < window.values.length; place++)
    sum += (window.drawn[place] ?? 0) * (window.values[place] ?? 0);
  return count === 0 ? undefined : sum / count;
}
