import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../../src/files.ts";
import { silentProgress } from "../../../src/progress.ts";
import type { SampleOptions } from "../../../src/sample/plan.ts";
import { writeSample } from "../../../src/sample/sample.ts";

const OPTIONS: SampleOptions = {
  weeks: 3,
  postings: 60,
  seed: 11,
  lastWeek: "2026-W46",
  plants: undefined,
  bursts: 1,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-sample-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const unpacked = async (path: string) => gunzipSync(await readFile(join(folder, path))).toString("utf8");
const filesIn = async (at: string) =>
  (await readdir(at, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length + 1))
    .sort();

describe("writeSample", () => {
  it("writes a project: a file per week, the truth, the mapping and the settings", async () => {
    const sample = await writeSample(OPTIONS, folder, silentProgress);
    expect(await filesIn(folder)).toEqual([
      "README.md",
      "package.json",
      "postings/2026-W44.csv.gz",
      "postings/2026-W45.csv.gz",
      "postings/2026-W46.csv.gz",
      "templates/mappings/sample.json",
      "trends.config.ts",
      "truth.json",
    ]);
    const truth = JSON.parse(await readFile(join(folder, "truth.json"), "utf8"));
    expect(truth).toMatchObject({
      invented: true,
      options: { seed: 11, weeks: 3, postings: 60, lastWeek: "2026-W46" },
    });
    expect(truth.bursts).toHaveLength(1);
    for (const [index, file] of sample.files.entries()) {
      const text = await unpacked(file.path);
      expect(sha256(text)).toBe(truth.weeks[index].sha256);
      expect(text.trimEnd().split("\n").length - 1).toBe(truth.weeks[index].totals.openings);
    }
    expect(sample.rows).toBe(sample.files.reduce((sum, { rows }) => sum + rows, 0));
  });

  it("begins its files as it always did", async () => {
    await writeSample({ ...OPTIONS, bursts: 0, plants: [] }, folder, silentProgress);
    const lines = (await unpacked("postings/2026-W46.csv.gz")).split("\n").slice(0, 12);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "../../golden/sample/first-lines/expected.csv"),
    );
    await expect(await readFile(join(folder, "trends.config.ts"), "utf8")).toMatchFileSnapshot(
      join(import.meta.dirname, "../../golden/sample/first-lines/expected.config.ts.txt"),
    );
  });

  it("gives the same bytes for the same options", async () => {
    const [one, other] = [join(folder, "one"), join(folder, "other")];
    await writeSample(OPTIONS, one, silentProgress);
    await writeSample(OPTIONS, other, silentProgress);
    for (const name of await filesIn(one))
      expect(await readFile(join(one, name))).toEqual(await readFile(join(other, name)));
  });

  it("leaves a folder alone that holds anything, and a file that stands in its place", async () => {
    await writeFile(join(folder, "mine.txt"), "mine");
    await expect(writeSample(OPTIONS, folder, silentProgress)).rejects.toThrow(/is not empty/);
    await expect(writeSample(OPTIONS, join(folder, "mine.txt"), silentProgress)).rejects.toThrow(/is a file/);
    expect(await filesIn(folder)).toEqual(["mine.txt"]);
  });

  it("removes what it wrote where the writing fails", async () => {
    const failing = {
      begin: () => ({
        advance: () => {
          throw new Error("The disk is full.");
        },
        reach: () => {},
        done: () => {},
      }),
    };
    await expect(writeSample(OPTIONS, folder, failing)).rejects.toThrow("The disk is full.");
    expect(await filesIn(folder)).toEqual([]);
  });
});
