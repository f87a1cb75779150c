import type { Offer } from "../domain/offer.ts";

/** Offers of one slice as arrays: the form in which statistics run over them. An offer may be in both windows. */
export interface Sample {
  /** Index of each offer's employer, below `employerCount`. */
  readonly employer: Int32Array;
  readonly employerCount: number;
  readonly value: Float64Array;
  readonly before: Uint8Array;
  readonly now: Uint8Array;
}

/** A number that an offer has in a window, which may be another one in the next; null leaves the offer out of it. */
export type OfferValue = (offer: Offer, windowBits: number) => number | null;

/** Some offers, and the bit set of the weeks that make up a window of them. */
export interface Side {
  readonly offers: readonly Offer[];
  readonly bits: number;
}

/**
 * The offers that `value` gives a number for and that are in a window, employers numbered as they come. An offer whose number
 * differs between the windows is a row in each. Offers without an employer are left out: no test can treat them fairly.
 */
export function sampleOf(offers: readonly Offer[], beforeBits: number, nowBits: number, value: OfferValue): Sample {
  return sampleOfRows(
    offers.flatMap((offer) => {
      const before = (offer.weeks & beforeBits) === 0 ? null : value(offer, beforeBits);
      const now = (offer.weeks & nowBits) === 0 ? null : value(offer, nowBits);
      if (before !== null && before === now) return rowOf(offer, now, 1, 1);
      return [...(before === null ? [] : rowOf(offer, before, 1, 0)), ...(now === null ? [] : rowOf(offer, now, 0, 1))];
    }),
  );
}

/** The offers of two cohorts, the one in the place of the window before and the other in that of now. */
export function sampleOfSides(before: Side, now: Side, value: OfferValue): Sample {
  const rows = (side: Side, isNow: 0 | 1) =>
    side.offers.flatMap((offer) => {
      const own = (offer.weeks & side.bits) === 0 ? null : value(offer, side.bits);
      return own === null ? [] : rowOf(offer, own, isNow === 1 ? 0 : 1, isNow);
    });
  return sampleOfRows([...rows(before, 0), ...rows(now, 1)]);
}

interface SampleRow {
  readonly employer: string;
  readonly value: number;
  readonly before: 0 | 1;
  readonly now: 0 | 1;
}

function rowOf({ employer }: Offer, value: number, before: 0 | 1, now: 0 | 1): SampleRow[] {
  return employer === null ? [] : [{ employer, value, before, now }];
}

function sampleOfRows(rows: readonly SampleRow[]): Sample {
  const numbers = new Map<string, number>();
  for (const { employer } of rows) if (!numbers.has(employer)) numbers.set(employer, numbers.size);
  return {
    employer: Int32Array.from(rows, ({ employer }) => numbers.get(employer) ?? 0),
    employerCount: numbers.size,
    value: Float64Array.from(rows, (row) => row.value),
    before: Uint8Array.from(rows, ({ before }) => before),
    now: Uint8Array.from(rows, ({ now }) => now),
  };
}

/** The sample without one employer's offers; numbers of the other employers stay. */
export function withoutEmployer(sample: Sample, employer: number): Sample {
  const kept = [...sample.employer.keys()].filter((i) => sample.employer[i] !== employer);
  return {
    employer: Int32Array.from(kept, (i) => sample.employer[i] ?? 0),
    employerCount: sample.employerCount,
    value: Float64Array.from(kept, (i) => sample.value[i] ?? 0),
    before: Uint8Array.from(kept, (i) => sample.before[i] ?? 0),
    now: Uint8Array.from(kept, (i) => sample.now[i] ?? 0),
  };
}
