import type { Kysely } from "kysely";
import { type DeliveryState, isFinished, type SendKey, type Tally, tallyOf } from "../domain/delivery.ts";
import { openSqlite, sql } from "../sqlite.ts";

/*
 * The record of who got what: one row per reader and edition in the state database, written before and after each message.
 * Times are milliseconds since 1970. All that is here survives the death of the process at any moment.
 */

interface SendTable {
  readonly newsletter: string;
  readonly week: string;
  /** The edition's hash: a begun send goes on with that edition only. */
  readonly hash: string;
  /** When the audience was frozen; the Date of every message. */
  readonly begun_at: number;
  readonly audience: number;
}

interface DeliveryTable {
  readonly newsletter: string;
  readonly week: string;
  /** In lower case: what makes two entries of a list one reader. */
  readonly address: string;
  /** As it is written in the list. */
  readonly mailbox: string;
  readonly name: string | null;
  /** Slugs of the roles that the reader followed when the send began, with spaces between; null for none. */
  readonly roles: string | null;
  readonly hash: string;
  readonly message_id: string;
  readonly state: DeliveryState;
  /** The run that has the row; null while none has. */
  readonly owner: string | null;
  /** Answers so far, lost ones included. */
  readonly attempts: number;
  /** Tries in the present run. */
  readonly tries: number;
  /** Null: not again in this run. */
  readonly next_attempt_at: number | null;
  readonly error_code: string | null;
  readonly error_text: string | null;
  readonly committed_at: number | null;
  readonly changed_at: number;
}

interface LeaseTable {
  readonly newsletter: string;
  readonly owner: string;
  readonly week: string;
  readonly host: string;
  readonly pid: number;
  readonly beat_at: number;
}

export interface LedgerTables {
  readonly edition_send: SendTable;
  readonly delivery: DeliveryTable;
  readonly send_lease: LeaseTable;
}

export type Ledger = Kysely<LedgerTables>;

/** Opens the ledger in the state database, making its tables where there are none. Close it with `destroy`. */
export async function openLedger(path: string): Promise<Ledger> {
  const ledger = openSqlite<LedgerTables>(path);
  for (const statement of tables()) await statement.execute(ledger);
  await addRolesColumn(ledger);
  return ledger;
}

const tables = () => [
  sql`CREATE TABLE IF NOT EXISTS edition_send (
    newsletter TEXT NOT NULL, week TEXT NOT NULL, hash TEXT NOT NULL, begun_at INTEGER NOT NULL, audience INTEGER NOT NULL,
    PRIMARY KEY (newsletter, week)) STRICT`,
  sql`CREATE TABLE IF NOT EXISTS delivery (
    newsletter TEXT NOT NULL, week TEXT NOT NULL, address TEXT NOT NULL, mailbox TEXT NOT NULL, name TEXT,
    roles TEXT, hash TEXT NOT NULL, message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'claimed', 'committing', 'sent', 'failed', 'uncertain')),
    owner TEXT, attempts INTEGER NOT NULL, tries INTEGER NOT NULL, next_attempt_at INTEGER,
    error_code TEXT, error_text TEXT, committed_at INTEGER, changed_at INTEGER NOT NULL,
    PRIMARY KEY (newsletter, week, address)) STRICT, WITHOUT ROWID`,
  // Small ones: only what waits, and only what is under way.
  sql`CREATE INDEX IF NOT EXISTS delivery_ready ON delivery (newsletter, week, next_attempt_at) WHERE state = 'ready'`,
  sql`CREATE INDEX IF NOT EXISTS delivery_under_way ON delivery (newsletter, week) WHERE state IN ('claimed', 'committing')`,
  sql`CREATE TABLE IF NOT EXISTS send_lease (
    newsletter TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, week TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
    beat_at INTEGER NOT NULL) STRICT`,
];

/** Ledgers were made without it before readers could choose roles. Two processes that add it at once find it added. */
async function addRolesColumn(ledger: Ledger): Promise<void> {
  // Only a ledger without it waits for whoever is writing.
  if (await hasRoles(ledger)) return;
  await ledger.transaction().execute(async (change) => {
    if (!(await hasRoles(change))) await sql`ALTER TABLE delivery ADD COLUMN roles TEXT`.execute(change);
  });
}

async function hasRoles(ledger: Ledger): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM pragma_table_info('delivery') WHERE name = 'roles'`.execute(ledger);
  return rows.length > 0;
}

export interface BegunSend {
  readonly hash: string;
  readonly begunAt: number;
  readonly tally: Tally;
  readonly finished: boolean;
}

/** How far the send of an edition is, or undefined where it was never begun. */
export async function findSend(ledger: Ledger, { newsletter, week }: SendKey): Promise<BegunSend | undefined> {
  const send = await ledger
    .selectFrom("edition_send")
    .selectAll()
    .where("newsletter", "=", newsletter)
    .where("week", "=", week)
    .executeTakeFirst();
  if (send === undefined) return undefined;
  const counts = await ledger
    .selectFrom("delivery")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
    .where("newsletter", "=", newsletter)
    .where("week", "=", week)
    .groupBy("state")
    .execute();
  const tally = tallyOf(send.audience, new Map(counts.map(({ state, count }) => [state, count])));
  return { hash: send.hash, begunAt: send.begun_at, tally, finished: isFinished(tally) };
}

/** The newest week of a newsletter whose send was begun. */
export async function newestSend(ledger: Ledger, newsletter: string): Promise<string | undefined> {
  const row = await ledger
    .selectFrom("edition_send")
    .select("week")
    .where("newsletter", "=", newsletter)
    .orderBy("week", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.week;
}

export interface DeliveryRow {
  readonly address: string;
  readonly state: DeliveryState;
  readonly messageId: string;
  readonly attempts: number;
  readonly errorCode: string | null;
  readonly errorText: string | null;
  /** When the end of the message was about to leave. */
  readonly committedAt: number | null;
  readonly changedAt: number;
}

/** Rows of a send by address, those of one state where it is given; at most so many. */
export async function deliveryRows(
  ledger: Ledger,
  { newsletter, week }: SendKey,
  state: DeliveryState | undefined,
  limit: number,
): Promise<DeliveryRow[]> {
  let query = ledger
    .selectFrom("delivery")
    .select([
      "mailbox as address",
      "state",
      "message_id as messageId",
      "attempts",
      "error_code as errorCode",
      "error_text as errorText",
      "committed_at as committedAt",
      "changed_at as changedAt",
    ])
    .where("newsletter", "=", newsletter)
    .where("week", "=", week);
  if (state !== undefined) query = query.where("state", "=", state);
  return query.orderBy("address").limit(limit).execute();
}
