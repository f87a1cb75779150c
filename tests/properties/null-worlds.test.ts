import { describe, expect, it } from "vitest";
import { signFlip, testChange } from "../../src/compare/sign-flip.ts";
import { countShift, rankShift, type Statistic, shareShift } from "../../src/compare/statistics.ts";
import { seededRandom } from "../../src/domain/random.ts";
import { sample } from "../unit/compare/worlds.ts";

const WORLDS = 300;

/**
 * 300 offers of 30 employers of unequal size in which nothing changed: what an employer pays is its own, pay is rounded so
 * that it ties, and offers come and go at random. After the null simulation of reference/statistics/stats-reference-test.mjs.
 */
function nullWorld(seed: number, round: (pay: number) => number) {
  const random = seededRandom(1_000 + seed);
  const effects = Array.from({ length: 30 }, () => 0.6 * random());
  return sample(
    Array.from({ length: 300 }, () => {
      const employer = Math.floor(30 * random() * random());
      const stay = random();
      const pay = round(effects[employer]! + 0.5 * random());
      return [employer, pay, stay < 0.85 ? 1 : 0, stay > 0.15 ? 1 : 0];
    }),
  );
}

const CASES: [string, Statistic, (pay: number) => number][] = [
  ["pay", rankShift, (pay) => Math.round(20 * pay) / 20],
  ["offers", countShift, () => 1],
  ["remote share", shareShift, (pay) => (pay > 0.6 ? 1 : 0)],
];

describe.each(CASES)("in 300 worlds where nothing changed, the test of %s", (_, statistic, round) => {
  const worlds = Array.from({ length: WORLDS }, (_, seed) => nullWorld(seed, round));
  const p = worlds.map((world, seed) => signFlip(statistic(world), seed).p);
  const below = (limit: number) => p.filter((each) => each <= limit).length / WORLDS;

  it("rejects at 5 % in fewer than 8 % of them", () => {
    expect(below(0.05)).toBeLessThan(0.08);
  });

  it("has p values spread about evenly", () => {
    // Four standard errors of a share of 300 at ½ are 11.5 points; the sign-flip is conservative rather than not.
    for (const limit of [0.25, 0.5, 0.75]) {
      expect(below(limit)).toBeGreaterThan(limit - 0.14);
      expect(below(limit)).toBeLessThan(limit + 0.115);
    }
  });

  it("rejects more seldom still when it must hold without the most influential employer", () => {
    const rejected = worlds.filter((world, seed) => {
      const test = testChange(world, statistic, seed);
      return test.p <= 0.05 && test.survivesLeaveOneOut;
    });
    expect(rejected.length / WORLDS).toBeLessThan(0.05);
    expect(rejected.length / WORLDS).toBeLessThanOrEqual(below(0.05));
  });
});
