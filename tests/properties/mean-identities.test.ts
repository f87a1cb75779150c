import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bennet, type Group, melitzPolanec } from "../../src/compare/mean-identities.ts";
import { mixShift } from "../../src/compare/mix-shift.ts";
import { offer } from "../unit/compare/worlds.ts";

const pay = fc.integer({ min: 20_000, max: 900_000 });
const mean = (groups: readonly Group[]) => groups.reduce((sum, each) => sum + each.share * each.mean, 0);
/** Up to eight groups, each with a share and a mean in both windows. */
const windows = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 99 }), pay, pay), {
    minLength: 1,
    maxLength: 8,
  })
  .filter((rows) => rows.some(([, now]) => now > 0))
  .map((rows) => {
    const of = (n: 0 | 1, m: 2 | 3): Group[] => {
      const all = rows.reduce((sum, row) => sum + row[n], 0);
      return rows.map((row) => ({ share: row[n] / all, mean: row[m] }));
    };
    return { before: of(0, 2), now: of(1, 3) };
  });

describe("bennet", () => {
  it("leaves no remainder, and turns round with the windows", () => {
    fc.assert(
      fc.property(windows, ({ before, now }) => {
        const [one, other] = [bennet(before, now), bennet(now, before)];
        expect(one.pay + one.jobs).toBeCloseTo(mean(now) - mean(before), 5);
        expect(one.pay + other.pay).toBeCloseTo(0, 5);
        expect(one.jobs + other.jobs).toBeCloseTo(0, 5);
      }),
    );
  });

  it("is all pay where the shares stay, and all jobs where the means stay", () => {
    fc.assert(
      fc.property(windows, ({ before, now }) => {
        const sharesStay = now.map((group, index) => ({ ...group, share: before[index]!.share }));
        expect(bennet(before, sharesStay).jobs).toBeCloseTo(0, 5);
        const meansStay = now.map((group, index) => ({ ...group, mean: before[index]!.mean }));
        expect(bennet(before, meansStay).pay).toBeCloseTo(0, 5);
      }),
    );
  });
});

describe("melitzPolanec", () => {
  it("leaves no remainder", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, pay, pay, pay, pay, (went, came, s0, s1, x0, e1) => {
        const parts = melitzPolanec({
          stayedBefore: { share: 1 - went, mean: s0 },
          stayedNow: { share: 1 - came, mean: s1 },
          came: { share: came, mean: e1 },
          went: { share: went, mean: x0 },
        });
        const difference = (1 - came) * s1 + came * e1 - ((1 - went) * s0 + went * x0);
        expect(parts.stayed + parts.came + parts.went).toBeCloseTo(difference, 5);
      }),
    );
  });
});

describe("mixShift", () => {
  const offers = fc.array(
    fc
      .tuple(
        fc.integer({ min: 40, max: 200 }),
        fc.constantFrom("entry", "mid", "senior"),
        fc.constantFrom("US", "remote"),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([thousand, level, region, weeks]) =>
        offer({ midpoint: 1_000 * thousand, level: level as "mid", region, weeks, role: "x" }),
      ),
    { minLength: 20, maxLength: 200 },
  );

  it("has parts that add up to the difference, in whole money, whatever the order of the offers", () => {
    fc.assert(
      fc.property(offers, pay, pay, (some, before, now) => {
        const mix = mixShift(some, { before: 1, now: 2 }, { before, now });
        expect(mixShift([...some].reverse(), { before: 1, now: 2 }, { before, now })).toEqual(mix);
        if (mix === null) return;
        expect(mix.pay + mix.jobs).toBe(now - before);
        expect(Number.isInteger(mix.pay)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
