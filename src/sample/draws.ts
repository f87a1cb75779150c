import { seededRandom } from "../domain/random.ts";

/*
 * Chance for the generator. Only additions, products, quotients and square roots: these are exact to the bit in every
 * JavaScript, which logarithms, powers and sines need not be.
 */

/** A number in [0, 1), the next each time. */
export type Random = () => number;

/** A seed made of another and a part: what is drawn for one thing never depends on how many others there are. */
export function seedFor(seed: number, part: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b) ^ Math.imul(part + 0x9e3779b9, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

export function randomFor(seed: number, part: number): Random {
  return seededRandom(seedFor(seed, part));
}

/** Near enough to normal: mean 0, deviation 1, never beyond 3.47 (four uniform numbers added up). */
export function bellShaped(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

const TRIALS = 64;

/** A count of things that happen by themselves, so many on average: binomial where few are expected, bell-shaped where many. */
export function countAround(mean: number, random: Random): number {
  if (mean >= TRIALS / 2) return Math.max(0, Math.round(mean + Math.sqrt(mean) * bellShaped(random)));
  let count = 0;
  for (let trial = 0; trial < TRIALS; trial++) if (random() < mean / TRIALS) count++;
  return count;
}

/** Sums of the weights up to and with each, for `placeOf`. */
export function runningSums(weights: Iterable<number>): Float64Array {
  const sums = Float64Array.from(weights);
  for (let index = 1; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (sums[index - 1] ?? 0);
  return sums;
}

/** The index whose part of the weights holds `share` (0 to 1) of their sum. */
export function placeOf(share: number, sums: Float64Array): number {
  const wanted = share * (sums.at(-1) ?? 0);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
