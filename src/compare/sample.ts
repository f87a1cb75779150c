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

/**
 * The offers that `value` gives a number for and that are in a window, employers numbered by name, so that the order of
 * rows never matters. Bit sets say which weeks make up each window. An offer whose number differs between the windows is a
 * row in each. Offers without an employer are left out: no test can treat them fairly.
 */
export function sampleOf(offers: readonly Offer[], beforeBits: number, nowBits: number, value: OfferValue): Sample {
  const rows = offers.flatMap((offer) => rowsOf(offer, beforeBits, nowBits, value));
  const names = [...new Set(rows.map(({ employer }) => employer))].sort();
  const numbers = new Map(names.map((name, index) => [name, index]));
  const numbered = rows.map((row) => ({ ...row, number: numbers.get(row.employer) ?? 0 }));
  // Sums of fractions depend on their order, so the order is ours and not the rows'.
  numbered.sort(
    (one, other) =>
      one.number - other.number || one.value - other.value || one.now - other.now || one.before - other.before,
  );
  return {
    employer: Int32Array.from(numbered, ({ number }) => number),
    employerCount: numbers.size,
    value: Float64Array.from(numbered, (row) => row.value),
    before: Uint8Array.from(numbered, ({ before }) => before),
    now: Uint8Array.from(numbered, ({ now }) => now),
  };
}

interface SampleRow {
  readonly employer: string;
  readonly value: number;
  readonly before: 0 | 1;
  readonly now: 0 | 1;
}

function rowsOf(offer: Offer, beforeBits: number, nowBits: number, value: OfferValue): SampleRow[] {
  const { employer, weeks } = offer;
  if (employer === null) return [];
  const before = (weeks & beforeBits) === 0 ? null : value(offer, beforeBits);
  const now = (weeks & nowBits) === 0 ? null : value(offer, nowBits);
  if (before !== null && before === now) return [{ employer, value: now, before: 1, now: 1 }];
  return [
    ...(before === null ? [] : [{ employer, value: before, before: 1, now: 0 } as const]),
    ...(now === null ? [] : [{ employer, value: now, before: 0, now: 1 } as const]),
  ];
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
