import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Published } from "../../../src/domain/published.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { findPublished, publishedBefore, writePublished } from "../../../src/snapshot/published.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-published-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const published = (week: string, part: Partial<Published> = {}): Published => ({
  schemaVersion: 1,
  week,
  hash: "a".repeat(64),
  subject: `Subject of ${week}`,
  preheader: "",
  variants: [{ slot: "lead", key: "lead.quiet", variant: 2 }],
  facts: [{ id: "total.openings.count", value: 9, printed: "9" }],
  pairs: [],
  lead: null,
  career: null,
  ...part,
});

describe("the record of an edition that went out", () => {
  it("is written once, and stays as it is whatever goes out later", async () => {
    expect(await writePublished(folder, published("2026-W47"))).toBe(true);
    expect(await writePublished(folder, published("2026-W47", { hash: "b".repeat(64) }))).toBe(false);
    expect((await findPublished(folder, "2026-W47"))?.content).toEqual(published("2026-W47"));
  });

  it("is written by one of several processes that send at once, whole, and leaves nothing else behind", async () => {
    const subjects = Array.from({ length: 12 }, (_, index) => `Subject ${index}`);
    const wrote = await Promise.all(
      subjects.map((subject) => writePublished(folder, published("2026-W47", { subject }))),
    );
    expect(wrote.filter(Boolean)).toHaveLength(1);
    expect(await readdir(join(folder, "2026-W47"))).toEqual(["published.json"]);
    const text = await readFile(join(folder, "2026-W47", "published.json"), "utf8");
    expect(JSON.parse(text).subject).toBe(subjects[wrote.indexOf(true)]);
  });

  it("is undefined where nothing went out, and an error where it was damaged", async () => {
    expect(await findPublished(folder, "2026-W47")).toBeUndefined();
    await writePublished(folder, { ...published("2026-W47"), subject: 3 as unknown as string });
    await expect(findPublished(folder, "2026-W47")).rejects.toMatchObject({ code: "snapshot-invalid" });
  });
});

describe("what an edition reads of those before", () => {
  it("is what went out in the eight weeks before, over the end of a year, and never its own", async () => {
    const weeks = weeksUpTo("2027-W02", 11);
    for (const week of weeks) await writePublished(folder, published(week));
    const read = await publishedBefore(folder, "2027-W01");
    expect(read.map(({ content }) => content.week)).toEqual(weeks.slice(1, 9));
    expect(read.map(({ path }) => path)).toContain("2026-W53/published.json");
    expect(read.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it("is what it read before, once it went out itself, whatever went out since", async () => {
    await writePublished(folder, published("2026-W45"));
    await writePublished(folder, published("2026-W46"));
    await writePublished(folder, published("2026-W47", { knew: ["2026-W45"] }));
    const weeks = async (week: string) => (await publishedBefore(folder, week)).map(({ content }) => content.week);
    expect(await weeks("2026-W47")).toEqual(["2026-W45"]);
    expect(await weeks("2026-W48")).toEqual(["2026-W45", "2026-W46", "2026-W47"]);
  });
});
