import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Kysely, SqliteDialect, sql } from "kysely";

export { sql };

/** How long a statement waits for another process that is writing. */
const BUSY_MS = 10_000;

/**
 * Opens the SQLite database at the path, making its folder where there is none. A committed row survives the death of the
 * process and of the machine; any number of processes may have it open. Transactions begin `IMMEDIATE`: two that read first and
 * write later would otherwise fail each other. One handle runs one transaction at a time; do not start another inside it.
 */
export function openSqlite<Tables>(path: string): Kysely<Tables> {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        prepare: (sql) => {
          const statement = database.prepare(sql === "begin" ? "begin immediate" : sql);
          return {
            reader: statement.columns().length > 0,
            all: (values) => statement.all(...bound(values)),
            run: (values) => statement.run(...bound(values)),
            iterate: (values) => statement.iterate(...bound(values)),
          };
        },
      },
    }),
  });
}

/** What SQLite takes: a value of another type is a mistake of ours. */
function bound(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
      return value;
    if (value instanceof Uint8Array) return value;
    throw new Error(`SQLite takes no value of type ${typeof value}.`);
  });
}
