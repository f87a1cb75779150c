import { describe, expect, it } from "vitest";
import { alikeSince, guardOf, guardOfWindow } from "../../../src/compare/guard.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { snapshotOf, source, WEEK } from "./worlds.ts";

function revised(rows: number, renamed: number, repriced: number, name = "aijobs") {
  return { ...source(name, rows), revised: { renamed, repriced } };
}

/** Even weeks of 400 rows, and this one as given. */
function history(...sources: ReturnType<typeof source>[]) {
  return new Map(
    weeksUpTo(WEEK, 9).map((week) => [
      week,
      snapshotOf(week, { sources: week === WEEK ? sources : [revised(400, 0, 0)] }),
    ]),
  );
}

describe("old postings that come back", () => {
  it("under other titles are named with their number and the limit", () => {
    expect(guardOf(WEEK, history(revised(1_420, 917, 0)))).toEqual([
      { code: "renamed", weeks: [WEEK], source: "aijobs", found: 917, low: null, high: 28 },
    ]);
  });

  it("at another exchange rate are named", () => {
    expect(guardOf(WEEK, history(revised(476, 0, 76)))).toMatchObject([{ code: "repriced", found: 76, high: 10 }]);
  });

  it.each([
    [8, []],
    [9, ["renamed"]],
  ])("%i of 400 rows, a share of 2 %% or more, say %j", (renamed, codes) => {
    expect(guardOf(WEEK, history(revised(400, renamed, 0))).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    [4, []],
    [5, ["repriced"]],
  ])("%i, too few or enough for a level, say %j", (repriced, codes) => {
    const small = new Map(weeksUpTo(WEEK, 9).map((week) => [week, snapshotOf(week, { sources: [revised(20, 0, 0)] })]));
    small.set(WEEK, snapshotOf(WEEK, { sources: [revised(20, 0, repriced)] }));
    expect(guardOf(WEEK, small).map(({ code }) => code)).toEqual(codes);
  });

  it("are no jump of the source, which listed as many new ones as ever", () => {
    expect(guardOf(WEEK, history(revised(400 + 600, 600, 0))).map(({ code }) => code)).toEqual(["renamed"]);
  });

  it("are added up over the files of a source, and told of each source", () => {
    const files = [revised(200, 3, 0), revised(200, 6, 0), revised(30, 0, 20, "other")];
    expect(guardOf(WEEK, history(...files)).map(({ code, source: name }) => [code, name])).toEqual([
      ["renamed", "aijobs"],
      ["repriced", "other"],
    ]);
  });

  it("hold a first week back too, and every window that such a week is in", () => {
    const first = new Map([[WEEK, snapshotOf(WEEK, { sources: [revised(359, 0, 196)] })]]);
    expect(guardOf(WEEK, first).map(({ code }) => code)).toEqual(["repriced"]);
    const later = new Map(history(revised(400, 0, 0)));
    const [begin = ""] = weeksUpTo(WEEK, 8);
    later.set(begin, snapshotOf(begin, { sources: [revised(800, 400, 0)] }));
    expect(guardOfWindow(weeksUpTo(WEEK, 8), later).map(({ code, weeks }) => [code, ...weeks])).toEqual([
      ["renamed", begin],
    ]);
  });
});

describe("a step into the first week of a window", () => {
  const weeks = weeksUpTo(WEEK, 2);
  const other = { method: { version: 2 }, totals: { payDisclosed: 800 } };
  const stepped = new Map(
    weeksUpTo(WEEK, 9).map((week) => [week, snapshotOf(week, weeks.includes(week) ? other : {})]),
  );

  it("does not hold back what is alike since", () => {
    expect(guardOf(weeks[0]!, stepped).map(({ code }) => code)).toEqual(["pay-share", "method-changed"]);
    expect(guardOfWindow(weeks, stepped)).toEqual([]);
  });

  it("holds back the window that has weeks of both sides", () => {
    expect(guardOfWindow(weeksUpTo(WEEK, 3), stepped).map(({ code }) => code)).toEqual(["pay-share", "method-changed"]);
  });
});

describe("the weeks that a level may pool", () => {
  const weeks = weeksUpTo(WEEK, 4);
  const [, second = "", third = ""] = weeks;
  const at = (week: string, part: Parameters<typeof snapshotOf>[1]) => {
    const all = new Map(weeksUpTo(WEEK, 9).map((each) => [each, snapshotOf(each)]));
    return all.set(week, snapshotOf(week, part));
  };

  it("are all of them where they are alike", () => {
    expect(alikeSince(weeks, at(WEEK, {}))).toEqual(weeks);
  });

  it("begin with a week whose step sets it apart from those before", () => {
    expect(alikeSince(weeks, at(second, { sources: [source("board", 5_000)] }))).toEqual(weeks.slice(1));
  });

  it("begin after a week that holds the postings of others, unless it is the last", () => {
    const renamed = { sources: [revised(2_000, 1_000, 0, "board")] };
    expect(alikeSince(weeks, at(third, renamed))).toEqual([WEEK]);
    expect(alikeSince(weeks, at(WEEK, renamed))).toEqual([WEEK]);
  });
});
