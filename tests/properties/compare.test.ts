import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompareRequest, compareWeek } from "../../src/compare/compare.ts";
import { weekChangesSchema } from "../../src/domain/change.ts";
import type { Offer } from "../../src/domain/offer.ts";
import { plannedOffers, requestOf } from "../unit/compare/worlds.ts";

/** Eight weeks of two roles by up to twelve employers: few enough that every assignment of signs is counted. */
const weeks = (employers: number) =>
  fc
    .record({
      counts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 24 }),
      pays: fc.array(fc.integer({ min: 60, max: 190 }), { minLength: 5, maxLength: 40 }),
    })
    .map(({ counts, pays }) =>
      ["analyst", "writer"].flatMap((role, shift) =>
        plannedOffers({
          role,
          employers,
          count: (week, employer) => counts[(week * 5 + employer * 3 + shift) % counts.length]!,
          pay: (week, employer, place) => 1_000 * pays[(week + 7 * employer + 3 * place + shift) % pays.length]!,
          remote: (week, employer, place) => (week + employer + place) % 3 === 0,
        }),
      ),
    );

/** The offers in another order, decided by the numbers given. */
function shuffled(offers: readonly Offer[], keys: readonly number[]): Offer[] {
  return offers
    .map((offer, index) => ({ offer, key: keys[index % keys.length]! + index * ((keys[0]! % 7) + 1) * 0.37 }))
    .sort((one, other) => (one.key % 11) - (other.key % 11))
    .map(({ offer }) => offer);
}
const keys = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 7, maxLength: 50 });
const PAIRS: Partial<CompareRequest> = { pairs: [["analyst", "writer"]] };

describe("compareWeek", () => {
  it("gives the same levels, differences and exact tests whatever the order of the offers", () => {
    fc.assert(
      fc.property(weeks(11), keys, (offers, order) => {
        const of = (given: readonly Offer[]) => {
          const { levels, changes } = compareWeek(requestOf(given, PAIRS));
          return { levels, changes: changes.map((change) => ({ ...change, interval: null })) };
        };
        expect(of(shuffled(offers, order))).toEqual(of(offers));
      }),
      { numRuns: 15 },
    );
  });

  it("gives the same result, to the last interval, whatever the order of the offers", () => {
    fc.assert(
      fc.property(weeks(20), keys, (offers, order) => {
        const of = (given: readonly Offer[]) => compareWeek(requestOf(given, PAIRS));
        expect(of(shuffled(offers, order))).toEqual(of(offers));
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it("turns every difference round when the windows are swapped, and keeps every exact p", () => {
    const turned = (bits: number) => ((bits >> 4) | (bits << 4)) & 0xff;
    fc.assert(
      fc.property(weeks(11), (offers) => {
        const roles = (given: readonly Offer[]) =>
          compareWeek(requestOf(given)).changes.filter(({ slice }) => slice !== "total");
        const [one, other] = [
          roles(offers),
          roles(
            offers.map((each) => ({
              ...each,
              weeks: turned(each.weeks),
              remoteWeeks: turned(each.remoteWeeks),
              newWeeks: turned(each.newWeeks),
            })),
          ),
        ];
        for (const [index, change] of one.entries()) {
          const swapped = other[index]!;
          if (change.metric === "new-pay") expect((swapped.now ?? 1) * (change.now ?? 1)).toBeCloseTo(1, 5);
          else {
            expect(swapped.before).toBe(change.now);
            expect((swapped.difference ?? 0) + (change.difference ?? 0)).toBeCloseTo(0, 9);
            expect(swapped.interval?.[0] ?? 0).toBeCloseTo(-(change.interval?.[1] ?? 0), 6);
          }
          expect(swapped.test?.pAll).toBe(change.test?.pAll);
          expect(swapped.test?.q).toBe(change.test?.q);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("says little changed beside no size over the floor, and mostly mix of no mix that went the other way", () => {
    let little = 0;
    fc.assert(
      fc.property(weeks(24), fc.integer({ min: 1, max: 20 }), (offers, part) => {
        // Pay close together, so that little changes in many.
        const close = offers.map((each) => ({ ...each, midpoint: 150_000 + (each.midpoint ?? 0) / part }));
        for (const { verdict, gates, noticeable, mix, difference } of compareWeek(requestOf(close)).changes) {
          const gate = (name: string) => gates.find((each) => each.gate === name);
          if (verdict === "little-changed") {
            little++;
            expect(noticeable ?? 0).toBeLessThanOrEqual(gate("floor")!.limit!);
          } else if (noticeable !== null) expect(noticeable).toBeGreaterThanOrEqual(gate("floor")!.limit!);
          if (mix === null) continue;
          expect(gate("mix")!.passed).toBe(mix.jobs * Math.sign(difference!) <= Math.abs(difference!) / 2);
          if (verdict === "mostly-mix") expect(Math.sign(mix.jobs)).toBe(Math.sign(difference!));
        }
      }),
      { numRuns: 12 },
    );
    expect(little).toBeGreaterThan(10);
  });

  it("calls nothing risen or fallen that a gate stopped, and writes what its schema takes", () => {
    fc.assert(
      fc.property(weeks(16), (offers) => {
        const result = compareWeek(requestOf(offers, PAIRS));
        expect(weekChangesSchema.safeParse(result).error).toBeUndefined();
        for (const { verdict, gates, difference, test } of result.changes) {
          if (verdict !== "rose" && verdict !== "fell") continue;
          expect(gates.every(({ passed }) => passed)).toBe(true);
          expect(gates.length).toBeGreaterThanOrEqual(5);
          expect(Math.sign(difference!)).toBe(verdict === "rose" ? 1 : -1);
          expect(test!.p).toBeGreaterThanOrEqual(test!.pAll);
        }
      }),
      { numRuns: 10 },
    );
  });
});
