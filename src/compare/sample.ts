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

/**
 * The offers that `value` gives a number for and that are in a window, employers numbered by name, so that the order of
 * rows never matters. Bit sets say which weeks make up each window. Offers without an employer are left out: no test can treat them fairly.
 */
export function sampleOf(
  offers: readonly Offer[],
  beforeBits: number,
  nowBits: number,
  value: (offer: Offer) => number | null,
): Sample {
  const kept = offers.filter(
    (offer) => offer.employer !== null && (offer.weeks & (beforeBits | nowBits)) !== 0 && value(offer) !== null,
  );
  // Sums of fractions depend on their order, so the order is ours and not the rows'.
  kept.sort(
    (one, other) =>
      byText(one.employer ?? "", other.employer ?? "") ||
      (value(one) ?? 0) - (value(other) ?? 0) ||
      one.weeks - other.weeks,
  );
  const names = [...new Set(kept.map(({ employer }) => employer ?? ""))].sort();
  const numbers = new Map(names.map((name, index) => [name, index]));
  return {
    employer: Int32Array.from(kept, (offer) => numbers.get(offer.employer ?? "") ?? 0),
    employerCount: numbers.size,
    value: Float64Array.from(kept, (offer) => value(offer) ?? 0),
    before: Uint8Array.from(kept, (offer) => ((offer.weeks & beforeBits) === 0 ? 0 : 1)),
    now: Uint8Array.from(kept, (offer) => ((offer.weeks & nowBits) === 0 ? 0 : 1)),
  };
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
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
