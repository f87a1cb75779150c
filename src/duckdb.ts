import { tmpdir } from "node:os";

export type Row = Readonly<Record<string, unknown>>;

/** An embedded analytical database in memory. It may spill to the temporary folder, never beyond its memory limit. */
export interface Database {
  run(sql: string): Promise<void>;
  /** All rows of a query; whole numbers come as `number`, lists as arrays. Unordered unless the query orders. */
  rows(sql: string): Promise<Row[]>;
  /** How far the running statement is, 0 to 100; negative when that is not known. */
  progress(): number;
  close(): void;
}

const MEMORY_LIMIT = "1GB";

/** Opens an empty database. Only this file knows DuckDB's own interface, and it is loaded by the first one to be opened. */
export async function openDatabase(): Promise<Database> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: MEMORY_LIMIT, temp_directory: tmpdir() });
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJS().map(plainRow);
    },
    progress: () => connection.progress.percentage,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("\0", "").replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll("\0", "").replaceAll('"', '""')}"`;
}

/** A list of texts as an SQL list; an empty one is typed, so that comparisons with it still work. */
export function literals(texts: readonly string[]): string {
  return texts.length === 0 ? "[]::VARCHAR[]" : `[${texts.map(literal).join(", ")}]`;
}

/** Most cells are plain already: only those that are not are put in again. */
function plainRow(row: Record<string, unknown>): Row {
  for (const name in row) {
    const value = row[name];
    if (typeof value === "bigint" || (typeof value === "object" && value !== null)) row[name] = plain(value);
  }
  return row;
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}
