import { describe, expect, it } from "vitest";
import { matchedOffers } from "../../../src/compare/matched-offers.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import { offer } from "./worlds.ts";

const [BEFORE, NOW] = [1, 2];
const of = (employer: string, newWeeks: number, midpoint: number, part: Partial<Offer> = {}) =>
  offer({ employer, weeks: newWeeks, newWeeks, midpoint, role: "engineer", ...part });
const index = (offers: readonly Offer[]) => {
  const shares = matchedOffers(offers, BEFORE, NOW);
  const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0);
  return Math.exp(sum(shares.map((each) => each.sum)) / sum(shares.map(({ weight }) => weight)));
};

describe("matchedOffers", () => {
  it("compares what an employer newly offers with what it newly offered before", () => {
    expect(matchedOffers([of("A", BEFORE, 100_000), of("A", NOW, 110_000)], BEFORE, NOW)).toEqual([
      { employer: "A", sum: Math.log(110_000) - Math.log(100_000), weight: 1 },
    ]);
  });

  it("weighs a cell by the smaller of its two numbers of new offers, three at most", () => {
    // By hand: A has four offers in each window, +10 %, weight 3; B one against two, −10 %, weight 1.
    const a = Array.from({ length: 4 }, () => [of("A", BEFORE, 100_000), of("A", NOW, 110_000)]).flat();
    const b = [of("B", BEFORE, 100_000), of("B", NOW, 90_000), of("B", NOW, 90_000)];
    expect(index([...a, ...b])).toBeCloseTo((1.1 ** 3 * 0.9) ** (1 / 4), 12);
  });

  it("takes means of logarithms within a cell", () => {
    // The geometric means are 100,000 and 120,000.
    const offers = [of("A", BEFORE, 80_000), of("A", BEFORE, 125_000), of("A", NOW, 144_000), of("A", NOW, 100_000)];
    expect(index(offers)).toBeCloseTo(1.2, 12);
  });

  it.each<[string, Partial<Offer>, Partial<Offer>]>([
    ["role", { mainRole: "engineer" }, { mainRole: "analyst" }],
    ["level", { level: "mid" }, { level: "senior" }],
    ["region", { region: "US" }, { region: "remote" }],
    ["employer", { employer: "A" }, { employer: "B" }],
  ])("matches nothing across another %s", (_, one, other) => {
    expect(matchedOffers([of("A", BEFORE, 1, one), of("A", NOW, 2, other)], BEFORE, NOW)).toEqual([]);
  });

  it.each<[string, Partial<Offer>]>([
    ["was listed before and is not new", { newWeeks: 0 }],
    ["has a wide pay range", { narrow: false }],
    ["states no pay", { midpoint: null }],
    ["names no employer", { employer: null }],
  ])("leaves an offer out that %s", (_, part) => {
    expect(matchedOffers([of("A", BEFORE, 100_000), of("A", NOW, 110_000, part)], BEFORE, NOW)).toEqual([]);
  });
});
