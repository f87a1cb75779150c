import { readdirSync, utimesSync } from "node:fs";
import { cp, mkdir, readdir, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { replaceFolder } from "../../src/files.ts";
import { contentOf, expectRefusal, freshFolder, jsonError, put, run } from "./cli.ts";
import { FEED, madeUpFeed } from "./made-up-feed.ts";
import { csv, posting } from "./postings.ts";

const WEEK = "2026-W32";
/** Another name gives the same week another edition. */
const OTHER = ["--settings", "other.config.ts"];

let origin: string;

beforeAll(async () => {
  origin = await freshFolder();
  await put(origin, "feed.csv", madeUpFeed(2));
  await put(origin, "other.config.ts", 'export default { name: "Another Letter" };');
  expect(await run(["ingest", "feed.csv", ...FEED], { cwd: origin })).toMatchObject({ code: 0 });
  expect(await run(["build"], { cwd: origin })).toMatchObject({ code: 0 });
});

/** A project of its own with an edition of the week. */
async function project(): Promise<string> {
  const folder = await freshFolder();
  await cp(origin, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** What a reader finds under the week's address. */
async function edition(folder: string): Promise<Record<string, string>> {
  return contentOf(join(folder, "reports", await readlink(join(folder, "reports", WEEK))));
}

describe.concurrent("the archive", () => {
  it("is left as it was when a real folder stands in the way", async () => {
    const folder = await project();
    await rm(join(folder, "reports", WEEK));
    await put(folder, `reports/${WEEK}/mine.txt`, "mine");
    const before = await contentOf(join(folder, "reports"));
    const result = await run(["build", "--json"], { cwd: folder });
    expectRefusal(result, 2, `reports/${WEEK}`, "Move it away or delete it");
    expect(jsonError(result).code).toBe("folder-in-the-way");
    expect(await contentOf(join(folder, "reports"))).toEqual(before);
  });

  it("takes the place of an empty folder", async () => {
    const folder = await project();
    await rm(join(folder, "reports"), { recursive: true });
    await mkdir(join(folder, "reports", WEEK), { recursive: true });
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await edition(folder)).toEqual(await edition(origin));
  });

  it("is left as it was by an edition that a check blocks", async () => {
    const folder = await freshFolder();
    await put(folder, "a.csv", csv([posting(1), posting(2)]));
    await run(["ingest", "a.csv", "--format", "postings"], { cwd: folder });
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
    const before = await contentOf(join(folder, "reports"));
    const [week = ""] = await readdir(join(folder, "snapshots"));
    await put(folder, `snapshots/${week}/letter.md`, "We read 98,765 ads for this letter.\n");
    const result = await run(["build", "--json"], { cwd: folder });
    expectRefusal(result, 4, "held back", "unbound-number", "The archive was left as it was", "trends check");
    expect(jsonError(result)).toMatchObject({ code: "check-failed", findings: expect.any(Array) });
    expect(await contentOf(join(folder, "reports"))).toEqual(before);
  });

  it("keeps the edition just replaced beside the new one, and drops what is older than a minute", async () => {
    const folder = await project();
    const releases = join(folder, "reports", ".releases");
    const first = await edition(folder);
    expect(await run(["build", ...OTHER], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await edition(folder)).not.toEqual(first);
    expect(readdirSync(releases)).toHaveLength(2);
    for (const name of readdirSync(releases)) utimesSync(join(releases, name), 0, 0);
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await edition(folder)).toEqual(first);
    expect(readdirSync(releases)).toHaveLength(2);
  });

  it("holds the old edition or the new one, whole, when a build is killed while it writes", async () => {
    const renewed = await project();
    await run(["build", ...OTHER], { cwd: renewed });
    const next = await edition(renewed);
    const old = await edition(origin);
    const left: string[] = [];
    for (const written of [1, Object.keys(next).length - 1]) {
      const folder = await project();
      await run(["build", ...OTHER], {
        cwd: folder,
        started: (kill) => whenFilesIn(folder, written, kill),
      });
      const found = await edition(folder);
      expect([old, next]).toContainEqual(found);
      const half = newRelease(folder);
      expect(half).toBeDefined();
      left.push(JSON.stringify(await contentOf(half ?? "")) === JSON.stringify(next) ? "whole" : "part");
      if (written > 1) continue;
      expect(await run(["build", ...OTHER], { cwd: folder })).toMatchObject({ code: 0 });
      expect(await edition(folder)).toEqual(next);
    }
    // At least one build was killed with half of its release written.
    expect(left).toContain("part");
  });

  it("is whole after two builds at the same time, and both succeed", async () => {
    const folder = await project();
    await rm(join(folder, "reports"), { recursive: true });
    const builds = await Promise.all([run(["build"], { cwd: folder }), run(["build"], { cwd: folder })]);
    expect(builds.map(({ code }) => code)).toEqual([0, 0]);
    expect(await edition(folder)).toEqual(await edition(origin));
  });

  it("lets several writers replace a folder by the same release at once", async () => {
    const files = new Map(Array.from({ length: 12 }, (_, index) => [`f/${index}.txt`, `content ${index}`]));
    for (let round = 0; round < 10; round++) {
      const path = join(await freshFolder(), "2026-W32");
      await Promise.all(Array.from({ length: 6 }, () => replaceFolder(path, "0123456789abcdef", files)));
    }
  });
});

/** The release that a build is writing beside the one the project came with, once there is one. */
function newRelease(folder: string): string | undefined {
  const releases = join(folder, "reports", ".releases");
  const known = readdirSync(join(origin, "reports", ".releases"));
  const name = readdirSync(releases).find((each) => each.startsWith(`${WEEK}-`) && !known.includes(each));
  return name === undefined ? undefined : join(releases, name);
}

/** Calls back as soon as the build's new release holds so many files. */
function whenFilesIn(folder: string, count: number, then: () => void): void {
  const deadline = Date.now() + 20_000;
  const look = () => {
    const release = newRelease(folder);
    const files = release === undefined ? [] : readdirSync(release, { recursive: true, withFileTypes: true });
    if (files.filter((each) => each.isFile()).length >= count) then();
    else if (Date.now() < deadline) setTimeout(look, 1);
  };
  look();
}
