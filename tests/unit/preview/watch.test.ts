import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/log.ts";
import { type Watched, watchFiles } from "../../../src/preview/watch.ts";

let folder: string;
let stop = () => {};
let heard = 0;
let waiting: (() => void)[] = [];

/** Resolves at the next change that is told. */
const next = () => new Promise<void>((resolve) => waiting.push(resolve));
const put = async (name: string, text = "text") => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};

function start(...roots: (Partial<Watched> & { name: string })[]) {
  const watched = roots.map(({ name, ...part }) => ({
    folder: join(folder, name),
    depth: 2,
    matters: (path: string) => path.endsWith(".txt"),
    ...part,
  }));
  const changed = () => {
    heard += 1;
    for (const tell of waiting.splice(0)) tell();
  };
  ({ stop } = watchFiles(() => watched, changed, silentLog));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-watch-"));
  heard = 0;
  waiting = [];
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true, force: true });
});

describe("watching", () => {
  it("hears a file that is written, saved by renaming and saved so again, and deleted", async () => {
    await put("a/b/one.txt");
    start({ name: "a" });
    for (const save of [
      () => put("a/b/one.txt", "more"),
      async () => {
        await put("a/b/.one.swp");
        await rename(join(folder, "a/b/.one.swp"), join(folder, "a/b/one.txt"));
      },
      async () => {
        await put("a/b/.two.swp");
        await rename(join(folder, "a/b/.two.swp"), join(folder, "a/b/one.txt"));
      },
      () => rm(join(folder, "a/b/one.txt")),
    ]) {
      const told = next();
      await save();
      await told;
    }
  });

  it("hears files in folders that are made, replaced or come only later", async () => {
    await put("a/b/one.txt");
    start({ name: "a" }, { name: "later/still" });
    for (const save of [
      () => put("a/new/one.txt"),
      () => put("a/new/one.txt", "more"),
      async () => {
        await rename(join(folder, "a/b"), join(folder, "a/old"));
      },
      () => put("a/b/one.txt"),
      () => put("a/b/one.txt", "more"),
      () => put("later/still/one.txt"),
    ]) {
      const told = next();
      await save();
      await told;
    }
    // The folders above are watched now, so one more save is heard by itself.
    const told = next();
    await put("later/still/one.txt", "more");
    await told;
  });

  it("tells a burst of saves in fewer calls than saves", async () => {
    await put("a/one.txt");
    start({ name: "a" });
    for (let save = 0; save < 50; save++) writeFileSync(join(folder, "a", `${save}.txt`), "text");
    await next();
    const last = next();
    await put("a/last.txt");
    await last;
    expect(heard).toBeLessThan(10);
  });

  it("lives without the folder it watches", async () => {
    start({ name: "nowhere" });
    const told = next();
    await put("nowhere/one.txt");
    await told;
  });
});
