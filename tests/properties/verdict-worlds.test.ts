import { describe, expect, it } from "vitest";
import { coverage } from "../proof/coverage.ts";
import { littleChanged } from "../proof/little-changed.ts";
import { market, PAY_STEP } from "../proof/market.ts";
import { nullYear } from "../proof/null-year.ts";
import { pShares } from "../proof/p-values.ts";
import { plantedWeeks } from "../proof/planted-weeks.ts";

// Small seeded slices of `npm run proof -- --only verdicts`; what the whole of it found is in docs/statistics.md.

describe("an invented market", () => {
  const size = {
    roles: [40, 90],
    weeks: 8,
    stays: 0.8,
    payStep: PAY_STEP,
    burstsAWeek: 1,
    plants: { roles: 0, size: 0 },
  };

  it("is the same for the same seed, and another for another", () => {
    expect(market(1, size).requestOf(7).offers).toEqual(market(1, size).requestOf(7).offers);
    expect(market(1, size).requestOf(7).offers).not.toEqual(market(2, size).requestOf(7).offers);
  });

  it("keeps four in five offers of a stock from week to week, and none of a flow", () => {
    const staying = (stays: number) => {
      const offers = market(3, { ...size, roles: [2_000], burstsAWeek: 0, stays }).requestOf(7).offers ?? [];
      const open = offers.filter(({ weeks }) => (weeks & 0b01000000) !== 0);
      return open.filter(({ weeks }) => (weeks & 0b10000000) !== 0).length / open.length;
    };
    expect(staying(0.8)).toBeGreaterThan(0.75);
    expect(staying(0.8)).toBeLessThan(0.85);
    expect(staying(0)).toBe(0);
  });
});

it("weeks in which nothing happens make hardly a headline, where the textbook has many and the naive rule more", () => {
  const year = nullYear({ roles: 16, weeks: 3, burstsAWeek: 2, seed: 1 });
  expect(year.tests).toBeGreaterThan(100);
  expect(year.ours + year.oursOfTotal).toBeLessThanOrEqual(1);
  expect(year.textbook).toBeGreaterThanOrEqual(4);
  expect(year.naive).toBeGreaterThan(5 * year.textbook);
});

it("a large rise is found beside bursts, and little else", () => {
  const { planted, ours, textbook } = plantedWeeks({
    roles: 12,
    weeks: 2,
    burstsAWeek: 1,
    risers: 3,
    rise: 0.3,
    seed: 1,
  });
  expect(planted).toBe(6);
  expect(ours.risers).toBeGreaterThanOrEqual(2);
  expect(ours.falseShare).toBeLessThanOrEqual(0.15);
  expect(textbook.falseShare).toBeGreaterThan(ours.falseShare);
});

it("intervals hold the truth about as often as they say", () => {
  const [found] = coverage({ sizes: [60], worlds: 20, payStep: 100, seed: 1 });
  for (const covered of [found!.level, found!.noChange, found!.rise]) {
    expect(covered.intervals).toBeGreaterThan(15);
    // Three standard errors of a share of 20 at 95 % are 15 points.
    expect(covered.share).toBeGreaterThanOrEqual(0.8);
  }
});

it("pay that rose by more than the floor is not called little changed, and pay that did not is", () => {
  const found = littleChanged({ openings: 4_000, worlds: 3, payStep: PAY_STEP, seed: 1 });
  expect(found).toMatchObject({ tests: 3, moved: 0, contradictions: 0 });
  expect(found.still).toBeGreaterThan(0);
});

it("p values are no smaller than they may be", () => {
  for (const { n, below, kept } of pShares({ worlds: 8, roles: [60, 150, 90], seed: 1 })) {
    // Four standard errors of a share at the level.
    for (const level of [0.05, 0.25, 0.5] as const)
      expect(below[level]).toBeLessThan(level + 4 * Math.sqrt((level * (1 - level)) / n));
    expect(kept).toBeLessThanOrEqual(below[0.05]);
  }
});
