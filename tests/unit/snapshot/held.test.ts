import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropHeld, heldSnapshots, writeHeld } from "../../../src/snapshot/held.ts";
import { findSnapshot, readSnapshot, storedWeeks, writeSnapshot } from "../../../src/snapshot/store.ts";
import { snapshotOf, WEEK } from "../compare/worlds.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-held-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a held snapshot", () => {
  it("stands in place of the week's own, in the same form, and is no stored week", async () => {
    expect(await writeHeld(folder, snapshotOf(WEEK))).toBe(true);
    expect(await readdir(join(folder, WEEK))).toEqual(["held.json"]);
    expect(await heldSnapshots(folder)).toEqual([snapshotOf(WEEK)]);
    expect(await storedWeeks(folder)).toEqual([]);
    expect(await findSnapshot(folder, WEEK)).toBeUndefined();
    await writeHeld(join(folder, "again"), snapshotOf(WEEK));
    await writeSnapshot(join(folder, "plain"), snapshotOf(WEEK));
    const held = await readFile(join(folder, WEEK, "held.json"), "utf8");
    expect(await readFile(join(folder, "again", WEEK, "held.json"), "utf8")).toBe(held);
    expect(await readFile(join(folder, "plain", WEEK, "snapshot.json"), "utf8")).toBe(held);
  });

  it("takes postings away that a crash left without their snapshot", async () => {
    await mkdir(join(folder, WEEK));
    await writeFile(join(folder, WEEK, "postings.parquet"), "half");
    await writeHeld(folder, snapshotOf(WEEK));
    expect(await readdir(join(folder, WEEK))).toEqual(["held.json"]);
  });

  it("leaves a stored week as it is", async () => {
    await writeSnapshot(folder, snapshotOf(WEEK));
    await writeFile(join(folder, WEEK, "postings.parquet"), "whole");
    expect(await writeHeld(folder, snapshotOf(WEEK, { totals: { openings: 1 } }))).toBe(false);
    expect((await readdir(join(folder, WEEK))).sort()).toEqual(["postings.parquet", "snapshot.json"]);
  });

  it("is read no more once the week is stored, and goes", async () => {
    await writeHeld(folder, snapshotOf(WEEK));
    await writeSnapshot(folder, snapshotOf(WEEK));
    expect(await heldSnapshots(folder)).toEqual([]);
    await dropHeld(folder, WEEK);
    expect(await readdir(join(folder, WEEK))).toEqual(["snapshot.json"]);
    await dropHeld(folder, WEEK);
  });

  it("is named where its week is asked for", async () => {
    await writeHeld(folder, snapshotOf(WEEK));
    await expect(readSnapshot(folder, WEEK)).rejects.toMatchObject({
      code: "snapshot-missing",
      message: expect.stringContaining(`${WEEK} is held`),
      hint: expect.stringContaining("--accept"),
    });
  });

  it("that is damaged is refused with its path", async () => {
    await mkdir(join(folder, WEEK));
    await writeFile(join(folder, WEEK, "held.json"), "{");
    await expect(heldSnapshots(folder)).rejects.toThrow(join(WEEK, "held.json"));
  });
});
