import type { Offer } from "../domain/offer.ts";

/** A cell with many new offers counts as one with so many: thirty ads of one employer are not thirty opinions. */
const MOST_OFFERS = 3;

/** What an employer adds to a weighted mean: the sum of its weighted differences, and of their weights. */
export interface Share {
  readonly employer: string;
  readonly sum: number;
  readonly weight: number;
}

/**
 * The matched-offer index: what the same employer newly offers for the same work now against before, by employers. Matched are
 * cells of employer × role × level × region with at least one offer new in each window; a cell adds `d = mean ln pay(now) − mean ln
 * pay(before)` with the weight `min(n, 3)`, n being the smaller of its two numbers of new offers, so that swapping the windows
 * turns every sign and nothing else. After the constant-panel indices of wages (Adrjan & Lydon 2022 for advertised pay). Offers of a
 * wide pay range or without an employer are left out. By employer, in the order of the offers; empty where nothing matches.
 */
export function matchedOffers(offers: readonly Offer[], beforeBits: number, nowBits: number): Share[] {
  const cells = new Map<string, { employer: string; before: number[]; now: number[] }>();
  for (const { employer, mainRole, level, region, newWeeks, midpoint, narrow } of offers) {
    if (employer === null || midpoint === null || !narrow || (newWeeks & (beforeBits | nowBits)) === 0) continue;
    const key = JSON.stringify([employer, mainRole, level, region]);
    const cell = cells.get(key) ?? { employer, before: [], now: [] };
    cells.set(key, cell);
    ((newWeeks & nowBits) === 0 ? cell.before : cell.now).push(Math.log(midpoint));
  }
  const shares = new Map<string, Share>();
  for (const { employer, before, now } of cells.values()) {
    if (before.length === 0 || now.length === 0) continue;
    const weight = Math.min(before.length, now.length, MOST_OFFERS);
    const own = shares.get(employer) ?? { employer, sum: 0, weight: 0 };
    const sum = own.sum + weight * (meanOf(now) - meanOf(before));
    shares.set(employer, { employer, sum, weight: own.weight + weight });
  }
  return [...shares.values()];
}

/** Summed from the lowest, so that the order of rows does not matter. */
function meanOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}
