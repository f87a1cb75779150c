import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, readJson, run } from "./cli.ts";

const LAST = "2026-W46";
const BANNER = "Invented data: every job ad, employer and figure here was made up";
const OPTIONS = [
  ...["--weeks", "10", "--postings", "3000", "--seed", "4"],
  ...["--plant", "data-engineer:pay:2026-W43:+10%", "--bursts", "1"],
];

let parent: string;
let folder: string;
const trends = (...args: string[]) => run(args, { cwd: folder });

beforeAll(async () => {
  parent = await freshFolder();
  folder = join(parent, "demo");
  const made = await run(["sample", ...OPTIONS, "--out", "demo"], { cwd: parent });
  expect(made, made.stderr).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toMatch(/^sample {3}demo: \d{5} invented postings in 10 weekly files, 2026-W37 to 2026-W46$/m);
  expect(made.stdout).toContain("planted  data-engineer pay +10% from 2026-W43");
  expect(made.stdout).toContain("trends --settings demo/trends.config.ts run --no-send");
  const built = await trends("run", "--no-send");
  expect(built, built.stderr).toMatchObject({ code: 0, stderr: "" });
  expect(built.stdout).toMatch(/^data {5}invented/m);
});

describe.concurrent("a sample that was run", () => {
  it("stores every week without a reject, as the truth has it", async () => {
    const truth = await readJson(folder, "truth.json");
    expect(truth.weeks).toHaveLength(10);
    for (const { week, rows, totals } of truth.weeks) {
      const snapshot = await readJson(folder, `snapshots/${week}/snapshot.json`);
      expect(snapshot).toMatchObject({ invented: true, totals: { openings: rows, closed: totals.closed } });
      expect(snapshot.sources).toMatchObject([{ name: "sample", rows, accepted: rows, rejected: {} }]);
    }
  });

  it("calls the planted rise of pay, close to what was expected, and no burst a change", async () => {
    const truth = await readJson(folder, "truth.json");
    const { changes, guard } = await readJson(folder, `snapshots/${LAST}/changes.json`);
    expect(guard).toEqual({ total: [], roles: [] });
    const of = (role: string, metric: string) =>
      changes.find((change: Record<string, unknown>) => change["slice"] === role && change["metric"] === metric);
    const pay = of("data-engineer", "pay");
    expect(pay.verdict).toBe("rose");
    expect(pay.difference / pay.before).toBeCloseTo(truth.changes[0].expected.change, 1);
    const [burst] = truth.bursts;
    expect(
      truth.weeks.find(({ week }: { week: string }) => week === burst.week).roles[burst.role].openings,
    ).toBeGreaterThan(1.3 * truth.weeks.at(-6).roles[burst.role].openings);
    for (const metric of ["offers", "pay", "remote"]) {
      expect(["rose", "fell"], metric).not.toContain(of(burst.role, metric)?.verdict);
      expect(["rose", "fell"], metric).not.toContain(of("total", metric)?.verdict);
    }
  });

  it("says on every surface, before anything else, that its data are invented", async () => {
    const at = (name: string) => readFile(join(folder, "reports", LAST, name), "utf8");
    const [mail = "", text = "", page = ""] = await Promise.all(["email.html", "email.txt", "index.html"].map(at));
    expect(text.replaceAll(/\s+/g, " ").indexOf(BANNER)).toBeLessThan(100);
    for (const html of [mail, page]) expect(html.indexOf(BANNER)).toBeLessThan(html.indexOf("<h1"));
    expect(mail).toContain('role="note"');
    expect(await readJson(folder, `reports/${LAST}/edition.json`)).toMatchObject({ invented: true });
    expect(text).toContain("AI Salary Trends (invented data)");
  });

  it("tells the offers of its roles as the mean that they are, for its postings stay open", async () => {
    const at = (name: string) => readFile(join(folder, "reports", LAST, name), "utf8");
    const [mail = "", text = "", page = ""] = await Promise.all(["email.html", "email.txt", "index.html"].map(at));
    for (const surface of [mail, text, page]) {
      expect(surface).toContain("Open on average");
      expect(surface.replace(/\s+/g, " ")).toContain("how many offers were open on average");
    }
  });

  it("says so on the command line", async () => {
    expect((await trends("build")).stdout).toMatch(/^data {4}invented/m);
    expect((await trends("check")).stdout).toMatch(/2026-W46: invented/);
    expect((await trends("status")).stdout).toMatch(/^data {8}invented/m);
    for (const args of [["build"], ["check"]])
      expect(JSON.parse((await trends(...args, "--json")).stdout)).toMatchObject({ invented: true });
    expect(JSON.parse((await trends("status", "--json")).stdout)).toMatchObject({ newest: { invented: true } });
  }, 180_000);

  it("is the same, byte for byte, when made again", async () => {
    const again = await run(["sample", ...OPTIONS, "--out", "again", "--json"], { cwd: parent });
    expect(JSON.parse(again.stdout)).toMatchObject({ invented: true, changes: [{ size: 0.1 }], bursts: [{}] });
    const before = await contentOf(folder);
    const now = await contentOf(join(parent, "again"));
    expect(Object.keys(now)).toHaveLength(15);
    expect(before).toMatchObject(now);
  });
});

describe.concurrent("trends sample", () => {
  it("refuses a folder that holds anything", async () => {
    const result = await run(["sample", "--out", "demo"], { cwd: parent });
    expectRefusal(result, 2, "folder-in-the-way", "demo is not empty", "--out");
  });

  it.each([
    [["--weeks", "0"], "--weeks", "1 to 520"],
    [["--weeks", "521"], "--weeks", "1 to 520"],
    [["--weeks", "2.5"], "--weeks", "whole number"],
    [["--postings", "0"], "--postings", "1 to 10000000"],
    [["--postings", "1e9"], "--postings", "1 to 10000000"],
    [["--seed", "-1"], "--seed", "0 to 4294967295"],
    [["--last-week", "2025-W53"], "--last-week", "no such week"],
    [["--bursts", "101"], "--bursts", "0 to 100"],
    [["--plant", "data-engineer:pay:2020-W01:+8%"], "--plant data-engineer:pay:2020-W01", "2026-W21 to 2026-W46"],
    [["--plant", "poet:pay:2026-W40:+8%"], 'no role "poet"', "mlops-engineer"],
    [["--plant", "none", "--plant", "data-engineer:pay:2026-W40:+8%"], "none", "alone"],
  ])("refuses %s", async (args, what, hint) => {
    const at = await freshFolder();
    const result = await run(["sample", ...args, "--out", "made", "--json"], { cwd: at });
    expect(result.code).toBe(2);
    expect(`${jsonError(result).message} ${jsonError(result).hint}`).toContain(what);
    expect(`${jsonError(result).message} ${jsonError(result).hint}`).toContain(hint);
    expect(await contentOf(at)).toEqual({});
  });

  it("has help with an example, and says what its options count", async () => {
    const { stdout } = await run(["sample", "--help"], { cwd: parent });
    for (const said of ["Example:", "on average over the weeks", "2026-W46", "none", "repeatable"])
      expect(stdout).toContain(said);
  });
});
