import { describe, expect, it } from "vitest";
import { guardOf, guardOfWindow } from "../../../src/compare/guard.ts";
import type { History } from "../../../src/compare/guard-evidence.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { snapshotOf, source, WEEK } from "./worlds.ts";

/** `earlier` even weeks and this one, which differs as given. */
function history(now: Parameters<typeof snapshotOf>[1], earlier = 8, before: typeof now = {}): History {
  return new Map(
    weeksUpTo(WEEK, earlier + 1).map((week): [string, Snapshot] => [
      week,
      snapshotOf(week, week === WEEK ? { ...before, ...now } : before),
    ]),
  );
}

const codes = (each: History) => guardOf(WEEK, each, new Map()).map(({ code }) => code);

describe("guardOf", () => {
  it("passes a week like those before it", () => {
    expect(guardOf(WEEK, history({}))).toEqual([]);
  });

  it("passes the first week", () => {
    expect(guardOf(WEEK, history({}, 0))).toEqual([]);
  });

  it("passes a week that is not stored", () => {
    expect(guardOf("2027-W20", history({}))).toEqual([]);
  });

  it.each([
    [599, ["source-rows"]],
    [600, []],
    [1600, []],
    [1601, ["source-rows"]],
  ])("with %i rows where 1,000 are usual says %j", (rows, expected) => {
    expect(codes(history({ sources: [source("board", rows)] }))).toEqual(expected);
  });

  it("says how many rows would have been usual", () => {
    expect(guardOf(WEEK, history({ sources: [source("board", 200)] }))).toEqual([
      { code: "source-rows", weeks: [WEEK], source: "board", found: 200, low: 600, high: 1600 },
    ]);
  });

  it("takes the median of the weeks there are when fewer than eight are stored", () => {
    expect(codes(history({ sources: [source("board", 1_700)] }, 1))).toEqual(["source-rows"]);
    expect(codes(history({ sources: [source("board", 1_500)] }, 1))).toEqual([]);
  });

  it("is not misled by one odd week among the eight", () => {
    const odd = new Map(history({}));
    odd.set("2026-W46", snapshotOf("2026-W46", { sources: [source("board", 5_000)] }));
    expect(codes(odd)).toEqual([]);
  });

  it("looks back eight weeks and no further", () => {
    const long = new Map(history({}, 20));
    for (const week of weeksUpTo("2026-W38", 12))
      long.set(week, snapshotOf(week, { sources: [source("board", 9_000)] }));
    expect(codes(long)).toEqual([]);
  });

  it("adds the files of one source up", () => {
    expect(codes(history({ sources: [source("board", 500), source("board", 500)] }))).toEqual([]);
  });

  it("says when a source is new, and when one is gone", () => {
    const both = [source("board", 1_000), source("extra", 400)];
    expect(guardOf(WEEK, history({ sources: both }))).toEqual([
      { code: "source-new", weeks: [WEEK], source: "extra", found: 400, low: null, high: null },
    ]);
    expect(guardOf(WEEK, history({ sources: [source("board", 1_000)] }, 8, { sources: both }))).toEqual([
      { code: "source-gone", weeks: [WEEK], source: "extra", found: 0, low: 240, high: 640 },
    ]);
  });

  it("does not mind what happens to a source under 5 % of the rows", () => {
    const small = { sources: [source("board", 1_000), source("tiny", 40)] };
    expect(codes(history(small))).toEqual([]);
    expect(codes(history({ sources: [source("board", 1_000)] }, 8, small))).toEqual([]);
    expect(codes(history({ sources: [source("board", 1_000), source("tiny", 4)] }, 8, small))).toEqual([]);
  });

  it("says when the share that discloses pay jumps by more than three points", () => {
    const big = { openings: 100_000, payDisclosed: 40_000 };
    const now = (payDisclosed: number) => history({ totals: { ...big, payDisclosed } }, 8, { totals: big });
    expect(codes(now(43_000))).toEqual([]);
    expect(codes(now(43_100))).toEqual(["pay-share"]);
    expect(codes(now(36_900))).toEqual(["pay-share"]);
  });

  it("allows a small sample three standard errors of that share", () => {
    // 100 openings, 40 % with pay: one standard error of the difference is 6.9 points.
    const small = { openings: 100, payDisclosed: 40 };
    const now = (payDisclosed: number) => history({ totals: { ...small, payDisclosed } }, 8, { totals: small });
    expect(codes(now(55))).toEqual([]);
    expect(codes(now(65))).toEqual(["pay-share"]);
  });

  it.each([
    ["taxonomy", { method: { taxonomy: "other" } }],
    ["version", { method: { version: 2 } }],
    ["currency", { currency: "EUR" }],
    ["kind", { kind: "stock" as const }],
    ["country", { scope: { country: "DE" } }],
    ["employment type", { scope: { country: "US", employmentType: "full-time" } }],
  ])("says that the method changed with the %s", (_, now) => {
    expect(codes(history(now))).toEqual(["method-changed"]);
  });

  it("does not call a new day of exchange rates another method", () => {
    expect(codes(history({ method: { fx: "2026-11-20" } }))).toEqual([]);
  });
});

describe("guardOfWindow", () => {
  it("passes weeks that are all there and alike", () => {
    expect(guardOfWindow(weeksUpTo(WEEK, 8), history({}))).toEqual([]);
  });

  it("names the missing weeks and how many are there", () => {
    expect(guardOfWindow(weeksUpTo(WEEK, 8), history({}, 4))).toEqual([
      {
        code: "weeks-missing",
        weeks: ["2026-W40", "2026-W41", "2026-W42"],
        source: null,
        found: 5,
        low: 8,
        high: null,
      },
    ]);
  });

  it("collects the reasons of every week, earliest first", () => {
    const mixed = new Map(history({ method: { version: 2 } }));
    mixed.set("2026-W45", snapshotOf("2026-W45", { sources: [source("board", 100)] }));
    expect(guardOfWindow(weeksUpTo(WEEK, 8), mixed, new Map()).map(({ code, weeks }) => [code, ...weeks])).toEqual([
      ["source-rows", "2026-W45"],
      ["method-changed", WEEK],
    ]);
  });
});

describe("days of a flow", () => {
  const usual = [60, 60, 60, 60, 50, 9, 9];
  const history = new Map(weeksUpTo(WEEK, 6).map((week) => [week, snapshotOf(week)]));
  const daysWith = (now: readonly number[]) =>
    new Map([...history.keys()].map((week) => [week, week === WEEK ? now : usual]));

  it("hold a week back in which the feed was down on two of them", () => {
    const reasons = guardOf(WEEK, history, daysWith([60, 58, 55, 0, 3, 8, 9]));
    expect(reasons).toMatchObject([{ code: "days-missing", weeks: [WEEK], found: 2, low: 7 }]);
  });

  it("let a holiday pass, and a weekend on which nobody posts", () => {
    expect(guardOf(WEEK, history, daysWith([0, 60, 60, 60, 50, 5, 3]))).toEqual([]);
    expect(
      guardOf(WEEK, history, new Map([...history.keys()].map((week) => [week, [60, 60, 60, 60, 60, 0, 0]]))),
    ).toEqual([]);
  });

  it("tell a first week that begins in its middle from a whole one", () => {
    const first = new Map([[WEEK, snapshotOf(WEEK)]]);
    expect(guardOf(WEEK, first, new Map([[WEEK, [0, 0, 0, 0, 0, 0, 16]]]))).toMatchObject([
      { code: "days-missing", found: 6 },
    ]);
    expect(guardOf(WEEK, first, new Map([[WEEK, usual]]))).toEqual([]);
  });
});
