import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../..");

/** What one version of Node made: every text file and message by its path, as the hash of its bytes. */
export interface Made {
  readonly version: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface Compared {
  readonly versions: readonly string[];
  /** How many files each version made. */
  readonly files: number;
  /** Paths whose bytes are not the same everywhere, or that one version alone made. */
  readonly differing: readonly string[];
}

/** PNGs are the same for the same sharp; a database and the compiled code hold more than what a reader sees. */
const TEXT = /\.(html|txt|css|js|json|csv|svg|xml|eml|md)$/;
const SECRET = "0123456789".repeat(4);

/**
 * The same weeks made by each Node: invented postings read, compared and told, and the newest committed week; the archive, a
 * reader's message and the mails for other services. `nodes` are paths of Node's executables; the folder goes afterwards.
 */
export async function compareNodes(nodes: readonly string[]): Promise<Compared> {
  const folder = await mkdtemp(join(tmpdir(), "trends-nodes-"));
  try {
    const made: Made[] = [];
    for (const [index, node] of nodes.entries()) {
      // The same folder for all: a path may stand in no file, and if one does it is none of the difference.
      const place = join(folder, "newsletter");
      made.push(await madeBy(node, place));
      await rm(place, { recursive: true, force: true });
      process.stderr.write(`${made[index]?.version}: ${made[index]?.files.size} files\n`);
    }
    return comparison(made);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Paths of Node 22 and 26 out of npm, and of this process. Needs a registry; the folder is the caller's to remove. */
export async function fetchedNodes(folder: string, majors: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const major of majors) {
    const place = join(folder, major);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
    await run("npm", ["install", `node@${major}`, "--no-audit", "--no-fund"], { cwd: place });
    paths.push(join(place, "node_modules/node/bin/node"));
  }
  return [...paths, process.execPath];
}

async function madeBy(node: string, place: string): Promise<Made> {
  const { stdout } = await run(node, ["--version"]);
  const trends = async (cwd: string, ...args: readonly string[]) => {
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1", LINK_SECRET: SECRET };
    await run(node, [join(ROOT, "bin/trends.js"), ...args], { cwd, env, maxBuffer: 2 ** 26 });
  };
  await mkdir(place, { recursive: true });
  await trends(place, "sample", "--weeks", "10", "--postings", "2000", "--seed", "1", "--out", "invented");
  await cp(join(ROOT, "snapshots"), join(place, "real/snapshots"), { recursive: true });
  await writeFile(
    join(place, "real/trends.config.ts"),
    `export default ${JSON.stringify({
      siteUrl: "https://example.org/",
      approval: "auto",
      sending: { unsubscribeUrl: "https://example.org/u/{token}" },
    })};\n`,
  );
  await trends(join(place, "invented"), "run", "--no-send");
  for (const name of ["invented", "real"]) {
    const project = join(place, name);
    if (name === "real") {
      await trends(project, "build", "--compare", "data-engineer,data-scientist");
      for (const service of ["listmonk", "buttondown", "generic"])
        await trends(project, "export-mail", "--for", service);
    }
    await trends(project, "send", "--test", "reader@example.com");
  }
  return { version: stdout.trim(), files: await textsIn(place) };
}

async function textsIn(place: string): Promise<Map<string, string>> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((each) => each.isFile() && TEXT.test(each.name))) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    // A release's folder and a message's file are named at random or by the clock, and the clock dates the message.
    const name = path.slice(place.length + 1).replace(/\.releases\/([^/]*)-[0-9a-f]{8}\//, ".releases/$1/");
    const text = name.endsWith(".eml") ? bytes.toString("latin1").replace(/^Date: .*\r\n/m, "") : bytes;
    files.set(name, createHash("sha256").update(text).digest("hex"));
  }
  return files;
}

function comparison(made: readonly Made[]): Compared {
  const [first, ...others] = made;
  const names = new Set(made.flatMap(({ files }) => [...files.keys()]));
  const differing = [...names].filter((name) => others.some(({ files }) => files.get(name) !== first?.files.get(name)));
  return { versions: made.map(({ version }) => version), files: names.size, differing: differing.sort() };
}
