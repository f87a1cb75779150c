import { describe, expect, it } from "vitest";
import { cohortDraws } from "../../src/compare/cohort-draws.ts";
import { type Measure, measureOf, type Windows } from "../../src/compare/measures.ts";
import { signFlip, testShift } from "../../src/compare/sign-flip.ts";
import type { ChangeMetric } from "../../src/domain/change.ts";
import type { Offer } from "../../src/domain/offer.ts";
import { seededRandom } from "../../src/domain/random.ts";
import type { Repricing } from "../../src/domain/repricing.ts";
import { level } from "../unit/compare/past-worlds.ts";
import { offer } from "../unit/compare/worlds.ts";

const WORLDS = 150;
const EMPLOYERS = 40;

/**
 * A world of 40 employers, unequal in size, pay level and remote habit, that hire in fits and starts; nothing changes between its two
 * windows. Pay is rounded so that it ties. Ads that stay open are repriced up or down alike.
 */
function nullWorld(seed: number): Windows {
  const random = seededRandom(7_000 + seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const offers: Offer[] = [];
  const repricings: Repricing[] = [];
  for (let index = 0; index < EMPLOYERS; index++) {
    const employer = `E${String(index).padStart(2, "0")}`;
    const [size, pay, remote] = [1 + 8 * random() ** 3, 0.18 * normal(), random()];
    for (const week of [1, 2])
      for (let left = size * Math.exp(0.5 * normal()); left > random(); left--)
        offers.push(
          offer({
            employer,
            weeks: week,
            newWeeks: week,
            remoteWeeks: random() < remote ? week : 0,
            midpoint: random() < 0.8 ? 5_000 * Math.round(26 * Math.exp(pay + 0.18 * normal())) : null,
          }),
        );
    repricings.push({ employer, before: 100_000, now: Math.round(100_000 * Math.exp(0.08 * normal())), ads: 1 });
  }
  const windows = { slice: "x", window: "4w", kind: "flow", offers, repricings, beforeBits: 1, nowBits: 2 } as const;
  const of = (bits: number) => level(offers.filter(({ weeks }) => weeks === bits).length, 100_000);
  const priced = { remote: { n: 100, count: 50 } };
  return {
    ...windows,
    before: { ...of(1), ...priced },
    now: { ...of(2), ...priced },
    draws: cohortDraws(String(seed)),
  };
}

const worlds = Array.from({ length: WORLDS }, (_, seed) => nullWorld(seed));
const METRICS: ChangeMetric[] = ["offers", "pay", "remote", "disclosed", "new-pay", "repriced"];

describe.each(METRICS)("in 150 worlds where nothing changed, %s", (metric) => {
  const measures: Measure[] = worlds.map((world) => measureOf(metric, world));

  it("has a test that rejects at 5 % in fewer than 9 %, with p values spread about evenly", () => {
    const p = measures.map(({ shift }, seed) => signFlip(shift().u, seed).p);
    const below = (limit: number) => p.filter((each) => each <= limit).length / WORLDS;
    // Four standard errors: 2.2 points above 5 % would be 12 %; of a share of 150 at ½ they are 16 points.
    expect(below(0.05)).toBeLessThan(0.09);
    for (const limit of [0.25, 0.5, 0.75]) {
      expect(below(limit)).toBeGreaterThan(limit - 0.16);
      expect(below(limit)).toBeLessThan(limit + 0.16);
    }
  });

  it("rejects no more often where it must hold without the most influential employer", () => {
    const rejected = measures.filter(({ shift }, seed) => testShift(shift(), seed).p <= 0.05);
    const all = measures.filter(({ shift }, seed) => testShift(shift(), seed).pAll <= 0.05);
    expect(rejected.length).toBeLessThanOrEqual(all.length);
  });

  it("has an interval that covers no change in nine of ten, and is not the whole world", () => {
    const intervals = measures.map(({ interval }) => interval()!);
    const covered = intervals.filter(([low, high]) => low <= 0 && high >= 0).length / WORLDS;
    expect(covered).toBeGreaterThan(0.89);
    expect(intervals.every(([low, high]) => Number.isFinite(low) && low <= high)).toBe(true);
  });
});
