import { describe, expect, it } from "vitest";
import { cohortDraws } from "../../../src/compare/cohort-draws.ts";
import { compareWeek } from "../../../src/compare/compare.ts";
import { windowLevel } from "../../../src/compare/level.ts";
import { comparePair, judgedPairs } from "../../../src/compare/pair.ts";
import { pairsToTest } from "../../../src/compare/pairs-tested.ts";
import { pairResultSchema } from "../../../src/domain/change.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import { offersOf, plannedOffers, requestOf, WEEK } from "./worlds.ts";

function compared(a: readonly Offer[], b: readonly Offer[], remoteKnown = true) {
  const side = (role: string, offers: readonly Offer[]) => ({
    role,
    offers,
    level: windowLevel(offers, [WEEK], 1, "flow", remoteKnown),
  });
  const window = { bits: 1, kind: "flow", draws: cohortDraws(WEEK) } as const;
  const [pay, offers, remote] = judgedPairs(comparePair(side("a", a), side("b", b), window));
  return { pay: pay!, offers: offers!, remote: remote! };
}

/** 60 offers of 20 employers around a pay; `remote` of every ten are remote. */
const offers = (pay: number, remote = 0, n = 60) =>
  offersOf(n, 20).map((each, index) => ({
    ...each,
    midpoint: pay + 200 * (index % 40),
    remoteWeeks: index % 10 < remote ? each.weeks : 0,
  }));

describe("comparePair", () => {
  it("names the role that pays more when the gap is wide and sure", () => {
    expect(compared(offers(150_000), offers(120_000)).pay).toMatchObject({ difference: 30_000, verdict: "a-more" });
    expect(compared(offers(120_000), offers(150_000)).pay).toMatchObject({ difference: -30_000, verdict: "b-more" });
  });

  it("gives the interval of the difference", () => {
    const [low, high] = compared(offers(150_000), offers(120_000)).pay.interval!;
    expect(low).toBeLessThanOrEqual(30_000);
    expect(high).toBeGreaterThanOrEqual(30_000);
    expect(low).toBeGreaterThan(0);
  });

  it("is as wide for the few employers that state pay, however many others there are", () => {
    const priced = (pay: number, turn = 1) =>
      offersOf(90, 9).map((each, index) => ({ ...each, midpoint: pay + 4_000 * ((turn * index) % 9) + 317 * index }));
    const silent = offersOf(200, 200, { midpoint: null }).map((each) => ({
      ...each,
      employer: `No pay ${each.employer}`,
    }));
    const alone = compared(priced(150_000), priced(140_000, 4)).pay;
    const among = compared([...priced(150_000), ...silent], [...priced(140_000, 4), ...silent]).pay;
    expect(alone.interval![0]).toBeLessThan(alone.interval![1]);
    expect(among.interval).toEqual(alone.interval);
  });

  it("names nobody for a gap under 5 %", () => {
    const { pay } = compared(offers(124_000), offers(120_000));
    expect(pay.verdict).toBe("no-clear-gap");
    expect(pay.gates.find(({ gate }) => gate === "floor")?.passed).toBe(false);
  });

  it("names nobody for a wide gap that chance could explain", () => {
    const scattered = (shift: number) =>
      offersOf(40, 8).map((each, index) => ({ ...each, midpoint: shift + 30_000 * (index % 8) }));
    const { pay } = compared(scattered(108_000), scattered(100_000));
    expect(Math.abs(pay.difference!)).toBeGreaterThan(0.03 * 100_000);
    expect(pay.verdict).toBe("no-clear-gap");
  });

  it("names the role with more offers when many employers agree", () => {
    const more = offersOf(160, 20);
    expect(compared(more, offersOf(60, 20)).offers).toMatchObject({ aValue: 160, bValue: 60, verdict: "a-more" });
    expect(compared(offersOf(60, 20), more).offers.verdict).toBe("b-more");
  });

  it("does not name the role that one employer floods", () => {
    const flooded = [...offersOf(40, 20), ...offersOf(80, 1)];
    expect(compared(flooded, offersOf(40, 20)).offers.verdict).toBe("no-clear-gap");
  });

  it("names nobody for fewer than a quarter more offers", () => {
    expect(compared(offersOf(72, 24), offersOf(60, 20)).offers.verdict).toBe("no-clear-gap");
  });

  it("names the role with more remote offers", () => {
    const { remote } = compared(offers(120_000, 6), offers(120_000, 1));
    expect(remote).toMatchObject({ aValue: 0.6, bValue: 0.1, verdict: "a-more" });
    expect(remote.difference).toBeCloseTo(0.5, 12);
  });

  it("says too few under 30 offers or 8 employers on either side", () => {
    for (const small of [offersOf(29, 20), offersOf(60, 7)]) {
      const { pay, offers: count, remote } = compared(small, offers(200_000));
      expect([pay.verdict, count.verdict, remote.verdict]).toEqual(["too-few", "too-few", "too-few"]);
      expect(pay.interval).toBeNull();
    }
  });

  it("says too few where a side may not be shown, and where remote work is not known", () => {
    const unpaid = offers(120_000).map((each) => ({ ...each, midpoint: null }));
    expect(compared(unpaid, offers(120_000)).pay).toMatchObject({ aValue: null, difference: null, verdict: "too-few" });
    expect(compared(offers(1, 5), offers(1), false).remote).toMatchObject({ aValue: null, verdict: "too-few" });
  });

  it("draws an employer that hires both roles once for both", () => {
    // Each employer pays a 10,000 more than b; between employers pay differs by much more than that.
    const role = (extra: number) =>
      offersOf(40, 20).map((each, index) => ({ ...each, midpoint: 80_000 + 9_000 * (index % 20) + extra }));
    expect(compared(role(12_000), role(0)).pay.interval![0]).toBeGreaterThan(0);
  });

  it("turns round with its sides where the gap is clear", () => {
    const one = compared(offers(150_000, 6), offers(120_000, 1));
    const other = compared(offers(120_000, 1), offers(150_000, 6));
    expect(one.pay.difference).toBe(-other.pay.difference!);
    expect([one.pay.verdict, other.pay.verdict]).toEqual(["a-more", "b-more"]);
    expect([one.remote.verdict, other.remote.verdict]).toEqual(["a-more", "b-more"]);
  });

  it("judges the same gap the same way whichever role comes first", () => {
    const [high, low] = [offersOf(60, 20, { midpoint: 105_000 }), offersOf(60, 20, { midpoint: 100_000 })];
    expect(compared(high, low).pay.verdict).toBe("a-more");
    expect(compared(low, high).pay.verdict).toBe("b-more");
  });

  it("names nobody when the tested offers point the other way than the medians", () => {
    const wide = (midpoint: number) => offersOf(80, 20, { midpoint, narrow: false });
    const a = [...offersOf(40, 20, { midpoint: 100_000 }), ...wide(200_000)];
    const b = [...offersOf(40, 20, { midpoint: 120_000 }), ...wide(130_000)];
    const { pay } = compared(a, b);
    expect(pay.difference).toBe(70_000);
    expect(pay.gates.find(({ gate }) => gate === "narrow-ranges-agree")).toMatchObject({ passed: false });
    expect(pay.verdict).toBe("no-clear-gap");
  });
});

describe("pairs of a week", () => {
  const week = compareWeek(
    requestOf([...plannedOffers({ role: "analyst" }), ...plannedOffers({ role: "writer", pay: () => 60_000 })], {
      pairs: [
        ["analyst", "writer"],
        ["analyst", "nobody"],
      ],
    }),
  );

  it("are compared over the four weeks, by pay, offers and remote share", () => {
    expect(week.pairs.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ["pay", "a-more"],
      ["offers", "no-clear-gap"],
      ["remote", "no-clear-gap"],
    ]);
    expect(week.pairs[1]).toMatchObject({ aValue: 80, bValue: 80 });
    for (const pair of week.pairs) expect(pairResultSchema.safeParse(pair).success).toBe(true);
  });

  it("leave a role out that the week does not have", () => {
    expect(week.pairs.some(({ b }) => b === "nobody")).toBe(false);
  });
});

describe("pairsToTest", () => {
  const side = (role: string, n: number, employers = 20) => ({
    role,
    level: windowLevel(offersOf(n, employers), [WEEK], 1, "flow", false),
  });

  it("takes every two of the roles that may be compared, in alphabetical order", () => {
    const sides = [side("c", 40), side("a", 50), side("b", 60), side("thin", 29), side("few", 90, 7)];
    expect(pairsToTest(sides, [])).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
  });

  it("keeps to the six largest, and adds what is asked for once", () => {
    const sides = Array.from({ length: 9 }, (_, index) => side(`r${index}`, 40 + index));
    const pairs = pairsToTest(sides, [
      ["r0", "r8"],
      ["r7", "r8"],
    ]);
    expect(pairs).toHaveLength(16);
    expect(pairs[0]).toEqual(["r0", "r8"]);
    expect(pairs.flat()).not.toContain("r1");
  });

  it("does not depend on the order of roles", () => {
    const sides = [side("a", 50), side("b", 50), side("c", 50)];
    expect(pairsToTest([...sides].reverse(), [])).toEqual(pairsToTest(sides, []));
  });
});
