import type { SendKey } from "../domain/delivery.ts";
import { openSqlite, sql } from "../sqlite.ts";
import type { Ledger, LedgerTables } from "./ledger.ts";
import { type ReaderList, readReaders } from "./reader-list.ts";

/** What a list of readers came to. */
export interface Audience extends Omit<ReaderList, "rows"> {
  readonly readers: number;
  /** Rows that repeat an address of the list. */
  readonly duplicates: number;
}

export interface Freeze extends SendKey {
  readonly hash: string;
  readonly now: number;
  readonly messageId: (address: string) => string;
}

/**
 * Fixes who gets an edition: every reader of the file becomes a `ready` row, in one transaction with their number. Nothing is
 * kept where a row of the file is unfit. The file is read once, in batches, into a table that only this process sees, so memory
 * stays flat and the ledger is locked for the last step only.
 */
export async function freezeAudience(ledger: Ledger, path: string, freeze: Freeze): Promise<Audience> {
  const { newsletter, week, hash, now, messageId } = freeze;
  try {
    const audience = await loadReaders(ledger, path, messageId);
    await ledger.transaction().execute(async (change) => {
      await change
        .insertInto("edition_send")
        .values({ newsletter, week, hash, begun_at: now, audience: audience.readers })
        .execute();
      await sql`INSERT INTO main.delivery (newsletter, week, address, mailbox, name, hash, message_id, state, attempts, tries,
          next_attempt_at, changed_at)
        SELECT ${newsletter}, ${week}, address, mailbox, name, ${hash}, message_id, 'ready', 0, 0, 0, ${now} FROM temp.reader
        ORDER BY address`.execute(change);
    });
    return audience;
  } finally {
    await sql`DROP TABLE IF EXISTS temp.reader`.execute(ledger);
  }
}

/** What a send would freeze, without a ledger. */
export async function countAudience(path: string): Promise<Audience> {
  const scratch = openSqlite<LedgerTables>(":memory:");
  try {
    return await loadReaders(scratch, path, () => "");
  } finally {
    await scratch.destroy();
  }
}

/** The first of several rows with one address stands. */
async function loadReaders(ledger: Ledger, path: string, messageId: (address: string) => string): Promise<Audience> {
  await sql`CREATE TEMP TABLE reader (address TEXT PRIMARY KEY, mailbox TEXT NOT NULL, name TEXT, message_id TEXT NOT NULL)
    STRICT, WITHOUT ROWID`.execute(ledger);
  const { rows, ignored } = await readReaders(path, async (batch) => {
    const values = batch.map(({ key, address, name }) => [key, address, name, messageId(key)]);
    await sql`INSERT OR IGNORE INTO temp.reader
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${JSON.stringify(values)})`.execute(
      ledger,
    );
  });
  const count = await sql<{ readers: number }>`SELECT count(*) AS readers FROM temp.reader`.execute(ledger);
  const readers = count.rows[0]?.readers ?? 0;
  return { readers, duplicates: rows - readers, ignored };
}
