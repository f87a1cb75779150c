import { describe, expect, it } from "vitest";
import { alikePast, knowsAYear } from "../../../src/compare/past.ts";
import { sinceOf } from "../../../src/compare/since.ts";
import type { Verdict } from "../../../src/domain/change.ts";
import { addWeeks } from "../../../src/domain/week.ts";
import { change, pastOf } from "./past-worlds.ts";
import { WEEK } from "./worlds.ts";

const since = (verdict: Verdict, last: Verdict, began: string | null) =>
  sinceOf(
    { slice: "engineer", metric: "pay", verdict },
    WEEK,
    pastOf(1, () => ({ changes: [change({ verdict: last, since: began })] })),
  );

describe("since", () => {
  it.each<[Verdict, Verdict, string]>([
    ["rose", "rose", "2026-W40"],
    ["edged-up", "rose", "2026-W40"],
    ["rose", "edged-up", "2026-W40"],
    ["fell", "edged-down", "2026-W40"],
    ["rose", "fell", WEEK],
    ["fell", "unclear", WEEK],
    ["rose", "not-comparable", WEEK],
  ])("is, for %s after %s, %s", (now, last, began) => {
    expect(since(now, last, "2026-W40")).toBe(began);
  });

  it.each<Verdict>(["unclear", "little-changed", "one-employer", "mostly-mix", "too-few", "not-comparable"])(
    "is null for %s",
    (verdict) => {
      expect(since(verdict, "rose", "2026-W40")).toBeNull();
    },
  );

  it("begins anew after a week without stored changes", () => {
    expect(sinceOf({ slice: "engineer", metric: "pay", verdict: "rose" }, WEEK, new Map())).toBe(WEEK);
  });
});

describe("the past", () => {
  const changed = (week: string) => ({
    total: [{ code: "method-changed" as const, weeks: [week], source: null, found: null, low: null, high: null }],
    roles: [],
  });

  it("reaches back to the week in which the method changed", () => {
    const past = pastOf(9, (back) => (back === 3 ? { guard: changed(addWeeks(WEEK, -3)) } : {}));
    expect([...alikePast(past, WEEK, { total: [], roles: [] }, 2).keys()]).toEqual([
      "2026-W46",
      "2026-W45",
      "2026-W44",
    ]);
    expect(alikePast(past, WEEK, changed(WEEK), 2).size).toBe(0);
  });

  it("holds a year and a week at most, and no tests of another version", () => {
    expect(
      alikePast(
        pastOf(60, () => ({})),
        WEEK,
        { total: [], roles: [] },
        2,
      ).size,
    ).toBe(53);
    expect(
      alikePast(
        pastOf(9, () => ({})),
        WEEK,
        { total: [], roles: [] },
        3,
      ).size,
    ).toBe(0);
  });

  it("knows a year when the offers of the slice are stored of a year ago", () => {
    const there = () => ({ changes: [change({ metric: "offers" })] });
    expect([51, 52].map((weeks) => knowsAYear(pastOf(weeks, there), "engineer", WEEK))).toEqual([false, true]);
    expect(knowsAYear(pastOf(53, there), "designer", WEEK)).toBe(false);
  });
});
