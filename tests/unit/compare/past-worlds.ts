import type { Change, WeekChanges, WindowLevel } from "../../../src/domain/change.ts";
import { addWeeks, type Week } from "../../../src/domain/week.ts";
import { WEEK } from "./worlds.ts";

/** A change as it is stored; what is not given is that of a quiet week. */
export function change(part: Partial<Change> = {}): Change {
  return {
    slice: "engineer",
    metric: "pay",
    window: "4w",
    before: 100_000,
    now: 100_000,
    difference: 0,
    growth: 0,
    interval: null,
    noticeable: null,
    mix: null,
    since: null,
    test: null,
    gates: [],
    verdict: "unclear",
    ...part,
  };
}

export function level(offers: number, median: number | null): WindowLevel {
  const pay = {
    n: 40,
    employers: 20,
    mean: 0,
    p25: 0,
    p75: 0,
    interval: null,
    unreliable: false,
    movedByOneEmployer: false,
  };
  return {
    weeks: [],
    offers,
    employers: 20,
    topEmployerShare: 0.1,
    pay: median === null ? null : { ...pay, median },
    disclosed: { n: 40, count: 40 },
    remote: null,
  };
}

export function weekChanges(week: Week, part: Partial<WeekChanges> = {}): WeekChanges {
  return {
    schemaVersion: 2,
    week,
    method: { version: 2, settings: "settings" },
    inputs: [],
    guard: { total: [], roles: [] },
    levels: [],
    changes: [],
    pairs: [],
    records: [],
    ...part,
  };
}

/** So many weeks before `WEEK`, `back` counting from 1 for the last one. */
export function pastOf(weeks: number, of: (back: number) => Partial<WeekChanges>): Map<Week, WeekChanges> {
  const entries = Array.from({ length: weeks }, (_, index) => {
    const week = addWeeks(WEEK, -1 - index);
    return [week, weekChanges(week, of(index + 1))] as const;
  });
  return new Map(entries);
}
