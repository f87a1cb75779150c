import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { type Database, openDatabase } from "../../../src/duckdb.ts";
import { readOffers } from "../../../src/snapshot/offers.ts";
import * as store from "../../../src/snapshot/store.ts";
import { weekChanges } from "../compare/past-worlds.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

function snapshot(week: string, openings: number): Snapshot {
  return {
    schemaVersion: 1,
    week,
    asOf: "2026-11-08",
    kind: "stock",
    scope: {},
    currency: "USD",
    method: { taxonomy: "t", fx: null, version: 1 },
    sources: [
      { name: "s", format: "postings", sha256: "0".repeat(64), rows: openings, accepted: openings, rejected: {} },
    ],
    totals: { openings, offers: null, employers: null, opened: null, closed: null, payDisclosed: 0 },
    roles: {},
  };
}

describe("the store of snapshots", () => {
  it("gives back what was written, with the hash of its file", async () => {
    expect(await store.writeSnapshot(folder, snapshot("2026-W45", 5))).toBe("new");
    const found = await store.readSnapshot(folder, "2026-W45");
    expect(found).toMatchObject({ snapshot: snapshot("2026-W45", 5), path: "2026-W45/snapshot.json" });
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await readFile(join(folder, found.path), "utf8")).toMatch(/^\{\n {2}"schemaVersion": 1,[\s\S]*\}\n$/);
  });

  it("keeps every different earlier version of a week as a numbered vintage", async () => {
    const vintages = join(folder, "2026-W45", "vintages");
    for (const [openings, state] of [
      [5, "new"],
      [5, "unchanged"],
      [6, "revised"],
      [6, "unchanged"],
      [7, "revised"],
    ] as const)
      expect(await store.writeSnapshot(folder, snapshot("2026-W45", openings))).toBe(state);
    expect((await readdir(vintages)).sort()).toEqual(["1.json", "2.json"]);
    expect(JSON.parse(await readFile(join(vintages, "2.json"), "utf8")).totals.openings).toBe(6);
  });

  it("numbers vintages on from the highest, also past ten and where one was removed", async () => {
    await mkdir(join(folder, "2026-W45", "vintages"), { recursive: true });
    for (const name of ["2.json", "10.json", "notes.txt"])
      await writeFile(join(folder, "2026-W45", "vintages", name), "{}");
    await store.writeSnapshot(folder, snapshot("2026-W45", 5));
    await store.writeSnapshot(folder, snapshot("2026-W45", 6));
    expect(await readdir(join(folder, "2026-W45", "vintages"))).toContain("11.json");
  });

  it("lists weeks with a snapshot only, in order, and no stray folders or files", async () => {
    for (const week of ["2026-W02", "2025-W52", "2026-W45"]) await store.writeSnapshot(folder, snapshot(week, 1));
    for (const name of ["2026-W46", "2026-W60", "2025-W53", "drafts", ".releases"]) await mkdir(join(folder, name));
    await writeFile(join(folder, "2026-W60", "snapshot.json"), "{}");
    await writeFile(join(folder, "2026-W44"), "a file");
    await writeFile(join(folder, "README.md"), "");
    expect(await store.storedWeeks(folder)).toEqual(["2025-W52", "2026-W02", "2026-W45"]);
    expect(await store.storedWeeks(join(folder, "nowhere"))).toEqual([]);
  });

  it("reads those of the weeks asked for that are there", async () => {
    await store.writeSnapshot(folder, snapshot("2026-W45", 1));
    const found = await store.readSnapshots(folder, ["2026-W44", "2026-W45"]);
    expect(found.map(({ path }) => path)).toEqual(["2026-W45/snapshot.json"]);
    expect(await store.findSnapshot(folder, "2026-W44")).toBeUndefined();
    expect(await store.findChanges(folder, "2026-W45")).toBeUndefined();
  });

  it("says which weeks there are when one is missing", async () => {
    await expect(store.readSnapshot(folder, "2026-W45")).rejects.toMatchObject({
      code: "snapshot-missing",
      message: expect.stringContaining("none yet"),
    });
    for (const week of ["2026-W02", "2026-W45"]) await store.writeSnapshot(folder, snapshot(week, 1));
    await expect(store.readSnapshot(folder, "2026-W44")).rejects.toThrow("There are 2, 2026-W02 to 2026-W45.");
  });

  it.each([
    ["half a file", '{"schemaVersion": 1, "week"', /it is not JSON/],
    ["nothing", "", /it is not JSON/],
    ["a field of another type", JSON.stringify({ ...snapshot("2026-W45", 1), week: 45 }), /week: /],
    ["an unknown field", JSON.stringify({ ...snapshot("2026-W45", 1), notes: "x" }), /notes/],
    ["a version of later", JSON.stringify({ ...snapshot("2026-W45", 1), schemaVersion: 2 }), /schemaVersion/],
  ])("refuses a snapshot.json that holds %s, naming file, field and remedy", async (_, text, says) => {
    await mkdir(join(folder, "2026-W45"));
    await writeFile(join(folder, "2026-W45", "snapshot.json"), text);
    const refused = store.findSnapshot(folder, "2026-W45");
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toMatchObject({
      code: "snapshot-invalid",
      exitCode: 3,
      message: expect.stringContaining(join("2026-W45", "snapshot.json")),
      hint: expect.stringContaining("ingest that week again"),
    });
  });

  it("says whether changes are others than those stored", async () => {
    const changes = weekChanges("2026-W45");
    const written = [changes, changes, { ...changes, records: [RECORD] }].map(
      (each) => () => store.writeChanges(folder, each),
    );
    const found: boolean[] = [];
    for (const write of written) found.push(await write());
    expect(found).toEqual([true, false, true]);
    expect((await store.findChanges(folder, "2026-W45"))?.changes.records).toEqual([RECORD]);
  });

  it("refuses a damaged changes.json", async () => {
    await mkdir(join(folder, "2026-W45"));
    await writeFile(join(folder, "2026-W45", "changes.json"), "[]");
    await expect(store.findChanges(folder, "2026-W45")).rejects.toMatchObject({ code: "snapshot-invalid" });
  });
});

const RECORD = { slice: "total", metric: "pay", kind: "highest", weeks: 13 } as const;

/** Postings of one role and pay: key, offer, employer and week of each. */
async function putPostings(rows: readonly (readonly [string, string | null, string | null, string])[]) {
  const database = await openDatabase();
  const text = (value: string | null) => (value === null ? "NULL::VARCHAR" : `'${value}'`);
  await database.run(`CREATE TABLE postings AS SELECT key, offer, 'T' AS title, employer, ['x'] AS roles, NULL AS place, NULL::VARCHAR AS workplace,
    90::BIGINT AS pay_floor, 100::BIGINT AS pay_midpoint, 110::BIGINT AS pay_ceiling, ['X'] AS role_titles, NULL AS level, NULL AS country, NULL AS employment_type,
    'USD' AS currency, NULL::VARCHAR[] AS skills, NULL::BOOLEAN AS equity, NULL::BOOLEAN AS bonus, NULL AS first_seen, NULL AS last_seen, 'test' AS source, week
    FROM (VALUES ${rows.map((row) => `(${row.map(text).join(", ")})`).join(", ")}) AS t(key, offer, employer, week)`);
  for (const week of new Set(rows.map((row) => row[3]))) await store.writePostings(folder, week, database);
  return database;
}

describe("the store of postings", () => {
  it("counts equal postings without an employer one by one, and joins them over weeks one by one", async () => {
    const database = await putPostings([
      ["a", null, null, "2026-W44"],
      ["a", null, null, "2026-W45"],
      ["a", null, null, "2026-W45"],
      ["b", "o", "E", "2026-W45"],
      ["c", "o", "E", "2026-W45"],
    ]);
    const offers = (await readOffers(folder, ["2026-W44", "2026-W45"], { kind: "flow" }, database)) ?? [];
    const seen = offers.filter(({ role }) => role === "x").map(({ employer, weeks }) => [employer, weeks]);
    expect(seen).toEqual([
      [null, 3],
      [null, 2],
      ["E", 2],
    ]);
    database.close();
  });

  it("has none where any of the weeks lacks its file", async () => {
    const database = await openDatabase();
    expect(await store.postingsOf(folder, "2026-W45")).toBeUndefined();
    expect(await readOffers(folder, ["2026-W45"], { kind: "flow" }, database)).toBeUndefined();
    expect(await readOffers(folder, [], { kind: "flow" }, database)).toBeUndefined();
    database.close();
  });

  it("says what the system refused to write, and leaves nothing half written", async () => {
    const full: Database = {
      run: () => Promise.reject(new Error('IO Error: Could not write file "x": No space left on device')),
      rows: () => Promise.resolve([]),
      progress: () => -1,
      close: () => {},
    };
    await expect(store.writePostings(folder, "2026-W45", full)).rejects.toMatchObject({
      code: "not-writable",
      message: expect.stringContaining("No space left on device"),
    });
    expect(await readdir(join(folder, "2026-W45"))).toEqual([]);
  });

  it("joins postings of one offer over weeks, and gives each role and the total", async () => {
    const database = await openDatabase();
    await database.run(`CREATE TABLE postings AS SELECT key, offer, 'T' AS title, employer, roles, NULL AS place, workplace,
      floor::BIGINT AS pay_floor, middle::BIGINT AS pay_midpoint, ceiling::BIGINT AS pay_ceiling, roles AS role_titles, NULL AS level, NULL AS country, NULL AS employment_type,
      'USD' AS currency, NULL::VARCHAR[] AS skills, NULL::BOOLEAN AS equity, NULL::BOOLEAN AS bonus, NULL AS first_seen, NULL AS last_seen, 'test' AS source, week
      FROM (VALUES ('a', 'o1', 'E', ['x'], 'remote', 90, 100, 110, '2026-W44'), ('b', 'o1', 'E', ['x', 'y'], NULL, 90, 100, 110, '2026-W45'),
        ('c', NULL, NULL, ['y'], 'onsite', 50, 150, 250, '2026-W45')) AS t(key, offer, employer, roles, workplace, floor, middle, ceiling, week)`);
    for (const week of ["2026-W44", "2026-W45"]) await store.writePostings(folder, week, database);
    const offers = (await readOffers(folder, ["2026-W44", "2026-W45"], { kind: "flow" }, database)) ?? [];
    const known = { level: null, mainRole: "x" };
    const first = {
      ...known,
      employer: "E",
      region: "remote",
      remoteWeeks: 1,
      newWeeks: 1,
      midpoint: 100,
      narrow: true,
    };
    const lone = {
      ...known,
      employer: null,
      region: null,
      weeks: 2,
      remoteWeeks: 0,
      newWeeks: 2,
      midpoint: 150,
      narrow: false,
    };
    expect(offers).toEqual([
      { role: "", ...lone, mainRole: "y" },
      { role: "", ...first, weeks: 3 },
      { role: "x", ...first, weeks: 3 },
      { role: "y", ...lone, mainRole: "y" },
      { role: "y", ...first, mainRole: "y", region: null, weeks: 2, remoteWeeks: 0, newWeeks: 2 },
    ]);
    expect(await store.postingKeys(folder, ["2026-W44", "2026-W45"], "y", database)).toEqual(["b", "c"]);
    expect(await store.postingKeys(folder, ["2026-W43", "2026-W45"], "y", database)).toBeUndefined();
    expect((await readdir(join(folder, "2026-W45"))).sort()).toEqual(["postings.parquet"]);
    database.close();
  });
});
