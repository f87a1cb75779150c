import { inertText } from "../../domain/text.ts";
import { type Database, identifier, literal } from "../../duckdb.ts";
import { ReportError } from "../../errors.ts";
import { type Cells, cellsOf } from "../field-sql.ts";
import type { Mapping } from "../mapping.ts";
import type { SourceFile } from "../source-file.ts";

/** A CSV, JSONL or Parquet file as something SQL can read from, with its cells as text. */
export interface TableFile {
  /** For a FROM clause: a row per record, in the order of the file. */
  readonly relation: string;
  readonly cells: Cells;
}

/**
 * How SQL reads an inspected file. Damaged CSV records are skipped and kept in `reject_errors`; JSONL lines that are no
 * object have no cells at all, so they fail the check for a title.
 */
export async function tableFile(file: SourceFile, mapping: Mapping, database: Database): Promise<TableFile> {
  const path = literal(globEscaped(file.path));
  if (file.container === "parquet") return parquetFile(file, path, database);
  const compression = literal(file.gzip ? "gzip" : "none");
  if (file.container === "jsonl") {
    // The JSON reader has a word of its own for a file that is not compressed.
    const relation = `read_ndjson_objects(${path}, compression = ${file.gzip ? compression : "'uncompressed'"}, ignore_errors = true)`;
    const names = await database.rows(
      `SELECT DISTINCT unnest(json_keys(json)) AS name FROM (SELECT json FROM ${relation} WHERE json_type(json) = 'OBJECT') ORDER BY name`,
    );
    return {
      relation,
      cells: cellsOf(
        file,
        names.map((row) => String(row["name"])),
        new Set(),
      ),
    };
  }
  const { delimiter, quote } = csvDialect(mapping);
  const header = distinctNames(file.header);
  const columns = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  const dialect = `delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(quote)}, compression = ${compression}`;
  const relation = `read_csv(${path}, columns = {${columns}}, auto_detect = false, header = true, ${dialect}, store_rejects = true)`;
  return { relation, cells: cellsOf(file, header, new Set()) };
}

export function csvDialect(mapping: Mapping): { delimiter: string; quote: string } {
  return { delimiter: mapping.csv?.delimiter ?? ",", quote: mapping.csv?.quote ?? '"' };
}

/** Records of the last CSV read that were skipped, by record number in the file (the header is 1), ascending. */
export async function takeMalformed(database: Database): Promise<Malformed[]> {
  const tables = await database.rows(
    "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name = 'reject_errors'",
  );
  if (tables.length === 0) return [];
  const rows = await database.rows(
    "SELECT line AS row, min(error_message) AS why FROM reject_errors GROUP BY line ORDER BY line",
  );
  await database.run(`DROP TABLE ${identifier("reject_errors")}; DROP TABLE ${identifier("reject_scans")};`);
  return rows.map((row) => ({ row: Number(row["row"]), why: String(row["why"]) }));
}

async function parquetFile(file: SourceFile, path: string, database: Database): Promise<TableFile> {
  const relation = `read_parquet(${path})`;
  const described = await database.rows(`DESCRIBE SELECT * FROM ${relation}`);
  const names = described.map((row) => String(row["column_name"]));
  const lists = described
    .filter((row) => String(row["column_type"]).endsWith("[]"))
    .map((row) => String(row["column_name"]));
  return { relation, cells: cellsOf(file, names, new Set(lists)) };
}

/**
 * The first column of a name keeps it; a repeat or a blank gets its place as a name, which no mapping asks for. The database
 * compares names without regard to case.
 */
function distinctNames(header: readonly string[]): string[] {
  const lower = header.map((name) => name.toLowerCase());
  const placed = (index: number): string => {
    let name = `column ${index + 1}`;
    while (lower.includes(name)) name += "'";
    return name;
  };
  return header.map((name, index) => (name === "" || lower.indexOf(name.toLowerCase()) < index ? placed(index) : name));
}

/** A record that could not be read: its number in the file, the header being 1, and what the database says of it. */
export interface Malformed {
  readonly row: number;
  readonly why: string;
}

/** A quote that is opened and never closed swallows every row below it, as one damaged record at the end; `read` rows were good. */
export function refuseUnclosedQuote(file: SourceFile, malformed: readonly Malformed[], read: number): void {
  const last = malformed.at(-1);
  if (last === undefined || !/quote/i.test(last.why)) return;
  const records = read + malformed.length + 1;
  if (last.row < records || file.lines <= records) return;
  throw new ReportError(
    "file-damaged",
    `${file.path} cannot be used: a quote in row ${last.row} is not closed, so the ${file.lines - last.row} lines below it cannot be told apart.`,
    "Close the quote, or double it where it is part of a text. Nothing was taken from the file.",
  );
}

/** What the database cannot read is a damaged file, not a bug of ours: its own words say where. */
export async function readable<T>(file: SourceFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ReportError || !(cause instanceof Error)) throw cause;
    const [why = ""] = inertText(cause.message).split(/ LINE \d+:| Possible /);
    throw new ReportError(
      "file-damaged",
      `${file.path} cannot be used: ${why}`,
      "Open it and mend that place, or export it again with one kind of line ending. Nothing was taken from it.",
      { cause },
    );
  }
}

/** The database reads wildcards in paths; a file name means itself. */
function globEscaped(path: string): string {
  return path.replace(/[*?[\]]/g, (character) => `[${character}]`);
}
