import type { SendKey } from "../domain/delivery.ts";
import { sql } from "../sqlite.ts";
import type { Ledger } from "./ledger.ts";

/** A person's word about readers: the server has the message, or they are to be mailed again. */
export interface Resolution {
  readonly as: "sent" | "again";
  /** Undefined means all that it may be said of. */
  readonly address: string | undefined;
  /** With `again`: also those whom the server refused. */
  readonly failedToo: boolean;
  readonly now: number;
}

/**
 * Writes a person's word into the ledger; returns how many rows it changed. It may be said of uncertain readers, and `again` of
 * refused ones where asked. Who was sent the mail, or is being mailed, stays as is.
 */
export async function resolveDeliveries(
  ledger: Ledger,
  { newsletter, week }: SendKey,
  { as, address, failedToo, now }: Resolution,
): Promise<number> {
  const from = as === "again" && failedToo ? ["uncertain", "failed"] : ["uncertain"];
  let query = ledger
    .updateTable("delivery")
    .set({ state: as === "sent" ? "sent" : "ready", owner: null, tries: 0, next_attempt_at: 0, changed_at: now })
    .set({ error_text: sql<string>`'a person said: ' || ${as}` })
    .where("newsletter", "=", newsletter)
    .where("week", "=", week)
    .where(sql<string>`state`, "in", from);
  if (address !== undefined) query = query.where("address", "=", address);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}
