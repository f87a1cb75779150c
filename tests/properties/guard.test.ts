import fc from "fast-check";
import { expect, it } from "vitest";
import { guardOf, guardOfWindow } from "../../src/compare/guard.ts";
import { guardReasonSchema } from "../../src/domain/change.ts";
import type { Snapshot } from "../../src/domain/snapshot.ts";
import { addDays, addWeeks, isTurnOfYear, mondayOf, weeksUpTo } from "../../src/domain/week.ts";
import { heldAmong } from "../../src/snapshot/held-reasons.ts";
import { snapshotOf, source } from "../unit/compare/worlds.ts";

const SEED = { seed: 20261121, numRuns: 150 };
const count = fc.integer({ min: 0, max: 5_000 });
const week = fc.integer({ min: 0, max: 120 }).map((index) => addWeeks("2024-W30", index));

/** A week of any feed: any sources, sizes, gaps, days and kinds. */
const any = fc
  .record({
    day: fc.integer({ min: 0, max: 6 }),
    kind: fc.constantFrom("stock" as const, "flow" as const),
    rows: fc.array(fc.record({ name: fc.constantFrom("a", "b", "c"), rows: count, renamed: count, repriced: count }), {
      minLength: 1,
      maxLength: 4,
    }),
    openings: count,
    paid: fc.double({ min: 0, max: 1, noNaN: true }),
    version: fc.constantFrom(1, 2),
  })
  .map((each) => (at: string): Snapshot => {
    const sources = each.rows.map(({ name, rows, renamed, repriced }) => ({
      ...source(name, rows),
      revised: { renamed, repriced },
    }));
    return snapshotOf(at, {
      kind: each.kind,
      asOf: addDays(mondayOf(at), each.day),
      sources,
      method: { version: each.version },
      totals: { openings: each.openings, payDisclosed: Math.floor(each.openings * each.paid) },
    });
  });

const history = fc.tuple(week, fc.array(fc.option(any), { minLength: 1, maxLength: 17 })).map(([last, each]) => {
  const weeks = weeksUpTo(last, each.length);
  return new Map(weeks.flatMap((at, index) => (each[index] == null ? [] : [[at, each[index](at)] as const])));
});
const days = fc.array(fc.array(count, { minLength: 7, maxLength: 7 }), { maxLength: 17 });

it("the guard of weeks that are all alike is empty, whatever they are like", () => {
  fc.assert(
    fc.property(week, any, fc.integer({ min: 1, max: 17 }), (last, make, length) => {
      const even = new Map(
        weeksUpTo(last, length).map((at) => {
          const snapshot = make(at);
          return [at, { ...snapshot, sources: snapshot.sources.map(({ revised: _, ...own }) => own) }];
        }),
      );
      expect(guardOfWindow(weeksUpTo(last, Math.min(8, length)), even)).toEqual([]);
    }),
    SEED,
  );
});

it("the guard of any history gives reasons that can be stored, each once, and the same for the same history", () => {
  fc.assert(
    fc.property(history, days, (weeks, counts) => {
      const last = [...weeks.keys()].at(-1) ?? "2026-W47";
      const known = new Map([...weeks.keys()].flatMap((at, index) => (counts[index] ? [[at, counts[index]]] : [])));
      const reasons = guardOfWindow(weeksUpTo(last, 8), weeks, known);
      for (const reason of reasons) guardReasonSchema.parse(reason);
      const keys = reasons.map(({ code, weeks: own, source: name }) => JSON.stringify([code, own, name]));
      expect(new Set(keys).size).toBe(keys.length);
      expect(guardOfWindow(weeksUpTo(last, 8), new Map([...weeks].reverse()), known)).toEqual(reasons);
    }),
    SEED,
  );
});

it("the guard of a week never looks at later weeks", () => {
  fc.assert(
    fc.property(history, (weeks) => {
      const all = [...weeks.keys()];
      for (const at of all) {
        const until = new Map([...weeks].filter(([each]) => each <= at));
        expect(guardOf(at, weeks)).toEqual(guardOf(at, until));
      }
    }),
    SEED,
  );
});

it("a week is never held for being like the one before it, and those that are held count in no later judgement", () => {
  fc.assert(
    fc.property(history, (weeks) => {
      const snapshots = [...weeks.values()];
      const held = heldAmong(snapshots, [], { replace: false });
      const stored = snapshots.filter((each) => !held.has(each.week));
      expect(heldAmong(stored, [], { replace: false }).size).toBe(0);
      const last = stored.at(-1);
      if (last === undefined || isTurnOfYear(last.week)) return;
      const again = { ...last, week: addWeeks(last.week, 1) };
      expect(heldAmong([again], stored, { replace: false }).size).toBe(0);
    }),
    SEED,
  );
});
