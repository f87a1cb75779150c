import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/compare/benjamini-hochberg.ts";
import { cappedWeights } from "../../src/compare/capped-weights.ts";
import { employerDraws } from "../../src/compare/employer-draws.ts";
import { medianDraws } from "../../src/compare/median-draws.ts";
import type { Sample } from "../../src/compare/sample.ts";
import { signFlip } from "../../src/compare/sign-flip.ts";
import { countShift, rankShift, type Statistic, shareShift, total } from "../../src/compare/statistics.ts";
import { quantile } from "../../src/domain/quantile.ts";
import { seededRandom } from "../../src/domain/random.ts";
import { sample } from "../unit/compare/worlds.ts";

/** Offers of up to 30 employers, pay in steps so that many tie, in either window, both or none. */
const worlds = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 29 }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom<0 | 1>(0, 1),
      fc.constantFrom<0 | 1>(0, 1),
    ),
    { minLength: 1, maxLength: 150 },
  )
  .map(sample);
/** Share statistics take values of 0 and 1. */
const binary = (world: Sample): Sample => ({ ...world, value: world.value.map((value) => (value > 6 ? 1 : 0)) });
const swapped = (world: Sample): Sample => ({ ...world, before: world.now, now: world.before });
const STATISTICS: [string, Statistic][] = [
  ["counts", countShift],
  ["ranks", rankShift],
  ["shares", (world) => shareShift(binary(world))],
];

describe.each(STATISTICS)("the sign-flip of %s", (_, statistic) => {
  it("turns its sign and keeps its p when the windows are swapped", () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, seed) => {
        const [u, other] = [statistic(world), statistic(swapped(world))];
        for (const [index, each] of u.entries()) expect(other[index]! + each).toBeCloseTo(0, 14);
        expect(signFlip(other, seed)).toEqual(signFlip(u, seed));
      }),
    );
  });

  it("has a p above 0 and at most 1", () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, seed) => {
        const { p } = signFlip(statistic(world), seed);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is 0 when nothing changed", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(total(statistic({ ...world, now: world.before }))).toBeCloseTo(0, 12);
      }),
    );
  });
});

describe("cappedWeights", () => {
  const massOf = ({ employer, employerCount, now }: Sample) => {
    const weights = cappedWeights(employer, now, employerCount);
    const mass = new Float64Array(employerCount);
    for (const [index, weight] of weights.entries()) mass[employer[index]!]! += weight;
    return { weights, mass, present: mass.filter((each) => each > 0).length };
  };

  it("sum to 1 over a window that holds anything, and leave out what is not in it", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { weights, mass } = massOf(world);
        expect(total(mass)).toBeCloseTo(world.now.includes(1) ? 1 : 0, 12);
        for (const [index, weight] of weights.entries()) expect(weight > 0).toBe(world.now[index] === 1);
      }),
    );
  });

  it("give the offers of one employer the same weight", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { weights } = massOf(world);
        const seen = new Map<number, number>();
        for (const [index, weight] of weights.entries()) {
          const employer = world.employer[index]!;
          if (weight > 0) expect(seen.set(employer, seen.get(employer) ?? weight).get(employer)).toBe(weight);
        }
      }),
    );
  });

  const sizes = (minLength: number, max: number) => fc.array(fc.integer({ min: 1, max }), { minLength, maxLength: 60 });
  const keepsToCap = (counts: readonly number[]) => {
    const rows = counts.flatMap((count, employer) => new Array(count).fill([employer, 1, 0, 1] as const));
    const { mass, present } = massOf(sample(rows));
    expect(Math.max(...mass)).toBeLessThanOrEqual(Math.max(0.1, 1.5 / present) + 1e-6);
  };

  it("keep to the cap for twenty employers or more of like size", () => {
    fc.assert(fc.property(sizes(20, 40), keepsToCap));
  });

  it("keep to the cap whatever the number of employers and their sizes", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.nat({ max: 9 }).map((n) => 2 ** n),
          { minLength: 2, maxLength: 30 },
        ),
        keepsToCap,
      ),
    );
  });
});

describe("benjaminiHochberg", () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

  it("gives a q that is never below its p nor above 1, and in the order of p", () => {
    fc.assert(
      fc.property(values, (p) => {
        const q = benjaminiHochberg(p);
        const order = [...p.keys()].sort((i, j) => p[i]! - p[j]!);
        for (const [rank, index] of order.entries()) {
          expect(q[index]!).toBeGreaterThanOrEqual(p[index]! * (1 - 1e-12));
          expect(q[index]!).toBeLessThanOrEqual(1);
          if (rank > 0) expect(q[index]!).toBeGreaterThanOrEqual(q[order[rank - 1]!]!);
        }
      }),
    );
  });
});

describe("quantile", () => {
  const samples = fc
    .array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 })
    .map((all) => all.sort((a, b) => a - b));

  it("stays within the sample and rises with its share", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, share, share, (sorted, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((each) => quantile(sorted, each)!);
        expect(low).toBeGreaterThanOrEqual(sorted[0]!);
        expect(high).toBeLessThanOrEqual(sorted.at(-1)!);
        expect(low).toBeLessThanOrEqual(high! + 1e-9);
      }),
    );
  });
});

describe("medianDraws", () => {
  const draws = employerDraws("5");
  const random = seededRandom(8);
  const rows = Array.from({ length: 120 }, (_, index) => [`E${index % 15}`, Math.floor(1_000 * random())] as const);
  const at = (rise: number) =>
    medianDraws(
      rows.map(([employer, value]) => ({ employer, midpoint: value + rise })),
      draws,
    );

  it("move with pay, and by exactly as much", () => {
    const base = at(0);
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (rise) => {
        for (const [draw, each] of at(rise).entries()) expect(each - base[draw]!).toBe(rise);
      }),
      { numRuns: 10 },
    );
  });

  it("are the type 7 medians of the offers written out as often as drawn", () => {
    const drawn = at(0);
    for (const draw of [0, 1, 17, 999, 1_999]) {
      const values = rows.flatMap(([employer, value]) => new Array<number>(draws(employer)[draw]!).fill(value));
      expect(drawn[draw]).toBe(
        quantile(
          values.sort((a, b) => a - b),
          0.5,
        ),
      );
    }
  });
});
