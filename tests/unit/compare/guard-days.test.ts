import { describe, expect, it } from "vitest";
import { guardOf, guardOfWindow } from "../../../src/compare/guard.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { snapshotOf, source, WEEK } from "./worlds.ts";

/** Even weeks up to `WEEK`, without the given ones; this week bears the given last day. */
function without(gone: readonly string[], asOf?: string, kind: "flow" | "stock" = "flow") {
  const weeks = weeksUpTo(WEEK, 12).filter((week) => !gone.includes(week));
  const part = (week: string) => (week === WEEK && asOf !== undefined ? { asOf, kind } : { kind });
  return new Map(weeks.map((week) => [week, snapshotOf(week, part(week))]));
}

const LAST_TWO = ["2026-W45", "2026-W46"];

describe("a flow's week after a gap", () => {
  it("is told to hold the days since the last stored one", () => {
    expect(guardOf(WEEK, without(LAST_TWO))).toEqual([
      { code: "days-apart", weeks: [WEEK], source: null, found: 21, low: null, high: 7 },
    ]);
  });

  it("counts from day to day, not from week to week", () => {
    expect(guardOf(WEEK, without(LAST_TWO, "2026-11-18"))).toMatchObject([{ code: "days-apart", found: 17 }]);
  });

  it("is named besides the weeks that are missing", () => {
    expect(guardOfWindow(weeksUpTo(WEEK, 2), without(LAST_TWO)).map(({ code }) => code)).toEqual([
      "weeks-missing",
      "days-apart",
    ]);
  });

  it("is not a jump of its source, whose rows are of more days than a week has", () => {
    const long = new Map(without(LAST_TWO));
    long.set(WEEK, snapshotOf(WEEK, { sources: [source("board", 3_000)] }));
    expect(guardOf(WEEK, long).map(({ code }) => code)).toEqual(["days-apart"]);
  });

  it("is no measure of what is usual of the weeks after it", () => {
    const long = new Map(without(["2026-W45"]));
    long.set("2026-W46", snapshotOf("2026-W46", { sources: [source("board", 3_000)] }));
    expect(guardOf(WEEK, long)).toEqual([]);
  });

  it("holds the week after it back, whose comparison it is part of", () => {
    expect(guardOfWindow(weeksUpTo(WEEK, 2), without(["2026-W45"])).map(({ code, weeks }) => [code, ...weeks])).toEqual(
      [["days-apart", "2026-W46"]],
    );
  });

  it("passes where postings bear the days of their own week", () => {
    const days = new Map([[WEEK, [10, 10, 10, 10, 10, 2, 2]]]);
    expect(guardOf(WEEK, without(LAST_TWO), days)).toEqual([]);
  });

  it("is told where all postings bear the one day of the file", () => {
    const days = new Map(weeksUpTo(WEEK, 12).map((week) => [week, [0, 0, 0, 0, 0, 0, 50]]));
    expect(guardOf(WEEK, without(LAST_TWO), days).map(({ code }) => code)).toEqual(["days-apart"]);
  });

  it("passes where it is a stock, which is of its day alone", () => {
    expect(guardOf(WEEK, without(LAST_TWO, "2026-11-22", "stock"))).toEqual([]);
  });

  it("passes where nothing is stored before it, or where no week is missing", () => {
    expect(guardOf(WEEK, new Map([[WEEK, snapshotOf(WEEK)]]))).toEqual([]);
    expect(guardOf(WEEK, without([]))).toEqual([]);
  });
});
