import type { SendKey } from "../domain/delivery.ts";
import { isGone } from "../domain/process-name.ts";
import { ReportError } from "../errors.ts";
import { sql } from "../sqlite.ts";
import type { Ledger } from "./ledger.ts";
import type { Machine } from "./machine.ts";

/** A sender that has not been heard of for so long is taken for dead. */
export const LEASE_MS = 90_000;
export const BEAT_MS = 10_000;

/**
 * Makes this run the only sender of the newsletter, and takes up what dead ones left, of any week: what they had only claimed
 * waits again, and what they were about to commit is uncertain. All in one transaction. Throws `send-running` where a sender is
 * alive: a process of this host that is there, or another host's that was heard of lately.
 */
export async function takeLease(
  ledger: Ledger,
  { newsletter, week }: SendKey,
  owner: string,
  { clock, host, pid, isAlive }: Pick<Machine, "clock" | "host" | "pid" | "isAlive">,
): Promise<void> {
  const now = clock.now();
  await ledger.transaction().execute(async (change) => {
    const holder = await change
      .selectFrom("send_lease")
      .selectAll()
      .where("newsletter", "=", newsletter)
      .executeTakeFirst();
    if (holder !== undefined) {
      const fresh = now - holder.beat_at < LEASE_MS;
      if (fresh && !isGone(holder, { host, pid }, isAlive)) throw running(newsletter, holder, now);
    }
    const lease = { owner, week, host, pid, beat_at: now };
    await change
      .insertInto("send_lease")
      .values({ newsletter, ...lease })
      .onConflict((conflict) => conflict.column("newsletter").doUpdateSet(lease))
      .execute();
    // `state` twice, in words that the index of rows under way is made with.
    await sql`UPDATE delivery SET
        error_code = CASE state WHEN 'committing' THEN 'sender-died' ELSE error_code END,
        error_text = CASE state WHEN 'committing' THEN 'the sender ended before it heard the answer' ELSE error_text END,
        attempts = attempts + (state = 'committing'),
        state = CASE state WHEN 'committing' THEN 'uncertain' ELSE 'ready' END,
        owner = CASE state WHEN 'committing' THEN owner ELSE NULL END,
        changed_at = ${now}
      WHERE newsletter = ${newsletter} AND state IN ('claimed', 'committing')`.execute(change);
    // What was put off for the rest of another run may be tried again.
    await sql`UPDATE delivery SET tries = 0, next_attempt_at = 0
      WHERE newsletter = ${newsletter} AND week = ${week} AND state = 'ready' AND (tries > 0 OR next_attempt_at IS NOT 0)`.execute(
      change,
    );
  });
}

/** Says that the run is alive; false when another has taken its place. */
export async function beat(ledger: Ledger, newsletter: string, owner: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await ledger
    .updateTable("send_lease")
    .set({ beat_at: now })
    .where("newsletter", "=", newsletter)
    .where("owner", "=", owner)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function leaveLease(ledger: Ledger, newsletter: string, owner: string): Promise<void> {
  await ledger.deleteFrom("send_lease").where("newsletter", "=", newsletter).where("owner", "=", owner).execute();
}

function running(
  newsletter: string,
  holder: { week: string; host: string; pid: number; beat_at: number },
  now: number,
): ReportError {
  const secondsAgo = Math.max(0, Math.round((now - holder.beat_at) / 1000));
  return new ReportError(
    "send-running",
    `"${newsletter}" is being sent: process ${holder.pid} on ${holder.host} is at ${holder.week}, heard of ${secondsAgo} s ago. Nobody was mailed by this run.`,
    `Wait until it is done. If that process is gone, run the command again in ${LEASE_MS / 1000} s.`,
    { details: { host: holder.host, pid: holder.pid, week: holder.week } },
  );
}
