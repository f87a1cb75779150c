import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ReportError } from "../../../src/errors.ts";
import { streamLog } from "../../../src/log.ts";
import { type Kept, keepSchedule, runDue, type ScheduleEffects } from "../../../src/schedule/schedule.ts";
import { openTables, readIssues } from "../../../src/schedule/tables.ts";
import type { RunIssue } from "../../../src/schedule/turn.ts";
import { calendarOf } from "./calendars.ts";
import { MINUTE } from "./world.ts";

const DUE = Date.parse("2026-11-23T12:00:00Z");
const DONE = { edition: "2026-W47", hash: "ab".repeat(32) };

const folder = mkdtempSync(join(tmpdir(), "schedule-"));
afterAll(() => rmSync(folder, { recursive: true }));
let databases = 0;
let kept: Kept;
beforeEach(() => {
  kept = {
    newsletter: "Letter",
    calendar: calendarOf("America/New_York"),
    database: join(folder, `${databases++}.db`),
  };
});

/** One process: its clock is set and its alarm rung by the test. */
function processOf(run: RunIssue, { pid = 1, host = "here", now = DUE, alive = true } = {}) {
  const lines: string[] = [];
  let wake = () => {};
  const clock = { now };
  const effects: ScheduleEffects = {
    clock: () => clock.now,
    alarm: (call) => {
      wake = call;
      return () => {
        wake = () => {};
      };
    },
    owner: { host, pid, token: `${host}-${pid}-${now}` },
    isAlive: () => alive,
    run,
    log: streamLog({ write: (line) => lines.push(line.trimEnd()) }, "info"),
  };
  return {
    effects,
    clock,
    lines,
    ring: () => wake(),
    said: (event: string) => lines.filter((line) => line.includes(event)),
  };
}

/** A promise that the test settles. */
function gate() {
  return Promise.withResolvers<typeof DONE>();
}

/** Until the process has said so, or has read or written what it is at. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

async function issues() {
  const database = await openTables(kept.database);
  const all = await readIssues(database, kept.newsletter);
  await database.destroy();
  return all;
}

describe("keepSchedule", () => {
  it("says when the next issue is due, runs it then, once, and ends when told to", async () => {
    const weeks: string[] = [];
    const one = processOf(
      async ({ week, notBefore, now }) => {
        weeks.push(`${week} ${notBefore} ${new Date(now).toISOString()}`);
        return DONE;
      },
      { now: DUE - MINUTE },
    );
    const stop = new AbortController();
    const ended = keepSchedule(kept, one.effects, stop.signal);
    await until(() => one.said("schedule waits").length === 1);
    expect(one.said("schedule waits")[0]).toContain("next=2026-11-23T12:00:00Z");
    one.clock.now = DUE + 1;
    one.ring();
    await until(() => one.said("schedule waits").length === 2);
    expect(one.said("schedule waits")[1]).toContain("next=2026-11-30T12:00:00Z");
    for (let minute = 1; minute < 4; minute++) {
      one.clock.now = DUE + minute * MINUTE;
      one.ring();
    }
    stop.abort();
    await ended;
    one.ring();
    expect(weeks).toEqual(["2026-W48 2026-W47 2026-11-23T12:00:00.001Z"]);
    expect(one.lines.map((line) => line.replace(/(info \w+ \w+).*/, "$1"))).toEqual([
      "info schedule started",
      "info schedule waits",
      "info issue begun",
      "info issue done",
      "info schedule waits",
      "info schedule stopped",
    ]);
    expect(await issues()).toMatchObject([{ week: "2026-W48", state: "done", attempts: 1, ...DONE }]);
  });

  it("only gives signs of life during a run, and finishes it before it ends", async () => {
    const { promise, resolve } = gate();
    let runs = 0;
    const one = processOf(() => {
      runs++;
      return promise;
    });
    const stop = new AbortController();
    const ended = keepSchedule(kept, one.effects, stop.signal);
    await until(() => runs === 1);
    one.clock.now = DUE + 7 * MINUTE;
    one.ring();
    await until(async () => (await issues())[0]?.renewed === one.clock.now);
    stop.abort();
    one.clock.now = DUE + 8 * MINUTE;
    one.ring();
    await until(async () => (await issues())[0]?.renewed === one.clock.now);
    expect(one.said("stops after the run in progress")).toHaveLength(1);
    expect((await issues())[0]?.state).toBe("running");
    resolve(DONE);
    await ended;
    expect(runs).toBe(1);
    expect((await issues())[0]).toMatchObject({ state: "done", finished: DUE + 8 * MINUTE });
  });

  it("tries an issue again whose readers still wait, and tells the run which edition was made before", async () => {
    const made: (string | null)[] = [];
    const unfinished = new ReportError("edition-not-approved", "It waits for approval.", "Approve it.");
    const one = processOf(async (issue) => {
      made.push(issue.made);
      if (made.length === 2) throw new ReportError("data-late", "The feed is late.", "Wait.");
      return made.length < 4 ? { ...DONE, unfinished } : DONE;
    });
    for (const [at, stored] of [
      [0, { state: "failed", errorCode: "edition-not-approved", retryAt: DUE + 5 * MINUTE, ...DONE }],
      [5, { state: "failed", errorCode: "data-late", retryAt: DUE + 20 * MINUTE, ...DONE }],
      [20, { state: "failed", errorCode: "edition-not-approved", retryAt: DUE + 80 * MINUTE, ...DONE }],
      [80, { state: "done", retryAt: null, ...DONE }],
    ] as const) {
      one.clock.now = DUE + at * MINUTE;
      const { ran } = await runDue(kept, one.effects);
      expect(ran?.ending.state).toBe(stored.state);
      expect(await issues()).toMatchObject([{ week: "2026-W48", ...stored }]);
    }
    expect(made).toEqual([null, DONE.hash, DONE.hash, DONE.hash]);
  });

  it("tries a failed issue again after 5, 15 and 60 minutes, and says each time when", async () => {
    let runs = 0;
    const one = processOf(async () => {
      if (++runs < 4) throw new ReportError("data-late", "The feed is late.", "Wait.");
      return DONE;
    });
    const stop = new AbortController();
    const ended = keepSchedule(kept, one.effects, stop.signal);
    const at: number[] = [0];
    await until(() => runs === 1);
    for (let minute = 1; minute <= 90; minute++) {
      const before = runs;
      one.clock.now = DUE + minute * MINUTE;
      one.ring();
      // The look is over when the next stop for it can begin another.
      await until(() => one.said("schedule waits").length >= runs);
      await new Promise((resolve) => setImmediate(resolve));
      if (runs > before) at.push(minute);
    }
    stop.abort();
    await ended;
    expect(at).toEqual([0, 5, 20, 80]);
    expect(one.said("to be tried again").map((line) => line.replace(/.* next=/, ""))).toEqual([
      "2026-11-23T12:05:00Z",
      "2026-11-23T12:20:00Z",
      "2026-11-23T13:20:00Z",
    ]);
    expect(await issues()).toMatchObject([{ state: "done", attempts: 4, errorCode: null }]);
  });

  it("refuses to be a second one, and names the first", async () => {
    const stop = new AbortController();
    const one = processOf(async () => DONE, { pid: 41 });
    const first = keepSchedule(kept, one.effects, stop.signal);
    await until(() => one.said("schedule waits").length === 1);
    const two = processOf(async () => DONE, { pid: 42, now: DUE + 4 * MINUTE });
    await expect(keepSchedule(kept, two.effects, stop.signal)).rejects.toMatchObject({
      code: "schedule-held",
      exitCode: 4,
      message: "Process 41 on here keeps the schedule of Letter; its last sign of life was at 2026-11-23T12:00:00Z.",
    });
    await expect(runDue(kept, two.effects)).rejects.toMatchObject({ code: "schedule-held" });
    // Another newsletter in the same state folder has a schedule of its own.
    expect(await runDue({ ...kept, newsletter: "Another" }, two.effects)).toMatchObject({
      ran: { ending: { state: "done" } },
    });
    stop.abort();
    await first;
    expect(await runDue(kept, two.effects)).toMatchObject({ ran: undefined });
  });

  it("takes over from a process that is gone: at once on this machine, after five minutes from another", async () => {
    const never = () => new Promise<typeof DONE>(() => {});
    const one = processOf(never, { pid: 41 });
    void keepSchedule(kept, one.effects, new AbortController().signal);
    await until(() => one.said("issue begun").length === 1);
    const elsewhere = (minutes: number) =>
      processOf(async () => DONE, { host: "there", pid: 5, now: DUE + minutes * MINUTE });
    await expect(runDue(kept, elsewhere(4).effects)).rejects.toMatchObject({ code: "schedule-held" });
    // The schedule is free, and the run that died with it is repeated once its own silence is long enough.
    const here = processOf(async () => DONE, { pid: 42, now: DUE + 4 * MINUTE, alive: false });
    expect(await runDue(kept, here.effects)).toMatchObject({ ran: undefined, busy: { pid: 41 } });
    const later = await runDue(kept, elsewhere(6).effects);
    expect(later).toMatchObject({ ran: { attempt: 2, ending: { state: "done" } } });
  });

  it("ends when another process took over, and what its own run still says changes nothing", async () => {
    const { promise, resolve } = gate();
    const one = processOf(() => promise, { pid: 41 });
    const ended = keepSchedule(kept, one.effects, new AbortController().signal);
    await until(() => one.said("issue begun").length === 1);
    const two = processOf(async () => DONE, { pid: 42, now: DUE + 6 * MINUTE });
    expect(await runDue(kept, two.effects)).toMatchObject({ ran: { attempt: 2 } });
    const after = await issues();
    one.clock.now = DUE + 7 * MINUTE;
    one.ring();
    await until(() => one.said("schedule gave no sign of life").length === 1);
    resolve({ ...DONE, edition: "2026-W01" });
    await until(() => one.said("schedule waits").length === 1);
    one.ring();
    await expect(ended).rejects.toMatchObject({ code: "schedule-held" });
    expect(one.said("issue taken over by another process").length).toBeGreaterThan(0);
    expect(await issues()).toEqual(after);
  });

  it("leaves the row of a run that took over alone, while that one is at work", async () => {
    const [first, second] = [gate(), gate()];
    const one = processOf(() => first.promise, { pid: 41 });
    const ended = runDue(kept, one.effects);
    await until(() => one.said("issue begun").length === 1);
    const two = processOf(() => second.promise, { pid: 42, now: DUE + 6 * MINUTE });
    const secondEnded = runDue(kept, two.effects);
    await until(() => two.said("issue begun").length === 1);
    first.reject(new ReportError("data-late", "The feed is late.", "Wait."));
    await ended;
    expect(await issues()).toMatchObject([{ state: "running", pid: 42, attempts: 2, errorCode: null }]);
    second.resolve(DONE);
    await secondEnded;
    expect(await issues()).toMatchObject([{ state: "done", pid: 42 }]);
  });

  it("takes over from an earlier process that had its own id, as in a container that starts again", async () => {
    const one = processOf(async () => DONE, { pid: 1, now: DUE - MINUTE });
    void keepSchedule(kept, one.effects, new AbortController().signal);
    await until(() => one.said("schedule waits").length === 1);
    const two = processOf(async () => DONE, { pid: 1 });
    expect(await runDue(kept, two.effects)).toMatchObject({ ran: { ending: { state: "done" } } });
  });

  it("goes on when a look fails", async () => {
    const one = processOf(async () => DONE, { now: DUE - MINUTE });
    const stop = new AbortController();
    const ended = keepSchedule(kept, one.effects, stop.signal);
    await until(() => one.said("schedule waits").length === 1);
    const database = await openTables(kept.database);
    await database.schema.alterTable("issue").renameTo("away").execute();
    one.clock.now = DUE;
    one.ring();
    await until(() => one.said("schedule could not look").length === 1);
    await database.schema.alterTable("away").renameTo("issue").execute();
    await database.destroy();
    one.ring();
    await until(() => one.said("issue done").length === 1);
    stop.abort();
    await ended;
  });
});

describe("runDue", () => {
  it("writes down why a run failed and when it is tried again, and does not throw", async () => {
    const one = processOf(async () => {
      throw new ReportError("message-not-sent", "The mail server is away.", "Wait.");
    });
    const turn = await runDue(kept, one.effects);
    expect(turn.ran?.ending).toEqual({
      state: "failed",
      errorCode: "message-not-sent",
      error: "The mail server is away.",
      retryAt: DUE + 5 * MINUTE,
    });
    expect(turn.next).toBe(DUE + 5 * MINUTE);
    expect(await issues()).toMatchObject([
      { state: "failed", errorCode: "message-not-sent", retryAt: DUE + 5 * MINUTE },
    ]);
  });

  it("takes a bug for a failure too, and logs where it happened", async () => {
    const one = processOf(async () => {
      throw new TypeError("x is not a function");
    });
    await runDue(kept, one.effects);
    expect(await issues()).toMatchObject([{ state: "failed", errorCode: "bug", error: "x is not a function" }]);
    expect(one.said("error bug")[0]).toContain("schedule.test.ts");
  });

  it("fails for good when no attempt fits into the catch-up, and the next look reports nothing more", async () => {
    const one = processOf(
      async () => {
        throw new ReportError("data-late", "The feed is late.", "Wait.");
      },
      { now: DUE + 24 * 60 * MINUTE - MINUTE },
    );
    expect((await runDue(kept, one.effects)).ran?.ending).toMatchObject({ retryAt: null });
    expect(one.said("error issue failed")).toHaveLength(1);
    one.clock.now += 10 * MINUTE;
    expect(await runDue(kept, one.effects)).toMatchObject({ missed: [], givenUp: [], ran: undefined });
  });

  it("says what was missed once, and what was given up once", async () => {
    const late = new ReportError("data-late", "The feed is late.", "Wait.");
    const one = processOf(() => Promise.reject(late));
    await runDue(kept, one.effects);
    one.clock.now = DUE + 9 * 24 * 60 * MINUTE;
    expect(await runDue(kept, one.effects)).toMatchObject({
      missed: [{ week: "2026-W49" }],
      givenUp: [{ week: "2026-W48" }],
    });
    expect(await runDue(kept, one.effects)).toMatchObject({ missed: [], givenUp: [] });
    expect(await issues()).toMatchObject([
      { week: "2026-W48", state: "failed", errorCode: "data-late", retryAt: null },
      { week: "2026-W49", state: "missed", attempts: 0 },
    ]);
  });
});
