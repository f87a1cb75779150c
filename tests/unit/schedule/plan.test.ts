import { describe, expect, it } from "vitest";
import { utc } from "../../../src/schedule/due.ts";
import { type Issue, LEASE_MS, planOf, retryAt } from "../../../src/schedule/plan.ts";
import { calendarOf } from "./calendars.ts";

/** Due on Monday 23 November 2026 at 12:00 UTC. */
const CALENDAR = calendarOf("America/New_York");
const at = (text: string) => Date.parse(`${text}Z`);
const LONG_AGO = at("2026-01-01T00:00");

function issue(week: string, state: Issue["state"], given: Partial<Issue> = {}): Issue {
  return {
    week,
    state,
    due: at("2026-11-23T12:00"),
    attempts: 1,
    started: null,
    renewed: null,
    finished: null,
    retryAt: null,
    host: null,
    pid: null,
    edition: null,
    hash: null,
    errorCode: null,
    error: null,
    ...given,
  };
}
/** The issue of the week before, so that nothing is missed before W48. */
const BEFORE = issue("2026-W47", "done", { edition: "2026-W46", due: at("2026-11-16T12:00") });

/** What is planned at a moment, in words. */
function planned(now: string, issues: readonly Issue[] = [BEFORE], since = LONG_AGO) {
  const { missed, givenUp, run, busy, next } = planOf(at(now), issues, since, CALENDAR);
  return {
    missed: missed.map(({ week }) => week),
    givenUp: givenUp.map(({ week }) => week),
    run: run === undefined ? null : `${run.due.week} attempt ${run.attempt} from ${run.notBefore}`,
    busy: busy?.week ?? null,
    next: utc(next),
  };
}
const NOTHING = { missed: [], givenUp: [], run: null, busy: null, next: "2026-11-30T12:00:00Z" };

describe("planOf", () => {
  it("waits until the due moment, and runs at it", () => {
    expect(planned("2026-11-23T11:59:59.999")).toEqual({ ...NOTHING, next: "2026-11-23T12:00:00Z" });
    expect(planned("2026-11-23T12:00")).toEqual({ ...NOTHING, run: "2026-W48 attempt 1 from 2026-W47" });
  });

  it("catches up until the last moment of the window, and calls the issue missed after it", () => {
    expect(planned("2026-11-24T12:00")).toMatchObject({ run: "2026-W48 attempt 1 from 2026-W47", missed: [] });
    expect(planned("2026-11-24T12:00:00.001")).toEqual({ ...NOTHING, missed: ["2026-W48"] });
  });

  it("catches up the newest issue only, and calls those between missed", () => {
    expect(planned("2026-12-14T13:00")).toMatchObject({
      missed: ["2026-W48", "2026-W49", "2026-W50"],
      run: "2026-W51 attempt 1 from 2026-W50",
    });
  });

  it("calls nothing missed whose window was over when the schedule was first started", () => {
    expect(planned("2026-11-26T12:00", [], at("2026-11-26T12:00"))).toEqual(NOTHING);
    expect(planned("2026-11-26T12:00", [], at("2026-11-24T12:00"))).toEqual({ ...NOTHING, missed: ["2026-W48"] });
    expect(planned("2026-12-03T12:00", [], at("2026-11-26T12:00")).missed).toEqual(["2026-W49"]);
  });

  it("does nothing about an issue that is done", () => {
    expect(planned("2026-11-23T13:00", [BEFORE, issue("2026-W48", "done")])).toEqual(NOTHING);
  });

  it("tries a failed issue again from its moment on, as long as the window is open", () => {
    const failed = issue("2026-W48", "failed", { attempts: 2, retryAt: at("2026-11-23T12:30") });
    expect(planned("2026-11-23T12:29", [BEFORE, failed])).toEqual({ ...NOTHING, next: "2026-11-23T12:30:00Z" });
    expect(planned("2026-11-23T12:30", [BEFORE, failed])).toMatchObject({ run: "2026-W48 attempt 3 from 2026-W47" });
    expect(planned("2026-11-24T12:01", [BEFORE, failed])).toEqual({ ...NOTHING, givenUp: ["2026-W48"] });
  });

  it("leaves an issue alone that failed for good", () => {
    expect(planned("2026-11-23T13:00", [BEFORE, issue("2026-W48", "failed")])).toEqual(NOTHING);
    expect(planned("2026-11-25T13:00", [BEFORE, issue("2026-W48", "failed")])).toEqual(NOTHING);
  });

  it("leaves a run alone that gives signs of life, and repeats one that died", () => {
    const running = issue("2026-W48", "running", { renewed: at("2026-11-23T12:10") });
    expect(planned("2026-11-23T12:14:59.999", [BEFORE, running])).toEqual({
      ...NOTHING,
      busy: "2026-W48",
      next: "2026-11-23T12:15:00Z",
    });
    expect(planned("2026-11-23T12:15", [BEFORE, running])).toMatchObject({
      run: "2026-W48 attempt 2 from 2026-W47",
      busy: null,
    });
    expect(planned("2026-11-25T12:00", [BEFORE, running])).toEqual({ ...NOTHING, givenUp: ["2026-W48"] });
    const third = { ...running, attempts: 3 };
    expect(planned("2026-11-23T13:09", [BEFORE, third])).toEqual({ ...NOTHING, next: "2026-11-23T13:10:00Z" });
  });

  it("does not take a long run for dead when its window is over", () => {
    const running = issue("2026-W48", "running", { renewed: at("2026-11-24T12:30") });
    expect(planned("2026-11-24T12:31", [BEFORE, running])).toEqual({ ...NOTHING, busy: "2026-W48" });
  });

  it("repeats nothing when the clock went back before the due moment", () => {
    const done = issue("2026-W48", "done");
    expect(planned("2026-11-23T11:30", [BEFORE, done])).toEqual({ ...NOTHING, next: "2026-11-23T12:00:00Z" });
    // Not even a week that was never run.
    expect(planned("2026-11-17T11:30", [done])).toMatchObject({ run: null, missed: [] });
    const running = issue("2026-W48", "running", { renewed: at("2026-11-23T12:00") });
    expect(planned("2026-11-17T11:30", [running])).toMatchObject({ run: null, missed: [] });
  });

  it("runs an issue in time that a clock ahead of its time had called missed", () => {
    expect(planned("2026-11-23T12:00", [BEFORE, issue("2026-W48", "missed"), issue("2026-W49", "missed")])).toEqual({
      ...NOTHING,
      run: "2026-W48 attempt 2 from 2026-W47",
    });
  });

  it("does not run a week again when the schedule moves to a later day of it", () => {
    const thursdays = calendarOf("America/New_York", { day: "thursday" });
    const done = issue("2026-W48", "done");
    expect(planOf(at("2026-11-26T12:00"), [BEFORE, done], LONG_AGO, thursdays)).toMatchObject({
      run: undefined,
      missed: [],
    });
    // One that failed on Monday has its time again on Thursday.
    const failed = issue("2026-W48", "failed", { retryAt: at("2026-11-23T12:05") });
    expect(planOf(at("2026-11-25T12:00"), [BEFORE, failed], LONG_AGO, thursdays)).toMatchObject({
      givenUp: [],
      run: undefined,
    });
    const run = expect.objectContaining({ attempt: 2 });
    expect(planOf(at("2026-11-26T12:00"), [BEFORE, failed], LONG_AGO, thursdays)).toMatchObject({ givenUp: [], run });
  });

  it("gives an unfinished issue up when the next one is due, even inside its window", () => {
    const failed = issue("2026-W47", "failed", { due: at("2026-11-23T00:00"), retryAt: at("2026-11-23T12:30") });
    expect(planned("2026-11-23T12:00", [failed])).toMatchObject({
      givenUp: ["2026-W47"],
      run: expect.stringContaining("W48"),
    });
  });

  it("wants data newer than those of the issue before", () => {
    const ownWeek = { ...BEFORE, edition: "2026-W47" };
    expect(planned("2026-11-23T12:00", [ownWeek]).run).toBe("2026-W48 attempt 1 from 2026-W48");
    const { run } = planOf(at("2026-11-23T12:00"), [BEFORE], LONG_AGO, calendarOf("America/New_York", { lagWeeks: 4 }));
    expect(run?.notBefore).toBe("2026-W47");
    const alone = planOf(
      at("2026-11-23T12:00"),
      [],
      at("2026-11-23T12:00"),
      calendarOf("America/New_York", { lagWeeks: 4 }),
    );
    expect(alone.run?.notBefore).toBe("2026-W44");
  });
});

describe("retryAt", () => {
  it("waits 5, 15 and then 60 minutes, and never beyond the deadline", () => {
    const pauses = [1, 2, 3, 4, 30].map((attempts) => (retryAt(attempts, 0, Number.MAX_VALUE) ?? 0) / 60_000);
    expect(pauses).toEqual([5, 15, 60, 60, 60]);
    expect(retryAt(1, 0, LEASE_MS)).toBe(LEASE_MS);
    expect(retryAt(1, 1, LEASE_MS)).toBeNull();
  });
});
