import type { Offer } from "../domain/offer.ts";
import { type EmployerDraws, employerDraws } from "./employer-draws.ts";
import { medianDraws, type PricedOffer } from "./median-draws.ts";
import type { Side } from "./sample.ts";
import { sumDraws } from "./sum-draws.ts";

/** What is counted of the offers of a window. */
export type Amount = "offers" | "listings" | "remote" | "disclosed";

/** The bootstrap draws of cohorts. A cohort's own, by its slice, are drawn once for all tests and pairs that it is in. */
export interface CohortDraws {
  readonly employers: EmployerDraws;
  readonly medians: (cohort: Cohort, narrowOnly: boolean) => Float64Array;
  readonly sums: (cohort: Cohort, amount: Amount) => Float64Array;
}

/** The offers of a slice in a window. */
export interface Cohort extends Side {
  readonly slice: string;
}

export function cohortDraws(seed: string): CohortDraws {
  const employers = employerDraws(seed);
  const known = new Map<string, Float64Array>();
  const once = (key: string, draw: () => Float64Array): Float64Array => {
    const drawn = known.get(key) ?? draw();
    known.set(key, drawn);
    return drawn;
  };
  return {
    employers,
    medians: ({ slice, offers, bits }, narrowOnly) => {
      const priced = offers.filter(({ weeks, midpoint }) => (weeks & bits) !== 0 && midpoint !== null);
      const only = narrowOnly && priced.some(({ narrow }) => !narrow);
      return once(`median|${slice}|${bits}|${only}`, () =>
        medianDraws(
          priced.flatMap((offer) => (only && !offer.narrow ? [] : pricedOffer(offer))),
          employers,
        ),
      );
    },
    sums: ({ slice, offers, bits }, amount) =>
      once(`${amount}|${slice}|${bits}`, () => sumDraws(amounts(offers, bits, amount), employers)),
  };
}

/** How many employers a cohort, or two, have in their windows. */
export function employerCount(...sides: readonly Side[]): number {
  const names = new Set<string>();
  for (const { offers, bits } of sides)
    for (const { employer, weeks } of offers) if (employer !== null && (weeks & bits) !== 0) names.add(employer);
  return names.size;
}

function pricedOffer({ employer, midpoint }: Offer): PricedOffer[] {
  return employer === null || midpoint === null ? [] : [{ employer, midpoint }];
}

function amounts(offers: readonly Offer[], bits: number, amount: Amount): Map<string, number> {
  const sums = new Map<string, number>();
  let [last, sum]: [string | null, number] = [null, 0];
  // Offers of an employer stand together, so that its sum is looked up once.
  const keep = () => {
    if (last !== null) sums.set(last, (sums.get(last) ?? 0) + sum);
  };
  for (const offer of offers) {
    if (offer.employer === null || (offer.weeks & bits) === 0) continue;
    if (offer.employer !== last) {
      keep();
      [last, sum] = [offer.employer, 0];
    }
    sum += amountOf(offer, bits, amount);
  }
  keep();
  return sums;
}

function amountOf({ weeks, remoteWeeks, midpoint }: Offer, bits: number, amount: Amount): number {
  switch (amount) {
    case "offers":
      return 1;
    case "listings":
      return bitCount(weeks & bits);
    case "remote":
      return (remoteWeeks & bits) === 0 ? 0 : 1;
    case "disclosed":
      return midpoint === null ? 0 : 1;
  }
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
