import { isGone } from "../domain/process-name.ts";
import type { Moment } from "../domain/schedule.ts";
import { leaseOver } from "./plan.ts";
import { type ScheduleDatabase, stamp } from "./tables.ts";

/** A process as the tables name it. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Unlike any other process's, of any time: process ids come again. */
  readonly token: string;
}

export interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly renewed: Moment;
}

/** `since` is when this newsletter's schedule was first started, by whichever process. */
export type Hold =
  | { readonly kind: "ours"; readonly since: Moment }
  | { readonly kind: "theirs"; readonly holder: Holder };

/**
 * Makes the process the one that keeps the newsletter's schedule, unless another is alive that does. That is a courtesy to the
 * operator; what makes an issue run once is its own row. A process of this machine that is gone is known by its id at once, one
 * of another by its silence.
 */
export async function takeHold(
  database: ScheduleDatabase,
  newsletter: string,
  owner: Owner,
  now: Moment,
  isAlive: (pid: number) => boolean,
): Promise<Hold> {
  const own = { host: owner.host, pid: owner.pid, token: owner.token, renewed: stamp(now) };
  return database.transaction().execute(async (tables) => {
    const row = await tables
      .selectFrom("scheduler")
      .selectAll()
      .where("newsletter", "=", newsletter)
      .executeTakeFirst();
    if (row === undefined) {
      await tables
        .insertInto("scheduler")
        .values({ newsletter, since: stamp(now), ...own })
        .execute();
      return { kind: "ours", since: now };
    }
    const renewed = Date.parse(row.renewed);
    const gone = isGone(row, owner, isAlive);
    if (row.token !== null && row.token !== owner.token && !gone && !leaseOver(renewed, now)) {
      return { kind: "theirs", holder: { host: row.host, pid: row.pid, renewed } };
    }
    await tables.updateTable("scheduler").set(own).where("newsletter", "=", newsletter).execute();
    return { kind: "ours", since: Date.parse(row.since) };
  });
}

/** Gives a sign of life; false when another process has taken over. */
export async function renewHold(
  database: ScheduleDatabase,
  newsletter: string,
  owner: Owner,
  now: Moment,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("scheduler")
    .set({ renewed: stamp(now) })
    .where("newsletter", "=", newsletter)
    .where("token", "=", owner.token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets the next process keep the schedule at once. */
export async function releaseHold(database: ScheduleDatabase, newsletter: string, owner: Owner): Promise<void> {
  await database
    .updateTable("scheduler")
    .set({ token: null })
    .where("newsletter", "=", newsletter)
    .where("token", "=", owner.token)
    .execute();
}

/** The process that keeps the schedule, dead or alive, and since when there is a schedule; undefined before its first start. */
export async function readHolder(
  database: ScheduleDatabase,
  newsletter: string,
): Promise<{ readonly since: Moment; readonly holder: Holder | null } | undefined> {
  const row = await database
    .selectFrom("scheduler")
    .selectAll()
    .where("newsletter", "=", newsletter)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const holder = { host: row.host, pid: row.pid, renewed: Date.parse(row.renewed) };
  return { since: Date.parse(row.since), holder: row.token === null ? null : holder };
}
