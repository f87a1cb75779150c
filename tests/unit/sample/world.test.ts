import { describe, expect, it } from "vitest";
import { slug } from "../../../src/domain/role.ts";
import { addWeeks, mondayOf, sundayOf, weeksUpTo } from "../../../src/domain/week.ts";
import { expectedOf } from "../../../src/sample/expected.ts";
import type { SampleOffer } from "../../../src/sample/offers.ts";
import { parsePlant, type SampleOptions } from "../../../src/sample/plan.ts";
import { SAMPLE_ROLES } from "../../../src/sample/roles.ts";
import { type World, worldOf } from "../../../src/sample/world.ts";

const WEEK = "2026-W46";
const CALM: SampleOptions = { weeks: 12, postings: 20_000, seed: 5, lastWeek: WEEK, plants: [], bursts: 0 };
const openIn = (world: World, week: string) =>
  [...world.seenIn(week)].filter(({ state }) => state !== "closed").map(({ offer }) => offer);
const openings = (offers: readonly SampleOffer[]) => offers.reduce((sum, { places }) => sum + places.length, 0);
const roleOf = ({ role }: SampleOffer) => slug(SAMPLE_ROLES[role]?.title ?? "");
const share = (offers: readonly SampleOffer[], test: (offer: SampleOffer) => boolean) =>
  offers.filter(test).length / offers.length;
const meanPay = (offers: readonly SampleOffer[]) => {
  const paid = offers.flatMap(({ payUsd }) => (payUsd === undefined ? [] : [(payUsd.floor + payUsd.ceiling) / 2]));
  return paid.reduce((sum, each) => sum + each, 0) / paid.length;
};

describe("an invented week", () => {
  const world = worldOf(CALM);
  const offers = openIn(world, WEEK);

  it("has all twelve roles, in the sizes they were given, the rarest a handful", () => {
    expect(SAMPLE_ROLES.reduce((sum, role) => sum + role.share, 0)).toBeCloseTo(1, 9);
    const counts = SAMPLE_ROLES.map((_, index) => openings(offers.filter(({ role }) => role === index)));
    for (const [index, count] of counts.entries()) {
      const expected = (SAMPLE_ROLES[index]?.share ?? 0) * CALM.postings;
      expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected) + 1);
    }
    expect(counts.slice(0, 3)).toEqual([...counts].sort((a, b) => b - a).slice(0, 3));
    expect(SAMPLE_ROLES[counts.indexOf(Math.min(...counts))]?.title).toBe("Prompt Engineer");
  });

  it("holds as many postings as were asked for, on average over the weeks", () => {
    const weekly = world.plan.weeks.map((week) => openings(openIn(world, week)));
    const mean = weekly.reduce((sum, each) => sum + each, 0) / weekly.length;
    expect(Math.abs(mean / CALM.postings - 1)).toBeLessThan(0.02);
  });

  it("rounds both ends of pay to 5,000, the upper never below the lower nor over three times as high", () => {
    const paid = offers.flatMap(({ payUsd }) => payUsd ?? []);
    expect(paid.length / offers.length).toBeCloseTo(0.6, 1);
    for (const { floor, ceiling } of paid) {
      expect([floor % 5_000, ceiling % 5_000]).toEqual([0, 0]);
      expect(floor).toBeGreaterThanOrEqual(30_000);
      expect(ceiling).toBeGreaterThanOrEqual(floor);
      expect(ceiling).toBeLessThanOrEqual(3 * floor);
    }
  });

  it("pays more at every higher level, and more to the roles that pay more", () => {
    const levels = ["entry", "mid", "senior", "lead"].map((level) =>
      meanPay(offers.filter((each) => each.level === level)),
    );
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    const paid = (role: string) => meanPay(offers.filter((offer) => roleOf(offer) === role));
    expect(paid("research-scientist")).toBeGreaterThan(paid("machine-learning-engineer"));
    expect(paid("machine-learning-engineer")).toBeGreaterThan(paid("data-engineer"));
  });

  it("lists an offer in one city or several, a remote one in none", () => {
    for (const { workplace, places } of offers) {
      expect(new Set(places).size).toBe(places.length);
      expect(places.includes("")).toBe(workplace === "remote");
    }
    expect(openings(offers) / offers.length).toBeGreaterThan(1.15);
    expect([...new Set(offers.map(({ places }) => places.length))].sort()).toEqual([1, 2, 3, 5]);
    expect([...new Set(offers.map(({ workplace }) => workplace))].sort()).toEqual(["hybrid", "onsite", "remote"]);
  });

  it("gives every offer a code of its own, a title with its level, and a first day within the weeks it was open", () => {
    const seen = new Map(world.plan.weeks.flatMap((week) => openIn(world, week).map((offer) => [offer.code, offer])));
    expect(new Set([...seen.values()].map(({ title }) => title)).size).toBe(seen.size);
    for (const { title, level, code, firstDay } of offers) {
      expect(title.startsWith("Senior ")).toBe(level === "senior");
      expect(title.endsWith(` R${code}`)).toBe(true);
      expect(firstDay <= sundayOf(WEEK) && firstDay >= mondayOf(addWeeks(WEEK, -15))).toBe(true);
    }
  });

  it("keeps four in five offers from one week to the next, closes the others, and opens as many anew", () => {
    const before = new Set(openIn(world, addWeeks(WEEK, -1)).map(({ code }) => code));
    const seen = [...world.seenIn(WEEK)];
    const codes = (state: string) => seen.filter((each) => each.state === state).map(({ offer }) => offer.code);
    expect(codes("stays").length / before.size).toBeCloseTo(0.8, 1);
    expect([...codes("stays"), ...codes("closed")].sort()).toEqual([...before].sort());
    expect(codes("opened").filter((code) => before.has(code))).toEqual([]);
    expect(codes("opened").length / before.size).toBeCloseTo(0.2, 1);
  });
});

describe("a world", () => {
  const small: SampleOptions = { ...CALM, postings: 300, weeks: 6 };

  it("is the same for the same seed, another for another", () => {
    expect(openIn(worldOf(small), WEEK)).toEqual(openIn(worldOf(small), WEEK));
    expect(openIn(worldOf({ ...small, seed: 6 }), WEEK)).not.toEqual(openIn(worldOf(small), WEEK));
  });

  it("has the same week whatever the weeks around it that are made", () => {
    const later = worldOf({ ...small, weeks: 40, lastWeek: "2027-W02" });
    expect(openIn(later, WEEK)).toEqual(openIn(worldOf(small), WEEK));
  });

  it("never has an empty week, however small the market", () => {
    for (let seed = 0; seed < 10; seed++) {
      const tiny = worldOf({ ...small, postings: 1, seed });
      let before: readonly string[] = openIn(tiny, "2026-W01").map(({ code }) => code);
      for (const week of weeksUpTo("2026-W31", 30)) {
        const seen = [...tiny.seenIn(week)];
        const codes = (...states: string[]) =>
          seen.filter(({ state }) => states.includes(state)).map(({ offer }) => offer.code);
        expect(codes("opened", "stays").length).toBeGreaterThan(0);
        expect(codes("stays", "closed").sort()).toEqual([...before].sort());
        before = codes("opened", "stays");
      }
    }
  });

  it("shows a burst of one employer in its week only", () => {
    const flooded = worldOf({ ...small, postings: 4_000, bursts: 1 });
    const calm = worldOf({ ...small, postings: 4_000 });
    const [burst] = flooded.plan.bursts;
    for (const week of flooded.plan.weeks) {
      const extra = openIn(flooded, week).length - openIn(calm, week).length;
      expect(extra).toBe(week === burst?.week ? burst.offers : 0);
    }
    const own = openIn(flooded, burst?.week ?? "").filter((offer) => roleOf(offer) === burst?.role);
    expect(share(own, ({ employer }) => employer === burst?.employer)).toBeGreaterThan(0.25);
  });

  it("shows planted changes as large as expected, and nothing elsewhere", () => {
    const planted = [
      "data-engineer:pay:2026-W43:+12%",
      "data-scientist:offers:2026-W43:+50%",
      "machine-learning-engineer:remote:2026-W43:+15pp",
    ].map(parsePlant);
    const changed = worldOf({ ...CALM, postings: 30_000, plants: planted });
    const [before = [], now = []] = [0, 4].map((from) =>
      changed.plan.weeks
        .slice(-8)
        .slice(from, from + 4)
        .map((week) => openIn(changed, week)),
    );
    const distinct = (weeks: readonly SampleOffer[][]) => [
      ...new Map(weeks.flat().map((offer) => [offer.code, offer])).values(),
    ];
    const of = (role: string, weeks: readonly SampleOffer[][]) =>
      distinct(weeks).filter((offer) => roleOf(offer) === role);
    const remote = (role: string, weeks: readonly SampleOffer[][]) =>
      share(of(role, weeks), ({ workplace }) => workplace === "remote");
    const daily = (role: string, weeks: readonly SampleOffer[][]) =>
      weeks.flat().filter((offer) => roleOf(offer) === role).length;
    const expected = planted.map((plant) => expectedOf(plant, changed.plan, 30_000));
    const pay = meanPay(of("data-engineer", now)) / meanPay(of("data-engineer", before)) - 1;
    expect(pay).toBeCloseTo(expected[0]?.change ?? 0, 1.7);
    expect(pay).toBeGreaterThan(0.05);
    expect(daily("data-scientist", now) / daily("data-scientist", before) - 1).toBeCloseTo(
      expected[1]?.change ?? 0,
      1.3,
    );
    const shift = remote("machine-learning-engineer", now) - remote("machine-learning-engineer", before);
    expect(shift).toBeCloseTo(expected[2]?.change ?? 0, 1.7);
    expect(Math.abs(meanPay(of("ai-engineer", now)) / meanPay(of("ai-engineer", before)) - 1)).toBeLessThan(0.02);
    expect(Math.abs(daily("ai-engineer", now) / daily("ai-engineer", before) - 1)).toBeLessThan(0.06);
  });

  it("expects the whole planted change once every older offer is gone, and nothing without eight weeks", () => {
    const long: SampleOptions = { ...CALM, weeks: 40, plants: [parsePlant("data-engineer:pay:2026-W10:+12%")] };
    const [plant] = long.plants ?? [];
    if (plant === undefined) throw new Error("There is no plant.");
    const { plan } = worldOf(long);
    expect(expectedOf(plant, plan, 2_000)).toMatchObject({ shareBefore: 1, shareNow: 1, change: 0 });
    expect(expectedOf(plant, { ...plan, weeks: plan.weeks.slice(-7) }, 2_000)).toBeUndefined();
    const across = expectedOf(parsePlant("data-engineer:pay:2026-W43:+12%"), plan, 2_000);
    expect(across).toMatchObject({ shareBefore: 0 });
    expect(across?.change).toBeCloseTo(0.12 * (across?.shareNow ?? 0), 4);
  });
});
