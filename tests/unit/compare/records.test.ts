import { describe, expect, it } from "vitest";
import { recordsOf } from "../../../src/compare/records.ts";
import type { WeekChanges } from "../../../src/domain/change.ts";
import { change, level, pastOf, weekChanges } from "./past-worlds.ts";
import { WEEK } from "./worlds.ts";

const of = (offers: number, median: number | null): Partial<WeekChanges> => ({
  levels: [{ slice: "engineer", window: "4w", now: level(offers, median), before: null }],
  changes: [change({ metric: "offers" }), change()],
});
const now = (offers: number, median: number | null, part: Partial<WeekChanges> = {}) =>
  weekChanges(WEEK, { ...of(offers, median), ...part });

describe("records", () => {
  it("tell the highest and the lowest level of 13, 26 or 52 weeks, the longest that holds", () => {
    const past = pastOf(51, (back) => of(back < 30 ? 100 : 200, 90_000));
    expect(recordsOf(now(150, 80_000), past)).toEqual([
      { slice: "engineer", metric: "offers", kind: "highest", weeks: 26 },
      { slice: "engineer", metric: "pay", kind: "lowest", weeks: 52 },
    ]);
  });

  it("need twelve comparable weeks in a row before", () => {
    expect(
      recordsOf(
        now(150, 80_000),
        pastOf(11, () => of(100, 90_000)),
      ),
    ).toEqual([]);
    expect(
      recordsOf(
        now(150, 80_000),
        pastOf(12, () => of(100, 90_000)),
      ),
    ).toHaveLength(2);
    const stopped = {
      total: [],
      roles: [{ code: "source-rows" as const, weeks: [], source: null, found: 1, low: 2, high: 3 }],
    };
    const broken = pastOf(12, (back) => ({ ...of(100, 90_000), ...(back === 5 ? { guard: stopped } : {}) }));
    expect(recordsOf(now(150, 80_000), broken)).toEqual([]);
  });

  it("are none for a level that only equals an earlier one", () => {
    expect(
      recordsOf(
        now(100, 90_000),
        pastOf(12, (back) => of(back === 12 ? 100 : 90, 90_000)),
      ),
    ).toEqual([]);
  });

  it("are none for levels that are not shown, unreliable, or of windows that cannot be compared", () => {
    const past = pastOf(12, () => of(100, 90_000));
    const hidden = { ...level(150, null), disclosed: null };
    expect(
      recordsOf(now(0, 0, { levels: [{ slice: "engineer", window: "4w", now: hidden, before: null }] }), past),
    ).toEqual([]);
    const wide = level(100, 190_000);
    const unreliable = { ...wide, pay: { ...wide.pay!, unreliable: true } };
    expect(
      recordsOf(now(0, 0, { levels: [{ slice: "engineer", window: "4w", now: unreliable, before: null }] }), past),
    ).toEqual([]);
    const holidays = { changes: [change({ metric: "offers", verdict: "not-comparable" }), change()] };
    expect(recordsOf(now(150, 90_000, holidays), past)).toEqual([]);
  });
});
