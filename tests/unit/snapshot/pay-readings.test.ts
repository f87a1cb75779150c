import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, literal, openDatabase } from "../../../src/duckdb.ts";
import { readPayReadings } from "../../../src/snapshot/pay-readings.ts";
import { writePostings } from "../../../src/snapshot/store.ts";

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-readings-"));
  database = await openDatabase();
});
afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

type Job = readonly [key: string, employer: string | null, pay: number | null];

/** Stores two weeks of jobs and reads the second against the first. */
async function reading(before: readonly Job[], now: readonly Job[]) {
  const own = await mkdtemp(join(folder, "case-"));
  const rows = [
    ...before.map((job) => [...job, "2026-W44"] as const),
    ...now.map((job) => [...job, "2026-W45"] as const),
  ];
  const values = rows.map(
    ([key, employer, pay, week]) =>
      `(${literal(key)}, ${employer === null ? "NULL" : literal(employer)}, ${pay ?? "NULL"}::BIGINT, ${literal(week)})`,
  );
  await database.run(`CREATE OR REPLACE TABLE postings AS SELECT key, NULL AS offer, 'T' AS title, employer, ['x'] AS roles, ['X'] AS role_titles,
    NULL AS level, NULL AS country, NULL AS place, NULL AS places, NULL AS pay_from, NULL AS pay_tiers, NULL AS workplace, NULL AS employment_type, pay AS pay_floor, pay AS pay_midpoint, pay AS pay_ceiling,
    'USD' AS currency, NULL::VARCHAR[] AS skills, NULL::BOOLEAN AS equity, NULL::BOOLEAN AS bonus, NULL AS first_seen, NULL AS last_seen, 'test' AS source, week
    FROM (VALUES ${values.join(", ")}) AS t(key, employer, pay, week)`);
  for (const week of ["2026-W44", "2026-W45"]) await writePostings(own, week, database);
  return (await readPayReadings(own, ["2026-W45"], database)).get("2026-W45");
}

describe("how pay reads against the week before", () => {
  it("counts pay that was lost, gained or altered, of the jobs open in both weeks", async () => {
    const before: Job[] = [
      ["same", "A", 100_000],
      ["lost", "B", 100_000],
      ["gained", "C", null],
      ["altered", "D", 100_000],
      ["none", "E", null],
      ["closed", "F", 100_000],
    ];
    const now: Job[] = [
      ["same", "A", 100_000],
      ["lost", "B", null],
      ["gained", "C", 90_000],
      ["altered", "D", 97_000],
      ["none", "E", null],
      ["opened", "F", null],
    ];
    expect(await reading(before, now)).toEqual({ postings: 5, changed: 3, others: { postings: 4, changed: 2 } });
  });

  it("takes what a rate of exchange does in a week for no change", async () => {
    const jobs = (factor: number): Job[] => [["a", "A", 100_000 * factor]];
    expect(await reading(jobs(1), jobs(1.02))).toMatchObject({ postings: 1, changed: 0 });
    expect(await reading(jobs(1), jobs(0.97))).toMatchObject({ postings: 1, changed: 1 });
  });

  it("leaves out, for the others, the employer that changed most", async () => {
    const jobs = (pay: number): Job[] => [
      ["a1", "A", pay],
      ["a2", "A", pay],
      ["b1", "B", pay],
      ["c1", "C", 50_000],
      ["c2", "C", 50_000],
      ["c3", "C", 50_000],
    ];
    expect(await reading(jobs(100_000), jobs(120_000))).toEqual({
      postings: 6,
      changed: 3,
      others: { postings: 4, changed: 1 },
    });
  });

  it("takes each job without an employer for an employer of its own", async () => {
    const jobs = (pay: number): Job[] => [
      ["a", null, pay],
      ["b", null, pay],
    ];
    expect(await reading(jobs(1e5), jobs(2e5))).toEqual({
      postings: 2,
      changed: 2,
      others: { postings: 1, changed: 1 },
    });
  });

  it("leaves keys out that stand for several jobs, and finds nothing where no job stayed open", async () => {
    const twice: Job[] = [
      ["a", "A", 1e5],
      ["a", "A", 2e5],
    ];
    expect(await reading(twice, twice)).toEqual({ postings: 0, changed: 0, others: { postings: 0, changed: 0 } });
    expect(await reading([["a", "A", 1e5]], [["b", "A", 1e5]])).toMatchObject({ postings: 0 });
  });

  it("is unknown for a week whose postings, or those of the week before, are not here", async () => {
    expect(await readPayReadings(join(folder, "nowhere"), ["2026-W45"], database)).toEqual(new Map());
  });
});
