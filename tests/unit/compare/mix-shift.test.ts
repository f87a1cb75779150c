import { describe, expect, it } from "vitest";
import { mixShift, weightedMedian } from "../../../src/compare/mix-shift.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import { offer } from "./worlds.ts";

const BITS = { before: 1, now: 2 };
const many = (n: number, weeks: number, midpoint: number, part: Partial<Offer> = {}) =>
  Array.from({ length: n }, () => offer({ weeks, midpoint, role: "engineer", level: "mid", ...part }));

describe("mixShift", () => {
  it("puts it down to the jobs when only their mix changed", () => {
    const offers = [
      ...many(60, 1, 100_000),
      ...many(40, 1, 160_000, { level: "senior" }),
      ...many(40, 2, 100_000),
      ...many(60, 2, 160_000, { level: "senior" }),
    ];
    // Reweighted to the old mix the median is the old one.
    expect(mixShift(offers, BITS, { before: 100_000, now: 160_000 })).toEqual({ pay: 0, jobs: 60_000 });
  });

  it("puts it down to pay when the mix stayed", () => {
    const offers = [1, 2].flatMap((weeks) => [
      ...many(60, weeks, 100_000 * weeks),
      ...many(40, weeks, 300_000, { level: "senior" }),
    ]);
    expect(mixShift(offers, BITS, { before: 100_000, now: 200_000 })).toEqual({ pay: 100_000, jobs: 0 });
  });

  it("takes cells of fewer than five offers together with their neighbours, without their region first", () => {
    // Four remote offers in either window are no cell of their own: with the 40 others their level is one cell, so nothing is mixed.
    const offers = [1, 2].flatMap((weeks) => [
      ...many(4, weeks, 300_000, { region: "remote" }),
      ...many(4, weeks, 100_000, { region: "US" }),
    ]);
    expect(mixShift(offers, BITS, { before: 1, now: 1 })).toBeNull();
    const cells = [...offers, ...many(9, 1, 1, { level: "senior" }), ...many(9, 2, 1, { level: "senior" })];
    expect(mixShift(cells, BITS, { before: 1, now: 1 })).not.toBeNull();
  });

  it("lets no cell count more than five times or less than a fifth", () => {
    // Seniors are 90 % before and 5 % now: 18 times as many, held to 5; mids are 10 % and 95 %, about a tenth, held to a fifth.
    const offers = [
      ...many(10, 1, 100_000),
      ...many(90, 1, 200_000, { level: "senior" }),
      ...many(95, 2, 100_000),
      ...many(5, 2, 200_000, { level: "senior" }),
    ];
    // Weighted 95 × 0.2 = 19 against 5 × 5 = 25.
    expect(mixShift(offers, BITS, { before: 200_000, now: 100_000 })).toEqual({ pay: 0, jobs: -100_000 });
  });

  it("knows nothing of a mix where all offers are alike, or state no pay", () => {
    expect(mixShift([...many(40, 1, 1), ...many(40, 2, 2)], BITS, { before: 1, now: 2 })).toBeNull();
    expect(mixShift(many(40, 3, 0, { midpoint: null }), BITS, { before: 1, now: 2 })).toBeNull();
  });
});

describe("weightedMedian", () => {
  it("is the plain median of equal weights, the middle of two for an even number", () => {
    const of = (values: readonly number[], weight: number) =>
      weightedMedian(values.map((value) => ({ value, weight })));
    expect(of([3, 1, 2], 0.1)).toBe(2);
    expect(of([1, 2, 4, 9], 1 / 3)).toBe(3);
    expect(of([], 1)).toBeUndefined();
  });

  it("is where half of the weight is passed", () => {
    const values = [
      { value: 1, weight: 0.2 },
      { value: 2, weight: 0.2 },
      { value: 7, weight: 0.6 },
    ];
    expect(weightedMedian(values)).toBe(7);
  });
});
