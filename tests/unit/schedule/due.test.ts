import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "../../../src/domain/schedule.ts";
import { addWeeks } from "../../../src/domain/week.ts";
import { dueAt, duesBetween, newestDue, nextDue, utc } from "../../../src/schedule/due.ts";
import { calendarOf } from "./calendars.ts";

const local = (week: string, zone: string, day: string, time: string) => {
  const due = dueAt(week, calendarOf(zone, { day, time }));
  return [due.local, due.clock, utc(due.at)];
};

describe("dueAt", () => {
  it("is the same local time on both sides of a daylight-saving change", () => {
    expect(local("2026-W44", "America/New_York", "monday", "07:00")).toEqual([
      "2026-10-26T07:00:00-04:00",
      "plain",
      "2026-10-26T11:00:00Z",
    ]);
    expect(local("2026-W45", "America/New_York", "monday", "07:00")).toEqual([
      "2026-11-02T07:00:00-05:00",
      "plain",
      "2026-11-02T12:00:00Z",
    ]);
  });

  it.each([
    ["2026-W10", "America/New_York", "02:30", "2026-03-08T03:00:00-04:00"],
    ["2026-W13", "Europe/Berlin", "02:30", "2026-03-29T03:00:00+02:00"],
    ["2026-W40", "Australia/Lord_Howe", "02:15", "2026-10-04T02:30:00+11:00"],
    // The first minute of the gap is skipped like the others.
    ["2026-W10", "America/New_York", "02:00", "2026-03-08T03:00:00-04:00"],
    ["2026-W10", "America/New_York", "02:59", "2026-03-08T03:00:00-04:00"],
    // Chile changes at midnight: the day begins at one o'clock.
    ["2026-W36", "America/Santiago", "00:30", "2026-09-06T01:00:00-03:00"],
  ])("is the first moment after the gap in %s, %s, where the clock jumps over %s", (week, zone, time, at) => {
    expect(local(week, zone, "sunday", time).slice(0, 2)).toEqual([at, "skipped"]);
  });

  it("is the first moment of the next day where a whole day is skipped", () => {
    expect(local("2011-W52", "Pacific/Apia", "friday", "07:00").slice(0, 2)).toEqual([
      "2011-12-31T00:00:00+14:00",
      "skipped",
    ]);
  });

  it.each([
    ["2026-W44", "America/New_York", "01:30", "2026-11-01T01:30:00-04:00"],
    ["2026-W43", "Europe/Berlin", "02:30", "2026-10-25T02:30:00+02:00"],
    ["2026-W14", "Australia/Lord_Howe", "01:45", "2026-04-05T01:45:00+11:00"],
  ])("is the first of two in %s, %s, where the clock shows %s twice", (week, zone, time, at) => {
    expect(local(week, zone, "sunday", time).slice(0, 2)).toEqual([at, "repeated"]);
  });

  it("is plain at the edges of a gap and of a repeated hour", () => {
    expect(local("2026-W10", "America/New_York", "sunday", "01:59")[1]).toBe("plain");
    expect(local("2026-W10", "America/New_York", "sunday", "03:00")[1]).toBe("plain");
    expect(local("2026-W44", "America/New_York", "sunday", "02:00")[1]).toBe("plain");
  });
});

describe("the weeks of a calendar", () => {
  const zones = fc.constantFrom(
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Santiago",
    "Asia/Kathmandu",
  );
  const calendars = fc
    .record({
      zone: zones,
      day: fc.constantFrom(...WEEKDAYS),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    })
    .map(({ zone, day, hour, minute }) =>
      calendarOf(zone, { day, time: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` }),
    );
  const moments = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2035, 0, 1) });

  it("are due one after the other, and the newest due one is the last that is not after the moment", () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, now) => {
        const due = newestDue(now, calendar);
        const next = nextDue(now, calendar);
        expect(due.at).toBeLessThanOrEqual(now);
        expect(next.at).toBeGreaterThan(now);
        expect(next.week).toBe(addWeeks(due.week, 1));
        expect(newestDue(due.at, calendar).week).toBe(due.week);
        expect(newestDue(due.at - 1, calendar).week).toBe(addWeeks(due.week, -1));
      }),
      { numRuns: 200 },
    );
  });

  it("are 53 in a year of 53 weeks, and the issue after W53 is W01", () => {
    const weeks = duesBetween("2026-01-01", "2027-01-10", calendarOf("Europe/Berlin", { day: "friday" })).map(
      ({ week }) => week,
    );
    expect([weeks[0], ...weeks.slice(-3)]).toEqual(["2026-W01", "2026-W52", "2026-W53", "2027-W01"]);
    expect(new Set(weeks).size).toBe(54);
  });

  it("are listed by the day of the schedule, both ends included", () => {
    const calendar = calendarOf("Europe/Berlin", { day: "wednesday" });
    const weeks = (from: string, to: string) => duesBetween(from, to, calendar).map(({ week }) => week);
    expect(weeks("2026-11-18", "2026-11-25")).toEqual(["2026-W47", "2026-W48"]);
    expect(weeks("2026-11-19", "2026-11-24")).toEqual([]);
    expect(weeks("2026-11-15", "2026-11-18")).toEqual(["2026-W47"]);
  });
});
