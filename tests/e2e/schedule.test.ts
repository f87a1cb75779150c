import { spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openTables, readIssues } from "../../src/schedule/tables.ts";
import { expectRefusal, freshFolder, jsonError, put, ROOT, run } from "./cli.ts";
import { FEED, madeUpFeed } from "./made-up-feed.ts";

/** The feed holds 2026-W31 to 2026-W34; the issue of W35 is due on Monday 24 August at 11:00 UTC. */
const ISSUE = "2026-W35";
const NAME = "Track AI Salary Trends";
const once = (at: string, cwd: string, ...more: string[]) =>
  run(["schedule", "--once", "--now", at, "--json", ...more], { cwd });

let origin: string;
beforeAll(async () => {
  origin = await freshFolder();
  await put(origin, "feed.csv", madeUpFeed(4));
  expect(await run(["ingest", "feed.csv", ...FEED], { cwd: origin })).toMatchObject({ code: 0 });
});

async function project(settings?: string): Promise<string> {
  const folder = await freshFolder();
  await cp(origin, folder, { recursive: true });
  if (settings !== undefined) await put(folder, "trends.config.ts", `export default ${settings};`);
  return folder;
}

async function issues(folder: string, newsletter = NAME) {
  const database = await openTables(join(folder, ".trends", "trends.db"));
  const all = await readIssues(database, newsletter);
  await database.destroy();
  return all;
}

describe("trends schedule --once, week after week", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await project();
  });

  it("runs what is due once, when it is started twice at the same moment", async () => {
    const results = await Promise.all([once("2026-08-24T11:00:00Z", folder), once("2026-08-24T11:00:00Z", folder)]);
    const answers = results.map(({ stdout }) => JSON.parse(stdout));
    expect(answers.filter(({ ran }) => ran === ISSUE)).toMatchObject([{ edition: "2026-W34", missed: [] }]);
    const other = answers.findIndex(({ ran }) => ran !== ISSUE);
    // It found the other at work; or, on a slow machine, the work done.
    expect([results[other]!.code, answers[other].error?.code ?? "nothing was due"]).toEqual(
      results[other]!.code === 4 ? [4, "schedule-held"] : [0, "nothing was due"],
    );
    expect(await issues(folder)).toMatchObject([{ week: ISSUE, state: "done", attempts: 1, edition: "2026-W34" }]);
    expect(await once("2026-08-24T11:30:00Z", folder)).toMatchObject({ code: 0 });
    expect(await issues(folder)).toHaveLength(1);
  });

  it("reports what was missed, once, and does not send it late", async () => {
    const result = await once("2026-09-03T11:00:00Z", folder);
    expectRefusal(result, 4, "issue-missed", "2026-W36 (due 2026-08-31T07:00:00-04:00)", 'trends run"');
    expect(jsonError(result)).toMatchObject({ missed: ["2026-W36"], next: "2026-09-07T11:00:00Z" });
    expect(await once("2026-09-03T11:01:00Z", folder)).toMatchObject({ code: 0 });
    const status = await run(["status"], { cwd: folder });
    expect(status.stdout).toMatch(/2026-W35 +done: edition 2026-W34/);
    expect(status.stdout).toMatch(/2026-W36 +missed: was due 2026-08-31T11:00:00Z/);
  });

  it("keeps several newsletters of one state folder apart", async () => {
    await put(folder, "other.config.ts", 'export default { name: "Other", schedule: { day: "tuesday" } };');
    const other = await once("2026-08-25T11:00:00Z", folder, "--settings", "other.config.ts");
    expect(JSON.parse(other.stdout)).toMatchObject({ ran: ISSUE });
    expect(await issues(folder, "Other")).toMatchObject([{ week: ISSUE, state: "done" }]);
    expect(await issues(folder)).toMatchObject([{ state: "done" }, { state: "missed" }]);
  });
});

describe.concurrent("trends schedule --once", () => {
  it("repeats a run that was killed, and says meanwhile that it may still be alive", async () => {
    const folder = await project();
    const killed = await run(["schedule", "--once", "--now", "2026-08-24T11:00:00Z"], {
      cwd: folder,
      started: async (kill) => {
        while ((await issues(folder)).length === 0) await new Promise((resolve) => setImmediate(resolve));
        kill();
      },
    });
    expect(killed.code).toBeNull();
    const early = await once("2026-08-24T11:02:00Z", folder);
    expectRefusal(early, 4, "runs the issue of 2026-W35", "last sign of life");
    expect(jsonError(early)).toMatchObject({ code: "schedule-held", week: ISSUE });
    const again = await once("2026-08-24T11:07:00Z", folder);
    expect(JSON.parse(again.stdout)).toMatchObject({ ran: ISSUE, edition: "2026-W34" });
    expect(await issues(folder)).toMatchObject([{ week: ISSUE, state: "done", attempts: 2 }]);
  });

  it("holds an issue back whose data are late, tries again, and gives it up at the end of the day", async () => {
    const folder = await project();
    const late = await once("2026-08-31T11:00:00Z", folder);
    expectRefusal(late, 3, "The newest week stored is 2026-W34, and this issue needs data of 2026-W35 or later");
    expect(jsonError(late)).toMatchObject({ code: "data-late", week: "2026-W36" });
    expect(late.stderr).toContain("may be tried again from 2026-08-31T11:05:");
    const waiting = await once("2026-08-31T11:01:00Z", folder);
    expect(JSON.parse(waiting.stdout)).toMatchObject({ ran: null, next: expect.stringContaining("2026-08-31T11:05:") });
    const over = await once("2026-09-01T12:00:00Z", folder);
    expectRefusal(over, 4, "issue-given-up", "2026-W36 was not finished in time", "data of 2026-W35");
    expect(JSON.parse((await once("2026-09-01T12:01:00Z", folder)).stdout)).toMatchObject({ ran: null, givenUp: [] });
  });

  it.each([
    [["schedule", "--now", "2026-08-24T11:00:00Z"], "--now: is for --once only"],
    [["schedule", "--json"], "--json: is for --once only"],
    [["schedule", "--once", "--now", "monday"], "--now: a moment looks like 2026-11-23T07:00:00-05:00"],
    [["simulate", "--from", "2026-02-30", "--to", "2026-03-01"], "--from: the calendar has no such day"],
    [["simulate", "--from", "2026-03-02", "--to", "2026-03-01"], "--to: is before --from"],
    [["simulate", "--from", "2026-03-01", "--to", "2026-03-02", "--tz", "Mars"], "--tz: a time zone is a name like"],
  ])("refuses %j", async (args, says) => {
    expectRefusal(await run(args, { cwd: origin }), 2, says);
  });
});

describe("trends schedule", () => {
  // To the launcher an old Node is one that says so; it hands the command line on to the pinned one.
  const old =
    "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.9.0'}})";
  it.each([
    ["SIGTERM", "the pinned Node"],
    ["SIGINT", "the pinned Node"],
    ["SIGTERM", "an old Node"],
    ["SIGINT", "an old Node"],
  ] as const)("says what it waits for, and ends with 0 on %s, started with %s", async (signal, which) => {
    const node = which === "an old Node" ? ["--import", old] : [];
    // Whatever the time is when the test runs: an issue that happens to be due fails for want of data.
    const folder = await freshFolder();
    const child = spawn(process.execPath, [...node, join(ROOT, "bin", "trends.js"), "schedule"], { cwd: folder });
    let stderr = "";
    let told = false;
    const ended = new Promise((resolve) => child.on("close", (code, killedBy) => resolve([code, killedBy])));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (!told && stderr.includes("schedule waits")) told = child.kill(signal);
    });
    expect(await ended, stderr).toEqual([0, null]);
    expect(stderr).toMatch(/^info schedule started newsletter="Track AI Salary Trends" every=monday time=07:00 /);
    expect(stderr).toMatch(/info schedule waits next=\S+Z at=\S+Z\n(.*\n)*info schedule stopped/);
    expect(await issues(folder)).not.toContainEqual(expect.objectContaining({ state: "done" }));
    const status = JSON.parse((await run(["status", "--json"], { cwd: folder })).stdout);
    expect(status.schedule).toMatchObject({ keeper: null, every: { day: "monday", time: "07:00", catchUpHours: 24 } });
  });
});

describe("trends simulate", () => {
  it("prints weeks, local times, UTC and what daylight saving does to them", async () => {
    const folder = await project('{ schedule: { day: "sunday", time: "02:30" } }');
    const span = ["simulate", "--from", "2026-03-22", "--to", "2026-04-05", "--tz", "Europe/Berlin"];
    const { code, stdout } = await run(span, { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "Every sunday at 02:30, Europe/Berlin: 3 issues.",
        "week      local             offset  utc                   note",
        "2026-W12  2026-03-22T02:30  +01:00  2026-03-22T01:30:00Z",
        "2026-W13  2026-03-29T03:00  +02:00  2026-03-29T01:00:00Z  the clock jumps over 02:30: the first moment after the gap",
        "2026-W14  2026-04-05T02:30  +02:00  2026-04-05T00:30:00Z",
        "",
      ].join("\n"),
    );
    const json = JSON.parse((await run([...span, "--json"], { cwd: folder })).stdout);
    expect(json).toMatchObject({ timeZone: "Europe/Berlin", schedule: { day: "sunday", time: "02:30" } });
    expect(json.issues[1]).toEqual({
      week: "2026-W13",
      local: "2026-03-29T03:00:00+02:00",
      offset: "+02:00",
      utc: "2026-03-29T01:00:00Z",
      note: "the clock jumps over 02:30: the first moment after the gap",
    });
  });

  it("has a note where the offset changed between two issues", async () => {
    const { stdout } = await run(["simulate", "--from", "2026-10-26", "--to", "2026-11-02", "--json"], { cwd: origin });
    expect(JSON.parse(stdout).issues.map(({ note }: { note: string | null }) => note)).toEqual([
      null,
      "the clock changed since the week before",
    ]);
  });
});
