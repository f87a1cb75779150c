import { seededRandom, textHash } from "../domain/random.ts";

/** Draws of a bootstrap (Efron & Tibshirani 1993 advise 1,000 and more for percentile intervals). */
export const DRAWS = 2_000;
/** No draw holds an employer more often: a chance of 1 in 5 · 10¹⁰ is taken for less. */
export const MOST_TIMES = 12;

/** How often each draw holds an employer. */
export type EmployerDraws = (employer: string) => Uint8Array;

/**
 * A bootstrap over employers, in its Poisson form (Hanley & MacGibbon 2006): in each draw an employer counts a Poisson(1) number
 * of times, which for many employers is the same as drawing them with replacement. What an employer is drawn comes from its name and
 * the seed alone: it is drawn once for both windows, for both roles that it hires, and whoever else comes or goes.
 */
export function employerDraws(seed: string): EmployerDraws {
  const known = new Map<string, Uint8Array>();
  return (employer) => {
    const there = known.get(employer);
    if (there !== undefined) return there;
    const random = seededRandom(textHash(`${seed}|${employer}`));
    const times = new Uint8Array(DRAWS);
    for (let draw = 0; draw < DRAWS; draw++) times[draw] = poisson(random());
    known.set(employer, times);
    return times;
  };
}

/** The Poisson(1) number of a uniform one, by the inverse of its distribution. */
function poisson(uniform: number): number {
  if (uniform < AT_MOST_0) return 0;
  if (uniform < AT_MOST_1) return 1;
  let number = 1;
  let chance = AT_MOST_0;
  for (let below = AT_MOST_1; uniform >= below && number < MOST_TIMES; below += chance) {
    number++;
    chance /= number;
  }
  return number;
}

const AT_MOST_0 = Math.exp(-1);
const AT_MOST_1 = 2 * AT_MOST_0;
