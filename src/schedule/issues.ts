import type { Moment } from "../domain/schedule.ts";
import type { Week } from "../domain/week.ts";
import type { Owner } from "./holder.ts";
import type { Issue, Plan } from "./plan.ts";
import { readIssues, type ScheduleDatabase, stamp } from "./tables.ts";

/**
 * Takes a decision and writes it down before anything is done about it: issues that are missed or given up, and the row of
 * the issue to run, as ours. All of it is one transaction that no other process can step into: of any number that decide at
 * the same moment, one runs the issue, and the others read that it is running.
 */
export async function claim(
  database: ScheduleDatabase,
  newsletter: string,
  owner: Owner,
  now: Moment,
  decide: (issues: readonly Issue[]) => Plan,
): Promise<Plan> {
  return database.transaction().execute(async (tables) => {
    const plan = decide(await readIssues(tables, newsletter));
    for (const { week, at } of plan.missed) {
      await tables
        .insertInto("issue")
        .values({ ...EMPTY, newsletter, week, state: "missed", due: stamp(at) })
        .execute();
    }
    for (const { week } of plan.givenUp) {
      await tables
        .updateTable("issue")
        .set((row) => ({
          state: "failed",
          retry_at: null,
          error_code: row.fn.coalesce("error_code", row.val("run-died")),
          error: row.fn.coalesce("error", row.val("The process that ran it ended before it was done.")),
        }))
        .where("newsletter", "=", newsletter)
        .where("week", "=", week)
        .execute();
    }
    if (plan.run !== undefined) {
      const { due, attempt } = plan.run;
      // What an earlier run made stays known.
      const { edition, hash, ...none } = EMPTY;
      const row = {
        ...none,
        newsletter,
        week: due.week,
        state: "running" as const,
        due: stamp(due.at),
        attempts: attempt,
        started: stamp(now),
        renewed: stamp(now),
        host: owner.host,
        pid: owner.pid,
        token: owner.token,
      };
      await tables
        .insertInto("issue")
        .values({ ...row, edition, hash })
        .onConflict((conflict) => conflict.columns(["newsletter", "week"]).doUpdateSet(row))
        .execute();
    }
    return plan;
  });
}

/** How a run ended. */
export type Ending =
  | { readonly state: "done"; readonly edition: Week; readonly hash: string }
  | {
      readonly state: "failed";
      readonly errorCode: string;
      readonly error: string;
      readonly retryAt: Moment | null;
      /** The edition that it made, where it came so far. */
      readonly edition?: Week;
      readonly hash?: string;
    };

/** Writes down how our run of the issue ended; false, and nothing written, when another process has taken the issue over. */
export async function writeEnding(
  database: ScheduleDatabase,
  newsletter: string,
  week: Week,
  owner: Owner,
  now: Moment,
  ending: Ending,
): Promise<boolean> {
  const set =
    ending.state === "done"
      ? { state: ending.state, edition: ending.edition, hash: ending.hash }
      : {
          state: ending.state,
          error_code: ending.errorCode,
          error: ending.error,
          retry_at: ending.retryAt === null ? null : stamp(ending.retryAt),
          ...(ending.edition === undefined ? {} : { edition: ending.edition }),
          ...(ending.hash === undefined ? {} : { hash: ending.hash }),
        };
  const { numUpdatedRows } = await ourRow(database, newsletter, week, owner)
    .set({ ...set, finished: stamp(now), renewed: stamp(now) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives a sign of life of our run; false when another process has taken the issue over. */
export async function renewRun(
  database: ScheduleDatabase,
  newsletter: string,
  week: Week,
  owner: Owner,
  now: Moment,
): Promise<boolean> {
  const { numUpdatedRows } = await ourRow(database, newsletter, week, owner)
    .set({ renewed: stamp(now) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const EMPTY = {
  attempts: 0,
  started: null,
  renewed: null,
  finished: null,
  retry_at: null,
  host: null,
  pid: null,
  token: null,
  edition: null,
  hash: null,
  error_code: null,
  error: null,
};

function ourRow(database: ScheduleDatabase, newsletter: string, week: Week, { token }: Owner) {
  return database
    .updateTable("issue")
    .where("newsletter", "=", newsletter)
    .where("week", "=", week)
    .where("token", "=", token);
}
