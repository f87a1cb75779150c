import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { medianDifferenceInterval } from "../../../src/compare/median-difference.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import { median } from "../../../src/domain/quantile.ts";
import { offer } from "./worlds.ts";

const BITS = { before: 1, now: 2 };
const TURNED = { before: 2, now: 1 };

/** Offers by their employer, pay and windows (1 before, 2 now, 3 both). */
function offersOf(rows: readonly (readonly [string, number, number])[]): Offer[] {
  return rows.map(([employer, midpoint, weeks]) => offer({ employer, midpoint, weeks }));
}

function difference(offers: readonly Offer[], bits = BITS): number {
  const of = (window: number) =>
    median(
      offers.flatMap(({ weeks, midpoint }) => ((weeks & window) === 0 ? [] : (midpoint ?? []))).sort((a, b) => a - b),
    ) ?? 0;
  return of(bits.now) - of(bits.before);
}

const interval = (offers: readonly Offer[], bits = BITS) =>
  medianDifferenceInterval(offers, bits, difference(offers, bits));

/** Forty to eighty offers of up to twelve employers, pay in steps so that it ties. */
const worlds = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 16, max: 40 }), fc.integer({ min: 1, max: 3 })), {
    minLength: 40,
    maxLength: 80,
  })
  .map((rows) => offersOf(rows.map(([employer, pay, weeks]) => [`E${employer}`, 5_000 * pay, weeks] as const)));

describe("medianDifferenceInterval", () => {
  it("is that of the formula, for ten employers of one offer in each window", () => {
    // Before 1 to 10 thousand, now 2 to 20 by twos: medians 5,500 and 11,000, half way between the fifth value and the sixth. Four employers
    // pull by 0.05 either way, those two by 0.025: Σt² = 0.02125. One more share of offers is 10,000 of pay before, 20,000 now.
    const rows = Array.from({ length: 10 }, (_, index) => [
      [`E${index}`, 1_000 * (index + 1), 1] as const,
      [`E${index}`, 2_000 * (index + 1), 2] as const,
    ]).flat();
    const [low, high] = interval(offersOf(rows))!;
    expect((low + high) / 2).toBeCloseTo(5_500, 6);
    // t(0.975, 10) = 2.228139.
    expect((high - low) / 2).toBeCloseTo(2.228139 * Math.sqrt((10 / 9) * 0.02125) * 10_000, 1);
  });

  it("has no width where all offers are in both windows, however far employers are apart", () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`E${index % 10}`, 100_000 + 777 * index, 3] as const);
    expect(interval(offersOf(rows))).toEqual([0, 0]);
  });

  it("is null for a window too small to have an interval of its own", () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`E${index % 10}`, 100_000, index < 9 ? 1 : 2] as const);
    expect(interval(offersOf(rows))).toBeNull();
    expect(interval([])).toBeNull();
  });

  it("leaves out offers without pay or employer", () => {
    const rows = Array.from(
      { length: 40 },
      (_, index) => [`E${index % 10}`, 100_000 + 777 * index, 1 + (index % 3)] as const,
    );
    const known = offersOf(rows);
    const others = [offer({ employer: null, midpoint: 9, weeks: 3 }), offer({ midpoint: null, weeks: 3 })];
    const found = medianDifferenceInterval([...known, ...others], BITS, difference(known));
    expect(found).toEqual(interval(known));
  });

  it("holds the printed difference, turns with the windows, and grows with pay", () => {
    fc.assert(
      fc.property(worlds, (offers) => {
        const found = interval(offers);
        if (found === null) return;
        const [low, high] = found;
        const printed = difference(offers);
        expect(low).toBeLessThanOrEqual(printed);
        expect(high).toBeGreaterThanOrEqual(printed);
        const turned = interval(offers, TURNED)!;
        expect(turned[0]).toBeCloseTo(-high, 4);
        expect(turned[1]).toBeCloseTo(-low, 4);
        const doubled = interval(offers.map((each) => ({ ...each, midpoint: 2 * (each.midpoint ?? 0) })))!;
        expect(doubled[0]).toBeCloseTo(2 * low, 4);
        expect(doubled[1]).toBeCloseTo(2 * high, 4);
        const shifted = interval(offers.map((each) => ({ ...each, midpoint: 7_000 + (each.midpoint ?? 0) })))!;
        expect(shifted[0]).toBeCloseTo(low, 4);
        expect(shifted[1]).toBeCloseTo(high, 4);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("has the plain difference in its middle where no pay is stated twice", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...Array(60).keys()], { minLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (pays, by) => {
          const rows = pays.map(
            (pay, index) => [`E${(index * by) % 11}`, 100_000 + 1_003 * pay, 1 + (index % 3)] as const,
          );
          const offers = offersOf(rows);
          const [low, high] = interval(offers)!;
          expect((low + high) / 2).toBeCloseTo(difference(offers), 4);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });
});
