import type { Database } from "../duckdb.ts";
import type { SideFile } from "./ingested-file.ts";
import { columnsRead, type Mapping, type Side } from "./mapping.ts";
import type { SourceFile } from "./source-file.ts";
import { readable, refuseUnclosedQuote, tableFile, takeMalformed } from "./sources/table-file.ts";

/** A side file in the database: a row per key, with the key as `k` and the columns that the mapping reads as `v0`, `v1` … */
export interface SideTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly counted: Omit<SideFile, "file">;
}

/**
 * Reads a side file into a table of the given name. Where a key may stand once, its first row counts; where it may stand in
 * many rows, each column is the list of its cells. Rows without a key are not used.
 */
export async function sideTable(
  table: string,
  file: SourceFile,
  side: Side,
  mapping: Mapping,
  database: Database,
): Promise<SideTable> {
  const { relation, cells } = await readable(file, () => tableFile(file, mapping, database));
  const key = typeof side.on === "string" ? side.on : side.on.side;
  const wanted = columnsRead(mapping);
  const columns = cells.names.filter((name) => wanted.has(name));
  const values = columns.map((name, index) => `${cells.text(name, false)} AS v${index}`);
  const select = `SELECT ${[`${cells.text(key, false)} AS k`, ...values].join(", ")} FROM ${relation}`;
  await readable(file, () => database.run(`CREATE OR REPLACE TEMP TABLE side_rows AS ${select}`));
  const malformed = await takeMalformed(database);
  const [counted] = await database.rows(
    "SELECT count(*) AS n, count(k) - count(DISTINCT k) AS repeated FROM side_rows",
  );
  const rows = Number(counted?.["n"] ?? 0);
  refuseUnclosedQuote(file, malformed, rows);
  const lists = columns.map((_, index) => `, list(v${index} ORDER BY rowid) AS v${index}`).join("");
  const once = "QUALIFY row_number() OVER (PARTITION BY k ORDER BY rowid) = 1";
  await database.run(
    `CREATE TEMP TABLE ${table} AS ${
      side.rows === "many"
        ? `SELECT k${lists} FROM side_rows WHERE k IS NOT NULL GROUP BY k`
        : `SELECT * FROM side_rows WHERE k IS NOT NULL ${once}`
    }`,
  );
  await database.run("DROP TABLE side_rows");
  const repeatedKeys = side.rows === "many" ? 0 : Number(counted?.["repeated"] ?? 0);
  return {
    table,
    columns,
    counted: { sha256: file.sha256, rows: rows + malformed.length, repeatedKeys, malformed: malformed.length },
  };
}
