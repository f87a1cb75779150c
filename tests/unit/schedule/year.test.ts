import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/domain/random.ts";
import { addWeeks, weeksUpTo } from "../../../src/domain/week.ts";
import { type Calendar, dueAt } from "../../../src/schedule/due.ts";
import { type Issue, planOf } from "../../../src/schedule/plan.ts";
import { calendarOf } from "./calendars.ts";
import { DAY, HOUR, MINUTE, worldOf } from "./world.ts";

/** 2026 has 53 weeks. In each zone but the first, the clock skips or repeats that time on one Sunday of the year or two. */
const YEARS: readonly (readonly [string, Calendar])[] = [
  ["New York, Mondays at 07:00", calendarOf("America/New_York")],
  ["New York, Sundays at 02:30", calendarOf("America/New_York", { day: "sunday", time: "02:30" })],
  ["Berlin, Sundays at 02:30", calendarOf("Europe/Berlin", { day: "sunday", time: "02:30" })],
  ["Lord Howe, Sundays at 02:15", calendarOf("Australia/Lord_Howe", { day: "sunday", time: "02:15" })],
  ["Chatham, Sundays at 02:50", calendarOf("Pacific/Chatham", { day: "sunday", time: "02:50" })],
];
const WEEKS_2026 = weeksUpTo("2026-W53", 53);

// A skipped, a repeated and a half-hour change; what is plain of a calendar is the same in all zones.
describe.each([YEARS[0]!, YEARS[2]!, YEARS[3]!])("a year in %s", (_, calendar) => {
  it("completes each of its 53 weeks once, through restarts, crashes, failures and clocks that go back", async () => {
    const random = seededRandom(53);
    const world = await worldOf(calendar, dueAt("2026-W01", calendar).at - DAY);
    const end = dueAt("2027-W01", calendar).at - MINUTE;
    const seen = { died: 0, failed: 0, back: 0, down: 0 };
    while (world.now < end) {
      const chance = random();
      world.fate = chance < 0.3 ? "dies" : chance < 0.6 ? "fails" : "succeeds";
      const before = world.begun.length;
      await world.tick();
      if (world.begun.length > before && world.fate === "fails") seen.failed++;
      if (world.begun.length > before && world.fate === "dies") {
        seen.died++;
        world.restart();
      }
      const event = random();
      if (event < 0.01) {
        world.now -= HOUR;
        seen.back++;
      } else if (event < 0.02) {
        world.now += Math.ceil(720 * random()) * MINUTE;
        world.restart();
        seen.down++;
      } else world.now += Math.ceil(240 * random()) * MINUTE;
    }
    expect(world.completed).toEqual(WEEKS_2026);
    const issues = await world.issues();
    expect(issues.map(({ week, state }) => [week, state])).toEqual(WEEKS_2026.map((week) => [week, "done"]));
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
    await world.close();
  });
});

describe.each(YEARS)("the change days of a year in %s", (_, calendar) => {
  it("begins each issue at its due minute when looked at every minute of the change days", () => {
    const begun: [string, number][] = [];
    const issues: Issue[] = [];
    // Two Sundays are near a change of the clock in each of these zones.
    const changes = WEEKS_2026.map((week) => dueAt(week, calendar)).filter(({ local }, index, all) => {
      const next = all[index + 1] ?? all[index - 1];
      return next !== undefined && next.local.slice(19) !== local.slice(19);
    });
    for (const { week } of changes) {
      for (const near of [week, addWeeks(week, 1)]) {
        const due = dueAt(near, calendar);
        for (let now = due.at - 150 * MINUTE; now <= due.at + 150 * MINUTE; now += MINUTE) {
          const { run } = planOf(now, issues, changes[0]!.at - 7 * DAY, calendar);
          if (run === undefined) continue;
          begun.push([run.due.week, now - run.due.at]);
          issues.push(doneIssue(run.due.week, run.due.at));
        }
      }
    }
    expect(new Set(begun.map(([week]) => week)).size).toBe(begun.length);
    expect(begun.length).toBeGreaterThanOrEqual(4);
    expect(begun.filter(([, late]) => late !== 0)).toEqual([]);
  });
});

describe("downtime", () => {
  const downtimes = fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 8 * 7 * 24 }), hours: fc.integer({ min: 1, max: 400 }) }),
    { maxLength: 6 },
  );
  const rules = fc.record({
    zone: fc.constantFrom("America/New_York", "Europe/Berlin", "Australia/Lord_Howe"),
    day: fc.constantFrom("monday", "sunday"),
    time: fc.constantFrom("07:00", "02:30", "23:59", "00:00"),
    catchUpHours: fc.integer({ min: 1, max: 144 }),
    // The weeks around a change of the clock, and those of a year that ends with W53.
    first: fc.constantFrom("2026-W08", "2026-W39", "2026-W50"),
  });

  it("makes an issue missed exactly when it lasted from its moment to the end of the catch-up, and never runs one twice", async () => {
    await fc.assert(
      fc.asyncProperty(downtimes, rules, async (downs, { zone, day, time, catchUpHours, first }) => {
        const calendar = calendarOf(zone, { day, time, catchUpHours });
        const start = dueAt(first, calendar).at - DAY;
        const world = await worldOf(calendar, start);
        const looks: number[] = [];
        for (let hour = 0; hour <= 10 * 7 * 24; hour += 2) {
          if (downs.some(({ from, hours }) => hour >= from && hour < from + hours)) continue;
          // Processes come and go; none has a memory of its own.
          if (hour % 14 === 0) world.restart();
          world.now = start + hour * HOUR + (hour % 60) * MINUTE;
          looks.push(world.now);
          await world.tick();
        }
        // The last look records what nobody looked at before.
        const weeks = weeksUpTo(addWeeks(first, 9), 10).map((week) => dueAt(week, calendar));
        const judged = weeks.filter(({ at }) => at + catchUpHours * HOUR < looks.at(-1)!);
        const expected = judged.map(({ week, at }) => [
          week,
          looks.some((look) => look >= at && look <= at + catchUpHours * HOUR) ? "done" : "missed",
        ]);
        const issues = (await world.issues()).map(({ week, state }) => [week, state]);
        expect(issues.slice(0, judged.length)).toEqual(expected);
        expect(new Set(world.completed).size).toBe(world.completed.length);
        await world.close();
      }),
      { numRuns: 12 },
    );
  });
});

function doneIssue(week: string, due: number): Issue {
  return {
    week,
    state: "done",
    due,
    attempts: 1,
    started: due,
    renewed: due,
    finished: due,
    retryAt: null,
    host: null,
    pid: null,
    edition: null,
    hash: null,
    errorCode: null,
    error: null,
  };
}
