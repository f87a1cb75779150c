import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { addWeeks, type Week, weekOf, weeksUpTo } from "../../../src/domain/week.ts";
import { heldAmong } from "../../../src/snapshot/held-reasons.ts";
import { snapshotOf, source, WEEK } from "../compare/worlds.ts";

type Part = Parameters<typeof snapshotOf>[1];

function of(openings: number, payDisclosed = openings / 2, part: Part = {}): Part {
  return { ...part, totals: { openings, payDisclosed } };
}

/** Even weeks of 1,000 openings before `week`. */
function earlier(count: number, week: Week = WEEK, part: Part = of(1_000)): Snapshot[] {
  return weeksUpTo(addWeeks(week, -1), count).map((each) => snapshotOf(each, part));
}

function rules(now: Part, stored: readonly Snapshot[] = earlier(8), week: Week = WEEK, replace = false): string[] {
  const held = heldAmong([snapshotOf(week, now)], stored, { replace });
  return (held.get(week) ?? []).map(({ rule }) => rule);
}

describe("a week with far fewer openings", () => {
  it.each([
    [250, []],
    [249, ["openings"]],
  ])("than usual, %i of 1,000, is held for %j", (openings, expected) => {
    expect(rules(of(openings))).toEqual(expected);
  });

  it("is held with what was found, what is usual and the limit", () => {
    expect(heldAmong([snapshotOf(WEEK, of(12))], earlier(8), { replace: false }).get(WEEK)).toEqual([
      { rule: "openings", source: null, found: 12, usual: 1_000, low: 250 },
    ]);
  });

  it("is not held before four comparable weeks are stored", () => {
    expect(rules(of(12), earlier(3))).toEqual([]);
    expect(rules(of(12), earlier(4))).toEqual(["openings"]);
    expect(rules(of(12), [...earlier(3), snapshotOf("2026-W30", { ...of(1_000), currency: "EUR" })])).toEqual([]);
  });

  it("is judged by the eight newest within half a year, wherever weeks are missing", () => {
    const old = weeksUpTo("2026-W30", 4).map((each) => snapshotOf(each, of(1_000)));
    expect(rules(of(12), old)).toEqual(["openings"]);
    const asOld = (back: number) => weeksUpTo(addWeeks(WEEK, -back), 4).map((each) => snapshotOf(each, of(1_000)));
    expect([rules(of(12), asOld(23)), rules(of(12), asOld(24))]).toEqual([["openings"], []]);
    const older = weeksUpTo("2026-W20", 8).map((each) => snapshotOf(each, of(1_000)));
    expect(rules(of(12), older)).toEqual([]);
    const changed = [...earlier(8, WEEK, of(40)), ...earlier(8, addWeeks(WEEK, -8))];
    expect(rules(of(12), changed)).toEqual([]);
  });

  it.each(["2026-W51", "2026-W52", "2026-W53", "2027-W01"])("rests in %s", (week) => {
    expect(rules(of(12), earlier(8, week), week)).toEqual([]);
    expect(rules(of(400, 0), earlier(8, week), week)).toEqual(["pay-share"]);
  });

  it("is held in the weeks beside those", () => {
    expect(rules(of(12), earlier(8, "2026-W50"), "2026-W50")).toEqual(["openings"]);
    expect(rules(of(12), earlier(8, "2027-W02"), "2027-W02")).toEqual(["openings"]);
  });

  it("is usual once such a week has been accepted", () => {
    const accepted = [...earlier(7, addWeeks(WEEK, -1)), snapshotOf(addWeeks(WEEK, -1), of(200))];
    expect(rules(of(190), accepted)).toEqual([]);
    expect(rules(of(40), accepted)).toEqual(["openings"]);
    expect(rules(of(1_000), accepted)).toEqual([]);
  });
});

describe("a week in which few openings state pay", () => {
  it.each([
    [125, []],
    [124, ["pay-share"]],
  ])("%i of 1,000 where half do is held for %j", (paid, expected) => {
    expect(rules(of(1_000, paid))).toEqual(expected);
  });

  it("is not held where ten with pay are not to be expected", () => {
    const rare = earlier(8, WEEK, of(1_000, 20));
    expect(rules(of(499, 0), rare)).toEqual([]);
    expect(rules(of(500, 0), rare)).toEqual(["pay-share"]);
  });
});

describe("a week without the source that carried most rows", () => {
  const sources = [source("board", 600), source("other", 400)];
  const both = earlier(8, WEEK, { ...of(1_000), sources });

  it("is held, and one without another source is not", () => {
    expect(
      heldAmong([snapshotOf(WEEK, { ...of(400), sources: [source("other", 400)] })], both, { replace: false }),
    ).toEqual(new Map([[WEEK, [{ rule: "source-gone", source: "board", found: 0, usual: 600, low: 1 }]]]));
    expect(rules({ ...of(600), sources: [source("board", 600)] }, both)).toEqual([]);
  });

  it("is not held where no source has more than half", () => {
    const even = earlier(8, WEEK, { ...of(1_000), sources: [source("board", 500), source("other", 500)] });
    expect(rules({ ...of(500), sources: [source("other", 500)] }, even)).toEqual([]);
  });
});

describe("a week that is stored already", () => {
  const stored = (part: Part) => [...earlier(8), snapshotOf(WEEK, part)];

  it("is not held for what it was accepted with", () => {
    expect(rules(of(12), stored(of(12)))).toEqual([]);
    expect(rules(of(800, 0), stored(of(800)))).toEqual(["pay-share"]);
    expect(rules(of(12, 0), stored(of(12)))).toEqual([]);
  });

  it("may be replaced by one with fewer openings where that is asked for", () => {
    expect(rules(of(12), stored(of(1_000)))).toEqual(["openings"]);
    expect(rules(of(12), stored(of(1_000)), WEEK, true)).toEqual([]);
    expect(rules(of(12), earlier(8), WEEK, true)).toEqual(["openings"]);
  });
});

describe("weeks of one ingest", () => {
  it("are judged by those before them in it, and never by a held one", () => {
    const weeks = weeksUpTo(WEEK, 8);
    const snapshots = weeks.map((week, index) => snapshotOf(week, of(index === 5 || index === 6 ? 10 : 1_000)));
    expect([...heldAmong(snapshots.reverse(), [], { replace: false }).keys()]).toEqual(weeks.slice(5, 7));
  });

  it("of a feed that grows from 300 to 2,000 rows, rests at the year's end and skips 45 days are all taken", () => {
    // Rows of each week of a public feed from June 2023 to September 2024, the last after a gap.
    const rows =
      "359 384 376 134 412 139 176 171 153 169 161 128 195 133 145 195 150 131 196 132 148 121 287 296 269 190 238 227 343 340 45 10 611 302 365 386 405 434 350 421 403 358 310 402 448 392 417 507 928 1420 512 727 493 1021 898 1540 1452 950 1172 1300 3746 1814 2138 11364";
    const first = weekOf("2023-06-04");
    const counts = rows.split(" ").map(Number);
    const snapshots = counts.map((count, index) =>
      snapshotOf(index === counts.length - 1 ? weekOf("2024-09-25") : addWeeks(first, index), of(count, count)),
    );
    expect(snapshots).toHaveLength(64);
    expect(heldAmong(snapshots, [], { replace: false }).size).toBe(0);
  });
});
