import { describe, expect, it } from "vitest";
import { guardOfWindow } from "../../../src/compare/guard.ts";
import { addWeeks, type Week, weeksUpTo } from "../../../src/domain/week.ts";
import { snapshotOf, source, WEEK } from "./worlds.ts";

/** Weeks with the given rows, the last of which is `last`; null is a week that is not stored. */
function weeksOf(rows: readonly (number | null)[], last: Week = WEEK) {
  const weeks = weeksUpTo(last, rows.length);
  return new Map(
    weeks.flatMap((week, index) => {
      const own = rows[index];
      return own == null ? [] : [[week, snapshotOf(week, { sources: [source("board", own)] })] as const];
    }),
  );
}

function grown(rows: readonly (number | null)[], last: Week = WEEK) {
  const reasons = guardOfWindow(weeksUpTo(last, 8), weeksOf(rows, last));
  return reasons.filter(({ code }) => code === "source-grown");
}

/** Growth of so much a week over 16 weeks. */
const steady = (rate: number) => Array.from({ length: 16 }, (_, index) => Math.round(1_000 * rate ** index));
const even = (rows: number, count: number) => Array.from({ length: count }, () => rows);

describe("a source over the windows of roles", () => {
  it.each([
    [1_500, 0],
    [1_501, 1],
    [667, 0],
    [666, 1],
  ])("that holds %i rows a week after 1,000 has grown or shrunk in %i of one cases", (rows, count) => {
    expect(grown([...even(1_000, 4), ...even(rows, 4)])).toHaveLength(count);
  });

  it("is named with its weeks and with what would have been like before", () => {
    expect(grown([...even(1_000, 4), ...even(1_600, 4)])).toEqual([
      { code: "source-grown", weeks: weeksUpTo(WEEK, 4), source: "board", found: 1_600, low: 667, high: 1_500 },
    ]);
  });

  it.each([
    [1.04, []],
    [1.05, ["source-grown"]],
    [1.08, ["source-grown"]],
    [0.96, []],
    [0.95, ["source-grown"]],
  ])("that is %f times the week before, week after week, shows in no single week: %j", (rate, codes) => {
    const history = weeksOf(steady(rate));
    expect(guardOfWindow(weeksUpTo(WEEK, 8), history).map(({ code }) => code)).toEqual(codes);
  });

  it("may grow by less than a fifth twice, or by more once", () => {
    expect(grown([...even(1_000, 4), ...even(1_190, 4), ...even(1_420, 4)])).toEqual([]);
    expect(grown([...even(1_000, 4), ...even(1_000, 4), ...even(1_400, 4)])).toEqual([]);
    expect(grown([...even(1_000, 4), ...even(1_210, 4), ...even(1_460, 4)])).toHaveLength(1);
    expect(grown([...even(1_460, 4), ...even(1_210, 4), ...even(1_000, 4)])).toHaveLength(1);
  });

  it("does not grow by one odd week", () => {
    expect(grown([...even(1_000, 4), 1_000, 9_000, 1_000, 1_000])).toEqual([]);
  });

  it("says nothing where fewer than three weeks of a window are stored", () => {
    expect(grown([null, 1_000, 1_000, 1_000, ...even(2_000, 4)])).toHaveLength(1);
    expect(grown([null, null, 1_000, 1_000, ...even(2_000, 4)])).toEqual([]);
    expect(grown([...even(1_000, 4), null, null, 2_000, 2_000])).toEqual([]);
  });

  it("is not measured at the turn of the year, when feeds rest", () => {
    const rows = [...even(340, 4), 45, 10, 400, 390];
    expect(grown(rows, addWeeks("2024-W01", 2))).toEqual([]);
    expect(grown([...even(340, 3), 345, 45, 10, 400, 390, 380, 395], addWeeks("2024-W01", 4))).toEqual([]);
  });

  it("under 5 % of the rows may do what it likes", () => {
    const history = new Map(
      weeksUpTo(WEEK, 8).map((week, index) => [
        week,
        snapshotOf(week, { sources: [source("board", 1_000), source("tiny", index < 4 ? 10 : 40)] }),
      ]),
    );
    expect(guardOfWindow(weeksUpTo(WEEK, 8), history)).toEqual([]);
  });

  it("holds the total back as well: each week of such a rise would read as news", () => {
    const history = weeksOf([...even(1_000, 4), ...even(1_550, 4)]);
    expect(guardOfWindow(weeksUpTo(WEEK, 2), history).map(({ code }) => code)).toEqual(["source-grown"]);
  });
});
