import type { Kysely } from "kysely";
import type { Moment } from "../domain/schedule.ts";
import type { Week } from "../domain/week.ts";
import { openSqlite, sql } from "../sqlite.ts";
import type { Issue } from "./plan.ts";

/** Moments are stored in UTC as text, so that a person can read the table. */
interface IssueRow {
  newsletter: string;
  week: Week;
  state: Issue["state"];
  due: string;
  attempts: number;
  started: string | null;
  renewed: string | null;
  finished: string | null;
  retry_at: string | null;
  host: string | null;
  pid: number | null;
  /** Of the process that runs it: see `Owner`. */
  token: string | null;
  edition: Week | null;
  hash: string | null;
  error_code: string | null;
  error: string | null;
}

/** The process that keeps the schedule of a newsletter; `token` is null while there is none. */
interface SchedulerRow {
  newsletter: string;
  /** When this newsletter's schedule was first started. */
  since: string;
  host: string;
  pid: number;
  token: string | null;
  renewed: string;
}

export interface ScheduleTables {
  issue: IssueRow;
  scheduler: SchedulerRow;
}

export type ScheduleDatabase = Kysely<ScheduleTables>;

/** Opens the state database and makes the tables of the schedule where they are missing. */
export async function openTables(path: string): Promise<ScheduleDatabase> {
  const database = openSqlite<ScheduleTables>(path);
  await sql`create table if not exists issue (
    newsletter text not null,
    week text not null,
    state text not null check (state in ('running', 'done', 'failed', 'missed')),
    due text not null,
    attempts integer not null,
    started text, renewed text, finished text, retry_at text,
    host text, pid integer, token text,
    edition text, hash text, error_code text, error text,
    primary key (newsletter, week)
  ) strict`.execute(database);
  await sql`create table if not exists scheduler (
    newsletter text not null primary key,
    since text not null,
    host text not null, pid integer not null, token text, renewed text not null
  ) strict`.execute(database);
  return database;
}

/** The issues of a newsletter, earliest week first. */
export async function readIssues(database: ScheduleDatabase, newsletter: string): Promise<Issue[]> {
  const rows = await database
    .selectFrom("issue")
    .selectAll()
    .where("newsletter", "=", newsletter)
    .orderBy("week")
    .execute();
  return rows.map((row) => ({
    week: row.week,
    state: row.state,
    due: Date.parse(row.due),
    attempts: row.attempts,
    started: moment(row.started),
    renewed: moment(row.renewed),
    finished: moment(row.finished),
    retryAt: moment(row.retry_at),
    host: row.host,
    pid: row.pid,
    edition: row.edition,
    hash: row.hash,
    errorCode: row.error_code,
    error: row.error,
  }));
}

/** A moment as the tables hold it. */
export function stamp(at: Moment): string {
  return new Date(at).toISOString();
}

function moment(text: string | null): Moment | null {
  return text === null ? null : Date.parse(text);
}
