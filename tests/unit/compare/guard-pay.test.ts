import { describe, expect, it } from "vitest";
import { compareWeek } from "../../../src/compare/compare.ts";
import { guardOf, guardOfWindow } from "../../../src/compare/guard.ts";
import { payReadReasons } from "../../../src/compare/guard-pay.ts";
import { addWeeks, weeksUpTo } from "../../../src/domain/week.ts";
import { plannedOffers, requestOf, snapshotOf, WEEK } from "./worlds.ts";

/** So many jobs open in both weeks, of which so many changed, spread over employers unless one has most. */
function reading(postings: number, changed: number, top: readonly [number, number] = [1, Math.min(1, changed)]) {
  return { postings, changed, others: { postings: postings - top[0], changed: changed - top[1] } };
}

const codes = (...args: Parameters<typeof reading>) => payReadReasons(WEEK, reading(...args)).map(({ code }) => code);

describe("pay of jobs open in both weeks", () => {
  it("that changed for more than three of a hundred is named with its share and limit", () => {
    expect(payReadReasons(WEEK, reading(10_000, 400))).toEqual([
      { code: "pay-reread", weeks: [WEEK], source: null, found: 0.04, low: null, high: 0.03 },
    ]);
  });

  it.each([
    [10_000, 300, []],
    [10_000, 302, ["pay-reread"]],
    // Of 100 jobs one standard error of 9 % is 2.9 points.
    [100, 8, []],
    [100, 11, ["pay-reread"]],
    [9, 9, []],
    [10, 10, ["pay-reread"]],
    [0, 0, []],
  ])("of %i that changed for %i says %j", (postings, changed, expected) => {
    expect(codes(postings, changed)).toEqual(expected);
  });

  it("at one employer alone is news of that employer", () => {
    expect(codes(1_000, 200, [250, 200])).toEqual([]);
    expect(codes(1_000, 200, [100, 100])).toEqual(["pay-reread"]);
  });

  it("of a feed of one employer is judged as it is", () => {
    expect(codes(100, 50, [100, 50])).toEqual(["pay-reread"]);
  });

  it("is not known where the postings of either week are not here", () => {
    expect(payReadReasons(WEEK, undefined)).toEqual([]);
  });
});

describe("a week in which pay was read anew", () => {
  const before = addWeeks(WEEK, -1);
  const stock = new Map(weeksUpTo(WEEK, 9).map((week) => [week, snapshotOf(week, { kind: "stock" })]));

  it("is not compared with the weeks before it, and is with those after it", () => {
    const readings = new Map([[before, reading(900, 300)]]);
    expect(guardOf(before, stock, new Map(), readings).map(({ code }) => code)).toEqual(["pay-reread"]);
    expect(guardOfWindow(weeksUpTo(WEEK, 2), stock, new Map(), readings)).toEqual([]);
    expect(guardOfWindow(weeksUpTo(WEEK, 8), stock, new Map(), readings).map(({ code }) => code)).toEqual([
      "pay-reread",
    ]);
  });

  it("tells no move of pay, and begins the levels of roles", () => {
    const request = requestOf(plannedOffers({ employers: 40, pay: (week) => (week < 6 ? 100_000 : 140_000) }));
    const history = new Map([...request.history].map(([week, each]) => [week, { ...each, kind: "stock" as const }]));
    const result = compareWeek({ ...request, history, readings: new Map([[before, reading(900, 800)]]) });
    expect(result.guard.roles.map(({ code, weeks }) => [code, ...weeks])).toEqual([["pay-reread", before]]);
    expect(result.guard.total).toEqual([]);
    expect(result.levels.map(({ now }) => now.weeks)).toEqual([[WEEK], [before, WEEK]]);
    expect(result.changes.filter(({ slice }) => slice !== "total").map(({ verdict }) => verdict)).toEqual([
      "not-comparable",
      "not-comparable",
      "not-comparable",
      "not-comparable",
    ]);
  });
});
