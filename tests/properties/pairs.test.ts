import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, literal, openDatabase } from "../../src/duckdb.ts";
import { pairedSql } from "../../src/ingest/pairs-sql.ts";
import { markRevised } from "../../src/ingest/revised.ts";
import { cameBack, greedyPairs } from "../unit/ingest/naive.ts";

const SEED = { seed: 20240512, numRuns: 120 };

/** Few values, so that rows are often equal; the last column is the pay that may differ inside a pair. */
const row = fc.record({
  c0: fc.constantFrom("a", "b", ""),
  c1: fc.constantFrom("x", "🚀 y", ""),
  c2: fc.constantFrom("1", "2", "10", "none", ""),
});
const rows = fc.array(row, { maxLength: 30 });
type Row = { c0: string; c1: string; c2: string };

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

async function table(name: string, content: readonly Row[]): Promise<void> {
  const cell = (text: string) => (text === "" ? "NULL" : literal(text));
  await database.run(`CREATE OR REPLACE TABLE ${name} (c0 VARCHAR, c1 VARCHAR, c2 VARCHAR)`);
  if (content.length > 0)
    await database.run(
      `INSERT INTO ${name} VALUES ${content.map(({ c0, c1, c2 }) => `(${[c0, c1, c2].map(cell).join(", ")})`).join(", ")}`,
    );
}

interface Posting {
  readonly record: number;
  readonly low: unknown;
  readonly high: unknown;
}

/** The postings that the rows come to, by their first row, and the rows that are the second of one. */
async function paired(content: readonly Row[]): Promise<{ postings: Posting[]; second: number[] }> {
  await table("main_rows", content);
  const found = await database.rows(
    `SELECT record, second, low2, high2 FROM (${pairedSql("main_rows", 3, [2])}) ORDER BY record`,
  );
  const of = (second: boolean) => found.filter((each) => each["second"] === second);
  return {
    postings: of(false).map((each) => ({ record: Number(each["record"]), low: each["low2"], high: each["high2"] })),
    second: of(true).map((each) => Number(each["record"])),
  };
}

/** What greedy pairing of the same rows gives; rows without any cell but pay are never a pair. */
function expected(content: readonly Row[]): number[][] {
  const numbered = content.map((each, index) => ({ ...each, index: String(index) }));
  const kept = numbered.map((each) => (each.c0 + each.c1 === "" ? { ...each, c0: `alone ${each.index}` } : each));
  return greedyPairs(kept, ["c2", "index"]).map((posting) => posting.map(({ index }) => Number(index)));
}

describe("rows that are one posting", () => {
  it("are the ones that a greedy walk through the file finds, and every row is in exactly one posting", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (content) => {
        const { postings, second } = await paired(content);
        const walk = expected(content);
        expect(postings.map(({ record }) => record)).toEqual(walk.map(([first]) => first));
        expect(second).toEqual(walk.flatMap(([, next]) => next ?? []));
        expect(postings.length + second.length).toBe(content.length);
      }),
      SEED,
    );
  });

  it("have a smaller and a larger figure whichever row comes first, and none where a row is alone", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (content) => {
        const walk = expected(content);
        const swapped = walk.flatMap((posting) => posting.toReversed().flatMap((index) => content[index] ?? []));
        const ends = async (some: readonly Row[]) =>
          (await paired(some)).postings.map(({ low, high }) => [low, high] as const);
        const found = await ends(content);
        expect(await ends(swapped)).toEqual(found);
        for (const [index, [low, high]] of found.entries()) {
          if (walk[index]?.length === 1) expect([low, high]).toEqual([null, null]);
          if (Number(low) && Number(high)) expect(Number(low)).toBeLessThanOrEqual(Number(high));
        }
      }),
      SEED,
    );
  });
});

describe("postings that went and came back", () => {
  it("are as many as a plain search finds, pairs first, each row that went standing for one", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(row, { maxLength: 15 }), async (content, went) => {
        await table("main_rows", content);
        await database.run(`CREATE OR REPLACE TABLE main_postings AS ${pairedSql("main_rows", 3, [2])}`);
        await table("removed_rows", went);
        await markRevised(
          {
            came: "main_postings",
            went: "(SELECT *, rowid AS record FROM removed_rows)",
            columns: 3,
            kinds: [["renamed", [1]]],
          },
          database,
        );
        const found = await database.rows("SELECT record, why FROM revised ORDER BY record");
        const postings = expected(content).map((posting) =>
          posting.flatMap((index) => {
            const each = content[index];
            return each === undefined ? [] : [{ ...each, index: String(index) }];
          }),
        );
        const back = cameBack(
          postings,
          went.map((each) => ({ ...each, index: "" })),
          ["c1", "index"],
        );
        const records = back.map(([first]) => Number(first?.index)).sort((one, other) => one - other);
        expect(found.map((each) => each["record"])).toEqual(records);
      }),
      SEED,
    );
  });

  it("use up a row that went only once, in one way or the other", async () => {
    await table("main_rows", [
      { c0: "a", c1: "new title", c2: "1" },
      { c0: "b", c1: "between", c2: "9" },
      { c0: "a", c1: "old title", c2: "2" },
    ]);
    await database.run(`CREATE OR REPLACE TABLE main_postings AS ${pairedSql("main_rows", 3, [2])}`);
    await table("removed_rows", [{ c0: "a", c1: "old title", c2: "1" }]);
    const request = {
      came: "main_postings",
      went: "(SELECT *, rowid AS record FROM removed_rows)",
      columns: 3,
      kinds: [
        ["renamed", [1]],
        ["repriced", [2]],
      ],
    } as const;
    await markRevised(request, database);
    expect(await database.rows("SELECT record, why FROM revised")).toEqual([{ record: 0, why: "renamed" }]);
  });
});
