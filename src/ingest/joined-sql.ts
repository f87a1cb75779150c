import { type Cells, columnMissing } from "./field-sql.ts";
import type { Mapping } from "./mapping.ts";
import type { SideTable } from "./side-table.ts";
import type { SourceFile } from "./source-file.ts";
import type { TableFile } from "./sources/table-file.ts";

/** What is known of a row besides its cells: boolean SQL columns, and the kind of revision; absent where nobody asked. */
export interface Marks {
  /** The second row of a pair. */
  readonly second?: string;
  /** "renamed" or "repriced" for a posting that went and came back so; else null. */
  readonly revised?: string;
  /** A side file that every row needs has nothing of it. */
  readonly lacking?: string;
  /** The number of the row's file, where one table holds the rows of many. */
  readonly file?: string;
  /** Why the row is no posting, as whoever wrote the table found, and what a sample may quote of it. */
  readonly reason?: string;
  readonly note?: string;
}

/** The postings of a file for a FROM clause, in its order. */
export interface JoinedTable extends TableFile {
  readonly marks: Marks;
}

/** The postings of the file with the columns of its side tables; its own columns win. */
export function joined(
  file: SourceFile,
  names: readonly string[],
  equalBut: readonly number[],
  sides: readonly SideTable[],
  mapping: Mapping,
): JoinedTable {
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
  return {
    relation,
    cells: cellsOfJoined(file, names, one, many),
    marks: {
      ...(equalBut.length === 0 ? {} : { second: "second" }),
      ...(removed === undefined ? {} : { revised: "came_back" }),
      ...(needed.length === 0 ? {} : { lacking: "lacking" }),
    },
  };
}

/** The cells of joined rows: of the file's own columns and of side files, by name. */
function cellsOfJoined(
  file: SourceFile,
  names: readonly string[],
  one: ReadonlyMap<string, string>,
  many: ReadonlyMap<string, string>,
): Cells {
  const text = (name: string, optional: boolean) => {
    const cell = one.get(name);
    if (cell !== undefined) return cell;
    if (optional) return "NULL::VARCHAR";
    throw columnMissing(file.path, name, [...one.keys(), ...many.keys()]);
  };
  return {
    names: [...one.keys()],
    has: (name) => one.has(name) || many.has(name),
    text,
    end: (name, of) => `${of === "lower" ? "low" : "high"}${placeOf(name, names, file.path)}`,
    all: (name, optional) => many.get(name) ?? `[${text(name, optional)}]`,
  };
}

/** Where a column stands among those of a file; one that is not there is an error naming the file. */
export function placeOf(name: string, names: readonly string[], path: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw columnMissing(path, name, names);
  return index;
}
