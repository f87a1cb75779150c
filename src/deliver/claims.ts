import type { SendKey } from "../domain/delivery.ts";
import { sql } from "../sqlite.ts";
import type { Ledger } from "./ledger.ts";

/** A reader that this run has taken up. */
export interface Claim {
  /** The key of the row. */
  readonly key: string;
  /** What is mailed to. */
  readonly address: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly messageId: string;
  readonly tries: number;
}

/** Takes up to so many waiting readers, the longest waiting first; empty where nobody is due. */
export async function claimReaders(
  ledger: Ledger,
  { newsletter, week }: SendKey,
  owner: string,
  limit: number,
  now: number,
): Promise<Claim[]> {
  const { rows } = await sql<
    Omit<Claim, "roles"> & { readonly roles: string | null }
  >`UPDATE delivery SET state = 'claimed', owner = ${owner}, changed_at = ${now}
    WHERE newsletter = ${newsletter} AND week = ${week} AND state = 'ready' AND address IN (
      SELECT address FROM delivery
      WHERE newsletter = ${newsletter} AND week = ${week} AND state = 'ready' AND next_attempt_at <= ${now}
      ORDER BY next_attempt_at, address LIMIT ${limit})
    RETURNING address AS "key", mailbox AS address, name, roles, message_id AS "messageId", tries`.execute(ledger);
  return rows.map((row) => ({ ...row, roles: row.roles?.split(" ") ?? [] })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** When the next waiting reader is due, or undefined where none is in this run. */
export async function nextDue(ledger: Ledger, { newsletter, week }: SendKey): Promise<number | undefined> {
  const { rows } = await sql<{ due: number | null }>`SELECT min(next_attempt_at) AS due FROM delivery
    WHERE newsletter = ${newsletter} AND week = ${week} AND state = 'ready' AND next_attempt_at IS NOT NULL`.execute(
    ledger,
  );
  return rows[0]?.due ?? undefined;
}

/** Puts back what this run took up and did not begin. */
export async function returnClaims(ledger: Ledger, { newsletter, week }: SendKey, owner: string): Promise<void> {
  // The first condition on `state` is the one that the index of rows under way is made with.
  await sql`UPDATE delivery SET state = 'ready', owner = NULL
    WHERE newsletter = ${newsletter} AND week = ${week} AND state IN ('claimed', 'committing') AND state = 'claimed'
      AND owner = ${owner}`.execute(ledger);
}
