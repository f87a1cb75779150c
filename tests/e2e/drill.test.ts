import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, put, ROOT, readJson, run } from "./cli.ts";
import { COLUMNS, postings, record } from "./postings.ts";

let folder: string;
const trends = (...args: string[]) => run(args, { cwd: folder });

beforeAll(async () => {
  const parent = await freshFolder();
  folder = join(parent, "demo");
  const options = ["--weeks", "9", "--postings", "1200", "--seed", "2", "--plant", "data-engineer:pay:2026-W43:+30%"];
  const made = await run(["sample", ...options, "--out", "demo", "--json"], { cwd: parent });
  expect(made, made.stderr).toMatchObject({ code: 0 });
  const files = JSON.parse(made.stdout).weeks.map(({ path }: { path: string }) => path);
  const taken = await trends("ingest", ...files, "--format", "mapped", "--mapping", "sample", "--by-week");
  expect(taken, taken.stderr).toMatchObject({ code: 0 });
});

describe("trends drill on a sample", () => {
  it("finds what is planted no longer once weeks are shuffled, and changes nothing stored", async () => {
    const { changes } = await readJson(folder, "snapshots/2026-W46/changes.json");
    expect(changes).toContainEqual(expect.objectContaining({ slice: "data-engineer", metric: "pay", verdict: "rose" }));
    const before = await contentOf(folder);
    const result = await trends("drill", "--shuffles", "4", "--json");
    expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
    const found = JSON.parse(result.stdout);
    // The first seven weeks have no window before theirs.
    expect(found).toMatchObject({ seed: 1, shuffles: 4, weeks: ["2026-W45", "2026-W46"] });
    expect(found.guarded).toHaveLength(7);
    expect(found.tests).toBeGreaterThan(40);
    expect(found.headlineShare).toBeLessThanOrEqual(0.5);
    expect(await contentOf(folder)).toEqual(before);
  });

  it("says so in words, of one week where one is asked for", async () => {
    const { stdout } = await trends("drill", "--shuffles", "2", "--seed", "3", "--week", "2026-W46");
    expect(stdout).toMatch(/^drill {6}2 shuffled weeks from 1 stored \(2026-W46 to 2026-W46\), seed 3, \d+ tests$/m);
    expect(stdout).toMatch(/^headlines {2}in \d+\.\d % of them: /m);
    expect(stdout).toMatch(/^edged {6}and no more, in \d+\.\d %: /m);
    const again = await trends("drill", "--shuffles", "2", "--seed", "3", "--week", "2026-W46");
    expect(again.stdout).toBe(stdout);
  });

  it("says why where the guard stops the week asked for", async () => {
    const result = await trends("drill", "--shuffles", "2", "--week", "2026-W38");
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toMatch(/^nothing can be tested: the guard lets none of 1 weeks be compared \(first-week/);
  });

  it.each([
    [["--shuffles", "0"], "--shuffles", "1 to 100000"],
    [["--seed", "x"], "--seed", "whole number"],
    [["--week", "2026-46"], "--week", ""],
  ])("refuses %s", async (args, what, why) => {
    const result = await trends("drill", ...args, "--json");
    expect(result.code).toBe(2);
    expect(jsonError(result).message).toContain(what);
    expect(jsonError(result).message).toContain(why);
  });

  it("has help with an example", async () => {
    expect((await trends("drill", "--help")).stdout).toContain("trends drill --shuffles 200 --json");
  });
});

describe("trends drill without what it needs", () => {
  it("says what to ingest in a clone, which has figures and no postings", async () => {
    const result = await run(["drill", "--week", "2023-W39"], { cwd: ROOT });
    expectRefusal(result, 3, "postings-missing", "The postings of 2023-W39", "trends ingest");
  });

  it("refuses a week that is not stored", async () => {
    const result = await run(["drill", "--week", "2020-W01"], { cwd: ROOT });
    expectRefusal(result, 3, "snapshot-missing", "2020-W01");
  });

  it("says of a feed without employers that nothing can be tested", async () => {
    const at = await freshFolder();
    const rows = ["2026-10-27", "2026-11-03"].flatMap((day, index) =>
      postings(60, { employer: "", last_seen: day }, 100 * index).map((row) => record(row)),
    );
    await put(at, "two-weeks.csv", `${[COLUMNS.join(","), ...rows].join("\n")}\n`);
    const taken = await run(["ingest", "two-weeks.csv", "--format", "postings", "--by-week"], { cwd: at });
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    const result = await run(["drill"], { cwd: at });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(result.stdout).toBe(
      "nothing can be tested: this feed names no employers, so its editions tell levels and no changes\n",
    );
  });
});
