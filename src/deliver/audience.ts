import type { SendKey } from "../domain/delivery.ts";
import { openSqlite, sql } from "../sqlite.ts";
import type { Ledger, LedgerTables } from "./ledger.ts";
import { type ReaderList, readReaders } from "./reader-list.ts";

/** What a list of readers came to. */
export interface Audience extends Omit<ReaderList, "rows"> {
  readonly readers: number;
  /** Rows that repeat an address of the list. */
  readonly duplicates: number;
  /** Roles that readers follow and the edition does not know, at most 20, in code point order: their mails go without them. */
  readonly unknownRoles: readonly string[];
}

export interface Freeze extends SendKey {
  readonly hash: string;
  readonly now: number;
  readonly messageId: (address: string) => string;
  /** The roles of which the edition says something. */
  readonly roles: ReadonlySet<string>;
}

const UNKNOWN_LISTED = 20;

/**
 * Fixes who gets an edition: every reader of the file becomes a `ready` row, in one transaction with their number. Nothing is
 * kept where a row of the file is unfit. The file is read once, in batches, into a table that only this process sees, so memory
 * stays flat and the ledger is locked for the last step only.
 */
export async function freezeAudience(ledger: Ledger, path: string, freeze: Freeze): Promise<Audience> {
  const { newsletter, week, hash, now, messageId, roles } = freeze;
  try {
    const audience = await loadReaders(ledger, path, { messageId, roles });
    await ledger.transaction().execute(async (change) => {
      await change
        .insertInto("edition_send")
        .values({ newsletter, week, hash, begun_at: now, audience: audience.readers })
        .execute();
      await sql`INSERT INTO main.delivery (newsletter, week, address, mailbox, name, roles, hash, message_id, state, attempts,
          tries, next_attempt_at, changed_at)
        SELECT ${newsletter}, ${week}, address, mailbox, name, roles, ${hash}, message_id, 'ready', 0, 0, 0, ${now} FROM temp.reader
        ORDER BY address`.execute(change);
    });
    return audience;
  } finally {
    await sql`DROP TABLE IF EXISTS temp.reader`.execute(ledger);
  }
}

/** What a send would freeze, without a ledger. */
export async function countAudience(path: string, roles: ReadonlySet<string>): Promise<Audience> {
  const scratch = openSqlite<LedgerTables>(":memory:");
  try {
    return await loadReaders(scratch, path, { messageId: () => "", roles });
  } finally {
    await scratch.destroy();
  }
}

/** The first of several rows with one address stands. */
async function loadReaders(
  ledger: Ledger,
  path: string,
  { messageId, roles: known }: Pick<Freeze, "messageId" | "roles">,
): Promise<Audience> {
  await sql`CREATE TEMP TABLE reader (address TEXT PRIMARY KEY, mailbox TEXT NOT NULL, name TEXT, roles TEXT,
    message_id TEXT NOT NULL) STRICT, WITHOUT ROWID`.execute(ledger);
  const unknown = new Set<string>();
  const { rows, ignored } = await readReaders(path, async (batch) => {
    for (const role of batch.flatMap(({ roles }) => roles))
      if (!known.has(role) && unknown.size < UNKNOWN_LISTED) unknown.add(role);
    const values = batch.map(({ key, address, name, roles }) => [key, address, name, cellOf(roles), messageId(key)]);
    await sql`INSERT OR IGNORE INTO temp.reader
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${JSON.stringify(values)})`.execute(
      ledger,
    );
  });
  const count = await sql<{ readers: number }>`SELECT count(*) AS readers FROM temp.reader`.execute(ledger);
  const readers = count.rows[0]?.readers ?? 0;
  return { readers, duplicates: rows - readers, ignored, unknownRoles: [...unknown].sort() };
}

/** Roles as the ledger holds them; null for none. */
function cellOf(roles: readonly string[]): string | null {
  return roles.length === 0 ? null : roles.join(" ");
}
