import type { Offer } from "../domain/offer.ts";

/** Offers of one slice as arrays: the form in which statistics run over them. An offer may be in both windows. */
export interface Sample {
  /** Index of each offer's employer, below `employerCount`. */
  readonly employer: Int32Array;
  readonly employerCount: number;
  /** Each employer's name by its number. */
  readonly names?: readonly string[];
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
  const rows = noRows();
  for (const offer of offers) {
    const before = (offer.weeks & beforeBits) === 0 ? null : value(offer, beforeBits);
    const now = (offer.weeks & nowBits) === 0 ? null : value(offer, nowBits);
    if (before !== null && before === now) addRow(rows, offer, now, 1, 1);
    else {
      if (before !== null) addRow(rows, offer, before, 1, 0);
      if (now !== null) addRow(rows, offer, now, 0, 1);
    }
  }
  return sampleOfRows(rows);
}

/** The offers of two cohorts, the one in the place of the window before and the other in that of now. */
export function sampleOfSides(before: Side, now: Side, value: OfferValue): Sample {
  const rows = noRows();
  for (const [side, isNow] of [
    [before, 0],
    [now, 1],
  ] as const) {
    for (const offer of side.offers) {
      const own = (offer.weeks & side.bits) === 0 ? null : value(offer, side.bits);
      if (own !== null) addRow(rows, offer, own, isNow === 1 ? 0 : 1, isNow);
    }
  }
  return sampleOfRows(rows);
}

/** A sample that grows. */
interface Rows {
  readonly numbers: Map<string, number>;
  /** The employer of the last row, and its number. */
  last: { readonly employer: string | null; readonly number: number };
  readonly employer: number[];
  readonly value: number[];
  readonly before: number[];
  readonly now: number[];
}

function noRows(): Rows {
  return { numbers: new Map(), last: { employer: null, number: 0 }, employer: [], value: [], before: [], now: [] };
}

function addRow(rows: Rows, { employer }: Offer, value: number, before: 0 | 1, now: 0 | 1): void {
  if (employer === null) return;
  // Offers of an employer stand together, so that its number is looked up once.
  if (employer !== rows.last.employer) {
    const number = rows.numbers.get(employer) ?? rows.numbers.size;
    if (number === rows.numbers.size) rows.numbers.set(employer, number);
    rows.last = { employer, number };
  }
  rows.employer.push(rows.last.number);
  rows.value.push(value);
  rows.before.push(before);
  rows.now.push(now);
}

function sampleOfRows({ numbers, employer, value, before, now }: Rows): Sample {
  return {
    employer: Int32Array.from(employer),
    employerCount: numbers.size,
    names: [...numbers.keys()],
    value: Float64Array.from(value),
    before: Uint8Array.from(before),
    now: Uint8Array.from(now),
  };
}

/** The sample without one employer's offers; numbers of the other employers stay. */
export function withoutEmployer(sample: Sample, employer: number): Sample {
  const others = (_: number, row: number) => sample.employer[row] !== employer;
  return {
    employer: sample.employer.filter(others),
    employerCount: sample.employerCount,
    value: sample.value.filter(others),
    before: sample.before.filter(others),
    now: sample.now.filter(others),
  };
}
