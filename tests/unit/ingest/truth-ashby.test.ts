import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { slug } from "../../../src/domain/role.ts";
import { openDatabase } from "../../../src/duckdb.ts";
import { type Mapping, parseMapping } from "../../../src/ingest/mapping.ts";
import { statedPaySql } from "../../../src/ingest/pay-sql.ts";
import { inspectFile } from "../../../src/ingest/source-file.ts";
import { tableFile } from "../../../src/ingest/sources/table-file.ts";
import { freshFolder, put } from "../../e2e/cli.ts";
import { lacksSharedData, sharedFile } from "../../e2e/shared-data.ts";
import { dryIngest } from "./dry-ingest.ts";
import { records } from "./naive.ts";

const JOBS = "posting-level/ashby_2025-10-28/jobs.dev.csv.gz";
const TRUTH = "truth/ashby.dev.csv";
const INTERVALS = "truth/ashby-currency-interval.dev.csv";
const MAPPING = "templates/mappings/ashby-jobs.json";

async function shipped(): Promise<Mapping> {
  return parseMapping(await readFile(MAPPING, "utf8"), MAPPING);
}

describe.skipIf(lacksSharedData(JOBS, TRUTH, INTERVALS))("the flattened jobs of Ashby boards", () => {
  it("have the true openings and US-dollar pay of every role", async () => {
    const truth = records(sharedFile(TRUTH));
    const { roleRules = [], ...mapping } = await shipped();
    const patterns = roleRules.map(({ title, pattern }) => [title, pattern]);
    expect(Object.fromEntries(patterns)).toEqual(
      Object.fromEntries(truth.map((row) => [row["role"], row["title_regex_i"]])),
    );
    // The truth is of one currency and period, and each file needs a week: the shipped mapping, but for these two.
    const folder = await freshFolder();
    const yearly = mapping.pay.map((pay) => ({ ...pay, per: { ...Object(pay.per), values: { "1 YEAR": "year" } } }));
    const columns = { ...mapping.columns, date: { constant: "2025-10-28" } };
    await put(
      folder,
      "templates/mappings/yearly.json",
      JSON.stringify({ ...mapping, roleRules, name: "yearly", columns, pay: yearly }),
    );
    const { snapshots, taken } = await dryIngest([sharedFile(JOBS)], "yearly", undefined, folder);
    expect(taken.files).toMatchObject([{ rows: 6586, accepted: 6577, rejected: { "repeated-key": 9 } }]);
    const roles = snapshots.get("2025-W44")?.roles;
    for (const row of truth) {
      const { openings, pay } = roles?.[slug(row["role"] ?? "")] ?? {};
      expect([openings, pay?.disclosed], row["role"]).toEqual([
        Number(row["postings"]),
        Number(row["usd_year_with_min_and_max"]),
      ]);
      for (const stat of ["mean", "median", "p25", "p75"] as const)
        if (row[`mid_${stat}`] !== "")
          expect(Math.abs((pay?.midpoint?.[stat] ?? 0) - Number(row[`mid_${stat}`]))).toBeLessThan(1);
    }
  });

  it("state pay in the true currencies and by the true periods", async () => {
    const truth = records(sharedFile(INTERVALS));
    const database = await openDatabase();
    try {
      const mapping = await shipped();
      const file = await inspectFile(sharedFile(JOBS), { delimiter: ",", quote: '"' }, () => {});
      const { relation, cells } = await tableFile(file, mapping, database);
      const rows = await database.rows(`SELECT stated_currency AS currency, stated_per AS per, count(*) AS n
        FROM (SELECT ${statedPaySql(mapping.pay, cells)} FROM ${relation}) WHERE coalesce(stated_floor, stated_ceiling) IS NOT NULL
        GROUP BY ALL ORDER BY ALL`);
      const found = rows.map((row) => `${row["currency"]} ${row["per"]} ${row["n"]}`);
      // What is paid once has no period of ours.
      const per = (interval = "") => (interval === "1 TIME" ? "null" : interval.slice(2).toLowerCase());
      const expected = truth.map(
        (row) => `${row["salary_currency"]} ${per(row["salary_interval"])} ${row["postings"]}`,
      );
      expect(found.sort()).toEqual(expected.sort());
    } finally {
      database.close();
    }
  });
});
