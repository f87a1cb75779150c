import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Kysely, RawBuilder } from "kysely";
import { type ErrorCode, ReportError } from "./errors.ts";

const require = createRequire(import.meta.url);

/** Loaded by the first database to be opened: hundreds of files, of which most commands need none. */
const kysely = (): typeof import("kysely") => require("kysely");

/** Writes a statement that the query builder has no words for, such as a `strict` table. */
export function sql<T = unknown>(parts: TemplateStringsArray, ...values: readonly unknown[]): RawBuilder<T> {
  return kysely().sql<T>(parts, ...values);
}

/** How long a statement waits for another process that is writing. */
const BUSY_MS = 10_000;
const WAL_PAUSE_MS = 20;
/** SQLite's result code for a lock that another process holds. */
const BUSY = 5;

/**
 * Opens the SQLite database at the path, making its folder where there is none. A committed row survives the death of the
 * process and of the machine; any number of processes may have it open. Transactions begin `IMMEDIATE`: two that read first and
 * write later would otherwise fail each other. One handle runs one transaction at a time; do not start another inside it.
 * What a person can mend of it is told as `not-writable`, `state-damaged`, `state-newer` or `state-busy`, here and in every query.
 */
export function openSqlite<Tables>(path: string): Kysely<Tables> {
  mkdirSync(dirname(path), { recursive: true });
  const database = mendable(path, () => new DatabaseSync(path, { timeout: BUSY_MS }));
  try {
    mendable(path, () => prepareDatabase(database, path));
  } catch (error) {
    database.close();
    throw error;
  }
  const { Kysely, SqliteDialect } = kysely();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        prepare: (sql) => {
          const statement = mendable(path, () => database.prepare(sql === "begin" ? "begin immediate" : sql));
          const run = (values: readonly unknown[]) => mendable(path, () => statement.run(...bound(values)));
          // A full disk has rolled back by itself; to do it again would hide why.
          const rollBack = () => (database.isTransaction ? run([]) : { changes: 0, lastInsertRowid: 0 });
          return {
            reader: statement.columns().length > 0,
            all: (values) => mendable(path, () => statement.all(...bound(values))),
            run: sql === "rollback" ? rollBack : run,
            iterate: (values) => statement.iterate(...bound(values)),
          };
        },
      },
    }),
  });
}

/** What `PRAGMA user_version` says of our tables. A change that an older program could not live with counts it up. */
const TABLES_VERSION = 0;

function prepareDatabase(database: DatabaseSync, path: string): void {
  useWriteAheadLog(database);
  database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? TABLES_VERSION);
  if (version <= TABLES_VERSION) return;
  throw new ReportError(
    "state-newer",
    `${path} was written by a newer version of this program (tables ${version}, known here ${TABLES_VERSION}).`,
    "Use that version, or a state folder of its own. Nothing was changed.",
  );
}

/** Two processes that make a database at the same moment are told at once that it is locked: SQLite does not wait here by itself. */
function useWriteAheadLog(database: DatabaseSync): void {
  for (let waitedMs = 0; ; waitedMs += WAL_PAUSE_MS) {
    try {
      database.exec("PRAGMA journal_mode = WAL;");
      return;
    } catch (error) {
      const isBusy = error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === BUSY;
      if (!isBusy || waitedMs >= BUSY_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** Runs the work, and throws what a person can mend as such. */
function mendable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    // The low byte is the kind; the rest of the number says more than anybody needs.
    const kind = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : 0;
    const told = MENDABLE.find(({ kinds }) => kinds.some((each) => each === kind));
    if (told === undefined || !(cause instanceof Error)) throw cause;
    throw new ReportError(told.code, `The database ${path}: ${cause.message}.`, told.hint, { cause });
  }
}

/** SQLite's result codes: perm 3, busy 5, readonly 8, ioerr 10, corrupt 11, full 13, cantopen 14, notadb 26. */
const MENDABLE = [
  {
    kinds: [3, 8, 10, 13, 14],
    code: "not-writable",
    hint: "Check that the state folder exists, belongs to this user and has room, then run the command again: it goes on from what is stored.",
  },
  {
    kinds: [11, 26],
    code: "state-damaged",
    hint: "Bring back a copy of it. Without its record a send cannot know who has the mail: do not begin the same week's again.",
  },
  {
    kinds: [5],
    code: "state-busy",
    hint: "Another process is writing to it, or holds it; run the command again.",
  },
] as const satisfies readonly { kinds: readonly number[]; code: ErrorCode; hint: string }[];

/** What SQLite takes: a value of another type is a mistake of ours. */
function bound(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
      return value;
    if (value instanceof Uint8Array) return value;
    throw new Error(`SQLite takes no value of type ${typeof value}.`);
  });
}
