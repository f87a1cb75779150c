import { afterAll, beforeAll } from "vitest";
import { type Database, literal, openDatabase } from "../../../src/duckdb.ts";
import { type Cells, cellsOf } from "../../../src/ingest/field-sql.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const file = { path: "rows.csv", container: "csv", gzip: false, sha256: "", header: ["c"], lines: 0 } as const;

/** The cells of a table with the one column "c". */
export const cells: Cells = cellsOf(file, ["c"], new Set());

/** What DuckDB makes of an expression for each cell of the column "c", in order. */
export async function evaluated(sql: string, values: readonly (string | null)[]): Promise<unknown[]> {
  const rows = values.map((value, index) => `(${index}, ${value === null ? "NULL" : literal(value)})`).join(", ");
  const found = await database.rows(`SELECT ${sql} AS value FROM (VALUES ${rows}) AS t(i, c) ORDER BY i`);
  return found.map((row) => row["value"]);
}
