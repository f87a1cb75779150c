import type { Database } from "../duckdb.ts";
import { type Cells, columnMissing } from "./field-sql.ts";
import type { SideFile } from "./ingested-file.ts";
import type { Mapping, Removed } from "./mapping.ts";
import { pairedSql } from "./pairs-sql.ts";
import { markRevised } from "./revised.ts";
import { type SidePlace, sidePlace } from "./side-file.ts";
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

/** What is known of a row besides its cells: boolean SQL columns, and the kind of revision; absent where nobody asked. */
export interface Marks {
  /** The second row of a pair. */
  readonly second?: string;
  /** "renamed" or "repriced" for a posting that went and came back so; else null. */
  readonly revised?: string;
  /** A side file that every row needs has nothing of it. */
  readonly lacking?: string;
}

/** Rows with what belongs to them from other rows and other files. The relation is in the order of the file. */
export interface JointRows extends TableFile {
  readonly marks: Marks;
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
    const place = await sidePlace(side.file, file.path, false);
    if (place === undefined) continue;
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
  const place = await sidePlace(removed.file, file.path, true);
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

/** The postings of the file with the columns of its side tables; its own columns win. */
function joined(
  file: SourceFile,
  names: readonly string[],
  equalBut: readonly number[],
  sides: readonly SideTable[],
  mapping: Mapping,
): Omit<JointRows, "malformed" | "sideFiles"> {
  const one = new Map(names.map((name, index) => [name, `c${index}`]));
  const many = new Map<string, string>();
  const joins = sides.map(({ table }, index) => {
    const { on = "" } = mapping.sides?.[index] ?? {};
    const key = placeOf(typeof on === "string" ? on : on.main, names, file.path);
    return `LEFT JOIN ${table} AS s${index} ON s${index}.k = m.c${key}`;
  });
  for (const [index, { columns }] of sides.entries()) {
    const into = mapping.sides?.[index]?.rows === "many" ? many : one;
    for (const [at, name] of columns.entries()) if (!one.has(name)) into.set(name, `s${index}v${at}`);
  }
  const columns = sides.flatMap((side, index) => side.columns.map((_, at) => `s${index}.v${at} AS s${index}v${at}`));
  const needed = sides.flatMap((_, index) => (mapping.sides?.[index]?.optional ? [] : [`s${index}.k IS NULL`]));
  const { removed } = mapping;
  const relation = `(SELECT ${[
    "m.*",
    ...columns,
    ...(needed.length === 0 ? [] : [`(${needed.join(" OR ")}) AS lacking`]),
    ...(removed === undefined ? [] : ["r.why AS came_back"]),
  ].join(", ")}
    FROM main_postings AS m ${joins.join(" ")} ${removed === undefined ? "" : "LEFT JOIN revised AS r ON r.record = m.record"}
    ORDER BY m.record)`;
  const text = (name: string, optional: boolean) => {
    const cell = one.get(name);
    if (cell !== undefined) return cell;
    if (optional) return "NULL::VARCHAR";
    throw columnMissing(file.path, name, [...one.keys(), ...many.keys()]);
  };
  const cells: Cells = {
    names: [...one.keys()],
    has: (name) => one.has(name) || many.has(name),
    text,
    end: (name, of) =>
      `${of === "lower" ? "low" : "high"}${equalBut[equalBut.indexOf(placeOf(name, names, file.path))]}`,
    all: (name, optional) => many.get(name) ?? `[${text(name, optional)}]`,
  };
  return {
    relation,
    cells,
    marks: {
      ...(equalBut.length === 0 ? {} : { second: "second" }),
      ...(removed === undefined ? {} : { revised: "came_back" }),
      ...(needed.length === 0 ? {} : { lacking: "lacking" }),
    },
  };
}

function placeOf(name: string, names: readonly string[], path: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw columnMissing(path, name, names);
  return index;
}
