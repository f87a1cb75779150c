import type { Database } from "../duckdb.ts";
import type { SideFile } from "./ingested-file.ts";
import { type JoinedTable, joined, placeOf } from "./joined-sql.ts";
import type { Mapping, Removed } from "./mapping.ts";
import { pairedSql } from "./pairs-sql.ts";
import { markRevised } from "./revised.ts";
import { type SidePlace, sidePlace, sidePlaceIfThere } from "./side-file.ts";
import { type SideTable, sideTable } from "./side-table.ts";
import { inspectFile, type SourceFile } from "./source-file.ts";
import {
  csvDialect,
  type Malformed,
  readable,
  refuseUnclosedQuote,
  type TableFile,
  tableFile,
  takeMalformed,
} from "./sources/table-file.ts";

/** Rows with what belongs to them from other rows and other files. The relation is in the order of the file. */
export interface JointRows extends JoinedTable {
  readonly malformed: readonly Malformed[];
  readonly sideFiles: readonly SideFile[];
}

/** Side files that were read for an earlier file of the same run, by place in the mapping and path. */
export type SideTables = Map<string, SideTable>;

/** Whether a mapping joins rows at all: where it does not, a file is read in one pass and needs none of this. */
export function joinsRows({ rows, removed, sides }: Mapping): boolean {
  return rows !== undefined || removed !== undefined || sides !== undefined;
}

/** Finds what belongs to the rows of a file: the other row of a pair, what became of those that went, columns of side files. */
export async function jointRows(
  file: SourceFile,
  table: TableFile,
  mapping: Mapping,
  loaded: SideTables,
  database: Database,
): Promise<JointRows> {
  const { names } = table.cells;
  const equalBut = (mapping.rows?.pairs.equalBut ?? []).map((name) => placeOf(name, names, file.path));
  const malformed = await stage("main_rows", file, table, names, database);
  await pair("main_rows", "main_postings", names.length, equalBut, database);
  const removedFile =
    mapping.removed === undefined ? undefined : await readRemoved(mapping.removed, file, names, mapping, database);
  const sides: SideTable[] = [];
  const sideFiles: SideFile[] = removedFile === undefined ? [] : [removedFile];
  for (const [index, side] of (mapping.sides ?? []).entries()) {
    const place = await sidePlace(side.file, file.path);
    const key = `${index} ${place.path}`;
    const known =
      loaded.get(key) ??
      (await sideTable(`side_${loaded.size}`, await inspected(place, mapping), side, mapping, database));
    loaded.set(key, known);
    sides.push(known);
    sideFiles.push({ file: place.name, ...known.counted });
  }
  return { ...joined(file, names, equalBut, sides, mapping), malformed, sideFiles };
}

/** The rows of a file as a table of text, `c0`, `c1` … for its columns, in its order; the rows that could not be read. */
async function stage(
  name: string,
  file: SourceFile,
  { relation, cells }: TableFile,
  columns: readonly string[],
  database: Database,
): Promise<Malformed[]> {
  // A line of JSON may leave members out; a column of a table is there in every row or in none.
  const optional = file.container === "jsonl";
  const texts = columns.map((column, index) => `, ${cells.text(column, optional)} AS c${index}`).join("");
  await readable(file, () =>
    database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT true AS there${texts} FROM ${relation}`),
  );
  const malformed = await takeMalformed(database);
  const [counted] = await database.rows(`SELECT count(*) AS n FROM ${name}`);
  refuseUnclosedQuote(file, malformed, Number(counted?.["n"] ?? 0));
  return malformed;
}

/** Rows to postings: a table with `record` and `second`, whether the mapping joins pairs or not. */
async function pair(
  rows: string,
  postings: string,
  columns: number,
  equalBut: readonly number[],
  database: Database,
): Promise<void> {
  const select =
    equalBut.length === 0
      ? `SELECT *, rowid AS record, false AS second FROM ${rows}`
      : pairedSql(rows, columns, equalBut);
  await database.run(`CREATE OR REPLACE TEMP TABLE ${postings} AS ${select}`);
  await database.run(`DROP TABLE ${rows}`);
}

/** Marks the postings of the file that only came back; the file of what went, or undefined where nothing did. */
async function readRemoved(
  removed: Removed,
  file: SourceFile,
  names: readonly string[],
  mapping: Mapping,
  database: Database,
): Promise<SideFile | undefined> {
  const kinds = (["renamed", "repriced"] as const).map(
    (why) => [why, (removed[why] ?? []).map((name) => placeOf(name, names, file.path))] as const,
  );
  const place = await sidePlaceIfThere(removed.file, file.path);
  const went = place === undefined ? undefined : await inspected(place, mapping);
  if (place === undefined || went === undefined) {
    await database.run("CREATE OR REPLACE TEMP TABLE revised (record BIGINT, why VARCHAR)");
    return undefined;
  }
  const table = await readable(went, () => tableFile(went, mapping, database));
  const malformed = await stage("removed_rows", went, table, names, database);
  await markRevised(
    {
      came: "main_postings",
      went: "(SELECT *, rowid AS record FROM removed_rows)",
      columns: names.length,
      kinds: kinds.filter(([why]) => removed[why] !== undefined),
    },
    database,
  );
  const [counted] = await database.rows("SELECT count(*) AS n FROM removed_rows");
  const rows = Number(counted?.["n"] ?? 0) + malformed.length;
  return { file: place.name, sha256: went.sha256, rows, repeatedKeys: 0, malformed: malformed.length };
}

function inspected({ path }: SidePlace, mapping: Mapping): Promise<SourceFile> {
  return inspectFile(path, csvDialect(mapping), () => {});
}

/** Frees what `jointRows` made for the file last read. */
export async function dropJointRows(database: Database): Promise<void> {
  await database.run(
    "DROP TABLE IF EXISTS main_postings; DROP TABLE IF EXISTS revised; DROP TABLE IF EXISTS removed_rows",
  );
}
