import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const LAUNCHER = join(ROOT, "bin", "trends.js");

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called once with a way to end the process: at once, as `kill -9` does, unless another signal is named. */
  readonly started?: (kill: (signal?: NodeJS.Signals) => void) => void;
}

/** Runs the real command line in a folder, without this machine's settings for mail and colours. */
export function run(args: readonly string[], { cwd, env = {}, started }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd,
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        NO_COLOR: "1",
        // Saves half of every start; the code that runs is the same.
        NODE_COMPILE_CACHE: join(tmpdir(), "trends-compile-cache"),
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    started?.((signal = "SIGKILL") => child.kill(signal));
  });
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the tests of the file are over. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "trends-test-"));
  folders.push(folder);
  return folder;
}

/** Writes a file below a folder and returns its path there. */
export async function put(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
  return name;
}

/** SHA-256 of every file below a folder, and the target of every link, by path; empty where there is no folder. */
export async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: [string, string][] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) found.push([name, `-> ${await readlink(path)}`]);
    if (entry.isFile())
      found.push([
        name,
        createHash("sha256")
          .update(await readFile(path))
          .digest("hex"),
      ]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A stored JSON file; what is in it is for the test to say. */
// biome-ignore lint/suspicious/noExplicitAny: tests read into stored files by name
export async function readJson(folder: string, name: string): Promise<any> {
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}

/** A failure as a person should meet it: the code, what and where, a remedy in full sentences, and no stack. */
export function expectRefusal(result: Run, code: number, ...says: readonly (string | RegExp)[]): void {
  expect(result, result.stderr).toMatchObject({ code });
  for (const said of says) expect(result.stderr).toMatch(said);
  expect(result.stderr).not.toContain("    at ");
  expect(result.stderr).not.toContain("bug of ours");
  const [, ...remedy] = result.stderr.trimEnd().split("\n");
  expect(remedy.join(" ")).toMatch(/[.?]$/);
}

/** The error of a run with `--json`: one object on stdout and nothing else there. */
export function jsonError(result: Run): { code: string; message: string; hint: string } & Record<string, unknown> {
  const answer: unknown = JSON.parse(result.stdout);
  expect(answer).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) },
  });
  return (answer as { error: { code: string; message: string; hint: string } }).error;
}

/** What a mail without an endpoint for one click and without a postal address is told: its findings when all is well. */
export const NOTES_ALONE = ["unsubscribe-https", "postal-address"].map((rule) =>
  expect.objectContaining({ rule, severity: "note" }),
);
