import { describe, expect, it } from "vitest";
import { compareWeek, thinRoles } from "../../../src/compare/compare.ts";
import { weekChangesSchema } from "../../../src/domain/change.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { change, pastOf } from "./past-worlds.ts";
import { offersOf, plannedOffers, requestOf, snapshotOf, WEEK } from "./worlds.ts";

const changeIn = (result: ReturnType<typeof compareWeek>, slice: string, metric: string) =>
  result.changes.find((each) => each.slice === slice && each.metric === metric);

describe("the metrics of a week", () => {
  it("are five for the total of a flow in which some offers state no pay, and four for its roles", () => {
    const offers = plannedOffers({ employers: 40 }).map((each, index) =>
      index % 3 === 0 ? { ...each, midpoint: null } : each,
    );
    const { changes } = compareWeek(requestOf(offers));
    const of = (slice: string) => changes.filter((each) => each.slice === slice).map(({ metric }) => metric);
    expect(of("total")).toEqual(["offers", "pay", "remote", "new-pay", "disclosed"]);
    expect(of("engineer")).toEqual(["offers", "pay", "remote", "new-pay"]);
  });

  it("tell that more offers state pay", () => {
    const offers = plannedOffers({ employers: 60, count: () => 2 }).map((each, index) =>
      each.weeks === 0x80 || index % 2 === 0 ? each : { ...each, midpoint: null },
    );
    expect(changeIn(compareWeek(requestOf(offers)), "total", "disclosed")).toMatchObject({
      before: 0.5,
      now: 1,
      growth: null,
      verdict: "rose",
    });
  });

  it("tell what the same employers newly offer, as an index over 1", () => {
    const offers = plannedOffers({ pay: (week, employer) => (100_000 + 9_000 * employer) * (week >= 4 ? 1.05 : 1) });
    const found = changeIn(compareWeek(requestOf(offers)), "engineer", "new-pay");
    expect(found).toMatchObject({ before: 1, now: 1.05, verdict: "rose", test: { name: "sign-flip-matched-offers" } });
    expect(found?.difference).toBeCloseTo(0.05, 9);
    expect(found?.interval?.[0]).toBeCloseTo(0.05, 9);
    // 1.5 % of pay, or 2,000 of the median before if that is more: 185,500.
    expect(found?.gates.find(({ gate }) => gate === "floor")?.limit).toBeCloseTo(0.015, 6);
  });

  it("have no index under eight employers that offered in both windows", () => {
    const offers = plannedOffers({ count: (week, employer) => (employer < 7 || week >= 4 ? 1 : 0) });
    expect(changeIn(compareWeek(requestOf(offers)), "engineer", "new-pay")).toMatchObject({
      before: null,
      now: null,
      gates: [{ gate: "employers", passed: false, found: 7, limit: 8 }],
      verdict: "too-few",
    });
  });

  it("tell of a stock how the pay of open ads was changed", () => {
    const request = requestOf(plannedOffers({ employers: 40 }));
    const history = new Map([...request.history].map(([week, each]) => [week, { ...each, kind: "stock" as const }]));
    const repricings = Array.from({ length: 12 }, (_, index) => ({
      employer: `Employer ${index}`,
      before: 100_000,
      now: 110_000,
      ads: 3,
    }));
    const result = compareWeek({ ...request, history, repricings });
    expect(changeIn(result, "total", "repriced")).toMatchObject({ before: 1, now: 1.1, verdict: "rose" });
    expect(changeIn(compareWeek({ ...request, history }), "total", "repriced")?.verdict).toBe("too-few");
  });
});

describe("a median that is stuck on a round figure", () => {
  // Two of three ads of each employer say 150,000; the third is below it before.
  const stuck = (third: number) =>
    compareWeek(
      requestOf(
        plannedOffers({
          employers: 12,
          count: () => 3,
          pay: (week, _, place) => (place < 2 ? 150_000 : week >= 4 ? third : 140_000),
        }),
      ),
    );

  it("is no proof that pay is the same where the ranks moved", () => {
    expect(changeIn(stuck(160_000), "engineer", "pay")).toMatchObject({
      difference: 0,
      // Of the mid-distribution medians, 146,667 and 153,333, which every employer moves alike.
      interval: [0, 6_667],
      verdict: "unclear",
    });
  });

  it("is one where nothing moved at all", () => {
    expect(changeIn(stuck(140_000), "engineer", "pay")).toMatchObject({ interval: [0, 0], verdict: "little-changed" });
  });
});

describe("a thin role", () => {
  it("has the same long level in any order of its offers", () => {
    const few = plannedOffers({ employers: 7, count: (week) => (week === 7 ? 1 : 0) });
    const long = Array.from({ length: 41 }, (_, index) =>
      few.slice(0, 1).map((each) => ({ ...each, employer: `E${(index * 7) % 11}`, midpoint: 100_000 + 333 * index })),
    ).flat();
    const weeks = weeksUpTo(WEEK, 8);
    const of = (offers: typeof long) => compareWeek(requestOf(few, { thin: { weeks, offers } })).levels;
    expect(of([...long].reverse())).toEqual(of(long));
    expect(of(long).some(({ window }) => window === "13w")).toBe(true);
  });
});

describe("holidays", () => {
  const offers = plannedOffers({ employers: 40, count: (week) => (week >= 4 ? 1 : 3) });

  it("stop counts of windows that hold unlike numbers of holiday weeks, and nothing else", () => {
    const result = compareWeek(requestOf(offers, { holidays: new Set([WEEK]) }));
    expect(changeIn(result, "engineer", "offers")).toMatchObject({
      before: null,
      now: 160,
      difference: null,
      test: null,
      gates: [{ gate: "holidays", passed: false, found: 1, limit: 0 }],
      verdict: "not-comparable",
    });
    expect(changeIn(result, "engineer", "pay")?.verdict).toBe("little-changed");
  });

  it("stop counts of a role that was not there a year ago, or was counted otherwise", () => {
    const asked = (past: ReturnType<typeof pastOf>) =>
      changeIn(compareWeek(requestOf(offers, { holidays: new Set([WEEK]), past })), "engineer", "offers")?.verdict;
    const there = { changes: [change({ metric: "offers" })] };
    expect(asked(pastOf(53, (back) => (back > 40 ? {} : there)))).toBe("not-comparable");
    expect(asked(pastOf(53, (back) => (back > 40 ? { ...there, method: { version: 1, settings: "" } } : there)))).toBe(
      "not-comparable",
    );
    expect(asked(pastOf(53, (back) => (back === 52 ? {} : there)))).toBe("fell");
  });

  it("stop counts of a season, the weeks of which are unlike each other", () => {
    const weekly = plannedOffers({ employers: 40, count: (week) => (week >= 7 ? 1 : 3) });
    const christmas = new Set(["2026-W46", WEEK]);
    const result = compareWeek(requestOf(weekly, { holidays: christmas }));
    expect(changeIn(result, "total", "offers")).toMatchObject({
      gates: [{ gate: "holidays", passed: false, found: 1, limit: 1 }],
      verdict: "not-comparable",
    });
    const all = new Set(weeksUpTo(WEEK, 8));
    expect(changeIn(compareWeek(requestOf(offers, { holidays: all })), "engineer", "offers")?.verdict).toBe(
      "not-comparable",
    );
  });

  it("stop nothing where both windows hold as many, or a year is known", () => {
    const both = new Set([WEEK, "2026-W43"]);
    expect(changeIn(compareWeek(requestOf(offers, { holidays: both })), "engineer", "offers")?.verdict).toBe("fell");
    const past = pastOf(52, () => ({ changes: [change({ metric: "offers" })] }));
    const known = compareWeek(requestOf(offers, { holidays: new Set([WEEK]), past }));
    expect(changeIn(known, "engineer", "offers")).toMatchObject({ verdict: "fell" });
    expect(changeIn(known, "engineer", "offers")?.gates.map(({ gate }) => gate)).not.toContain("holidays");
  });
});

describe("the past of a week", () => {
  const offers = plannedOffers({ count: (week) => (week >= 4 ? 3 : 1) });

  it("makes a headline that is usual for the slice an edging, and keeps the run", () => {
    const past = pastOf(40, (back) => ({
      changes: [
        change({
          metric: "offers",
          difference: 1,
          growth: [3, -3, 0][back % 3]!,
          verdict: "rose",
          since: "2026-W30",
        }),
      ],
    }));
    const found = changeIn(compareWeek(requestOf(offers, { past })), "engineer", "offers");
    expect(found).toMatchObject({ verdict: "edged-up", since: "2026-W30" });
    expect(found?.gates.find(({ gate }) => gate === "history")).toMatchObject({ passed: false, found: 160 });
  });

  it("is not asked while it is short", () => {
    const found = changeIn(compareWeek(requestOf(offers)), "engineer", "offers");
    expect(found).toMatchObject({ verdict: "rose", since: WEEK });
    expect(found?.gates.map(({ gate }) => gate)).not.toContain("history");
  });
});

describe("thin roles", () => {
  const weeks = weeksUpTo(WEEK, 13);
  const request = (thin: boolean) => {
    const base = requestOf([...plannedOffers({ employers: 5 }), ...plannedOffers({ role: "writer" })]);
    const history = new Map([...weeks.map((week) => [week, snapshotOf(week)] as const), ...base.history]);
    const long = offersOf(60, 20, { role: "engineer", weeks: 1 });
    return { ...base, history, thin: thin ? { weeks, offers: long } : undefined };
  };

  it("are those under 30 offers, or without pay that may be shown", () => {
    expect(thinRoles(request(false))).toEqual(["engineer"]);
  });

  it("have a level of thirteen weeks after their own, and no change of it", () => {
    const result = compareWeek(request(true));
    expect(result.levels.map(({ slice, window }) => [slice, window])).toEqual([
      ["total", "1w"],
      ["engineer", "4w"],
      ["engineer", "13w"],
      ["writer", "4w"],
    ]);
    expect(result.levels[2]).toMatchObject({ now: { weeks, offers: 60, pay: { n: 60 } }, before: null });
    expect(result.changes.every(({ window }) => window !== ("13w" as string))).toBe(true);
  });

  it("have none where no more weeks are known of them", () => {
    expect(compareWeek(request(false)).levels.map(({ window }) => window)).not.toContain("13w");
  });
});

describe("categories", () => {
  const of = (role: string) => plannedOffers({ role, count: (week) => (week >= 4 ? 3 : 1) });
  const inCategory = [...of("engineer"), ...of("analyst")].map((each) => ({ ...each, role: "category-data" }));
  const request = requestOf([...of("engineer"), ...of("analyst")], {
    categories: new Map([
      ["engineer", "data"],
      ["analyst", "data"],
      ["gone", "past"],
    ]),
  });
  const result = compareWeek({ ...request, offers: [...(request.offers ?? []), ...inCategory] });

  it("are left out where only one of their roles is there: it would be tested twice", () => {
    const alone = compareWeek({ ...request, offers: request.offers, categories: new Map([["engineer", "data"]]) });
    expect(alone.levels.map(({ slice }) => slice)).toEqual(["total", "analyst", "engineer"]);
  });

  it("are compared like roles, after them, and in no pair", () => {
    expect(result.levels.map(({ slice }) => slice)).toEqual(["total", "analyst", "engineer", "category-data"]);
    expect(changeIn(result, "category-data", "offers")).toMatchObject({ before: 160, now: 480, verdict: "rose" });
    expect(changeIn(result, "category-data", "offers")?.gates.at(-1)?.gate).toBe("false-discovery-rate");
    expect(new Set(result.pairs.flatMap(({ a, b }) => [a, b]))).toEqual(new Set(["analyst", "engineer"]));
    expect(weekChangesSchema.safeParse(result).error).toBeUndefined();
  });
});
