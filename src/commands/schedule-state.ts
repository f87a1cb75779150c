import { addWeeks } from "../domain/week.ts";
import { exists } from "../files.ts";
import { type Due, dueAt, nextDue, utc } from "../schedule/due.ts";
import { readHolder } from "../schedule/holder.ts";
import { type Issue, leaseOver, planOf } from "../schedule/plan.ts";
import { openTables, readIssues } from "../schedule/tables.ts";
import type { Context } from "./context.ts";
import { keptOf } from "./schedule.ts";
import { clockNote } from "./simulate.ts";

/** How many issues `trends status` shows. */
const LAST = 5;

/** Where the schedule stands: for `trends status`. Reads the state database if there is one, and makes none. */
export async function scheduleStateOf(context: Context) {
  const { settings, effects } = context;
  const { newsletter, calendar, database: path } = keptOf(context);
  const now = effects.now.getTime();
  const { holder, issues, since } = (await exists(path)) ? await stored(path, newsletter) : NOTHING;
  const { next } = planOf(now, issues, since ?? now, calendar);
  const keeper =
    holder === null ? null : { ...holder, renewed: utc(holder.renewed), silent: leaseOver(holder.renewed, now) };
  return {
    every: calendar.schedule,
    timeZone: calendar.timeZone,
    nextDue: nextDue(now, calendar).local,
    /** Sooner than the next issue is due when one is to be tried again. */
    nextTry: utc(next),
    clockChanges: unusualDues(nextDue(now, calendar), (week) => dueAt(week, calendar)).flatMap((due) => {
      const note = clockNote(due, settings.schedule.time);
      return note === null ? [] : [{ week: due.week, local: due.local, note }];
    }),
    keeper,
    issues: issues.slice(-LAST).map((issue) => stateOf(issue, now)),
  };
}

export type ScheduleState = Awaited<ReturnType<typeof scheduleStateOf>>;

/** The rows of the table that people read. */
export function scheduleRows({ nextDue: due, keeper, clockChanges, issues }: ScheduleState): string[][] {
  const kept =
    keeper === null
      ? "no process keeps the schedule"
      : `process ${keeper.pid} on ${keeper.host}, last sign of life ${keeper.renewed}${keeper.silent ? ": taken for dead" : ""}`;
  return [
    ["next issue", due],
    ["schedule", kept],
    ...clockChanges.map(({ week, local, note }) => ["clock", `${week} is due ${local}: ${note}`]),
    ...issues.map(({ week, state, detail }) => [week, detail === null ? state : `${state}: ${detail}`]),
  ];
}

const NOTHING = { holder: null, issues: [], since: undefined };

async function stored(path: string, newsletter: string) {
  const database = await openTables(path);
  try {
    const known = await readHolder(database, newsletter);
    return { holder: known?.holder ?? null, since: known?.since, issues: await readIssues(database, newsletter) };
  } finally {
    await database.destroy();
  }
}

/** The issues of the coming year whose time the clock skips or repeats. */
function unusualDues(first: Due, dueOf: (week: string) => Due): Due[] {
  return Array.from({ length: 53 }, (_, index) => dueOf(addWeeks(first.week, index))).filter(
    ({ clock }) => clock !== "plain",
  );
}

function stateOf(issue: Issue, now: number) {
  const { week, state, attempts, edition, hash, errorCode, retryAt } = issue;
  return {
    week,
    state,
    attempts,
    edition,
    hash,
    errorCode,
    retryAt: retryAt === null ? null : utc(retryAt),
    detail: detailOf(issue, now),
  };
}

function detailOf(
  { state, edition, finished, due, error, errorCode, retryAt, host, pid, renewed }: Issue,
  now: number,
) {
  switch (state) {
    case "done":
      return `edition ${edition}${finished === null ? "" : `, ${utc(finished)}`}`;
    case "missed":
      return `was due ${utc(due)}, and no process ran in time`;
    case "running":
      return `process ${pid} on ${host}${leaseOver(renewed, now) ? ", which died; it is repeated while there is time" : ""}`;
    case "failed": {
      const why = error === null ? (errorCode ?? "unknown") : `${errorCode}: ${error}`;
      return `${why} ${retryAt === null ? "(not tried again)" : `(next try ${utc(retryAt)})`}`;
    }
  }
}
