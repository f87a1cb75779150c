import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshFolder, ROOT, run } from "./cli.ts";

const LAUNCHER = join(ROOT, "bin", "trends.js");

/** Runs in the process before the command line, and says at its end which packages were loaded. */
const TELL = `import { registerHooks } from "node:module";
const seen = new Set();
registerHooks({ load(url, context, next) {
  const [, own] = /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/(?!.*\\/node_modules\\/)/.exec(url) ?? [];
  if (own !== undefined) seen.add(own);
  return next(url, context);
} });
process.on("exit", () => process.stderr.write("LOADED " + [...seen].join(" ") + "\\n"));`;

async function loadedBy(...args: string[]): Promise<string[]> {
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(TELL)}` };
  const { code, stderr } = await run(args, { cwd: ROOT, env });
  expect(code, stderr).toBe(0);
  return (/LOADED (.*)/.exec(stderr)?.[1] ?? "").split(" ");
}

const HEAVY = ["@duckdb/node-api", "mjml", "vega", "vega-lite", "sharp", "kysely", "hono"];

describe.concurrent("the command line", () => {
  it.each([["check", "--help"], ["facts"], ["status"]])("loads no heavy package for %s %s", async (...args) => {
    const loaded = await loadedBy(...args.filter((each) => each !== undefined));
    expect(loaded).toContain("commander");
    expect(HEAVY.filter((name) => loaded.includes(name))).toEqual([]);
  });

  it("compiles and draws an edition without a database, a client of the web or an optimiser of SVG", async () => {
    const loaded = await loadedBy("check", "--week", "2023-W39");
    expect(loaded).toEqual(expect.arrayContaining(["mjml", "sharp"]));
    const kept = ["@duckdb/node-api", "kysely", "hono", "undici", "svgo"];
    expect(kept.filter((name) => loaded.includes(name))).toEqual([]);
  });

  it("names every command in its help, and suggests one for a misspelt one", async () => {
    const help = await run(["--help"], { cwd: ROOT });
    for (const name of ["run", "build", "facts", "publish", "sample"]) expect(help.stdout).toContain(`\n  ${name}`);
    const misspelt = await run(["biuld"], { cwd: ROOT });
    expect(misspelt).toMatchObject({ code: 2, stderr: expect.stringContaining("build") });
  });

  it("lets no file's name give orders to the terminal", async () => {
    const cwd = await freshFolder();
    const name = "no\u001b[2Jfeed\u202ecsv.csv";
    const { code, stderr } = await run(["ingest", name, "--format", "postings"], { cwd });
    expect(code).not.toBe(0);
    expect(stderr).toContain("no\\u001b[2Jfeed\\u202ecsv.csv");
    expect(stderr).not.toContain("\u001b");
  });

  it("ends as it would have when nobody reads what it reports", async () => {
    const args = [LAUNCHER, "--verbose", "facts", "--week", "2020-W01"];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    child.stderr.destroy();
    child.stdout.resume();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(3);
  });

  it.skipIf(!existsSync("/dev/full"))("says without a trace that its answer found no room", async () => {
    const answer = openSync("/dev/full", "w");
    const args = [LAUNCHER, "facts", "--week", "2023-W39"];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", answer, "pipe"] });
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(stderr).toMatch(/^not-writable: The answer could not be written: ENOSPC.*\nWhat the command stored/);
    expect(stderr).not.toContain("    at ");
    closeSync(answer);
  });
});
