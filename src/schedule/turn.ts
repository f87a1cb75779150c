import type { Moment } from "../domain/schedule.ts";
import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Calendar, type Due, utc } from "./due.ts";
import type { Owner } from "./holder.ts";
import { claim, type Ending, renewRun, writeEnding } from "./issues.ts";
import { type Issue, type PlannedRun, planOf, retryAt } from "./plan.ts";
import { readIssues, type ScheduleDatabase } from "./tables.ts";

/** The weekly job as the schedule sees it. Throws when there is no edition, or it could not be seen whom it reached. */
export type RunIssue = (issue: {
  readonly week: Week;
  /** Data of an earlier week are not this issue's. */
  readonly notBefore: Week;
  /** The hash of the edition that an earlier run of the issue made; null where none did. */
  readonly made: string | null;
  readonly now: Moment;
}) => Promise<MadeEdition>;

export interface MadeEdition {
  readonly edition: Week;
  readonly hash: string;
  /** Why readers still wait for it; the issue is tried again. Undefined when all is done. */
  readonly unfinished?: ReportError | undefined;
}

/** What a turn works with. */
export interface Desk {
  readonly database: ScheduleDatabase;
  readonly newsletter: string;
  readonly calendar: Calendar;
  readonly owner: Owner;
  /** When this newsletter's schedule was first started. */
  readonly since: Moment;
  readonly clock: () => Moment;
  readonly run: RunIssue;
  readonly log: Log;
}

export interface Turn {
  readonly missed: readonly Due[];
  readonly givenUp: readonly Issue[];
  /** The newest issue, while another process runs it. */
  readonly busy: Issue | undefined;
  readonly ran: Ran | undefined;
  readonly next: Moment;
}

export interface Ran {
  readonly due: Due;
  readonly attempt: number;
  readonly ending: Ending;
  /** What stopped the run; undefined when it is done. */
  readonly cause: unknown;
}

/**
 * Looks once at the clock and the stored issues, and does what is due: at most one run. A run that fails is written down with
 * the moment of the next attempt, and does not throw; `started` is called with the week before it begins.
 */
export async function takeTurn(desk: Desk, started: (week: Week) => void = () => {}): Promise<Turn> {
  const { database, newsletter, calendar, owner, since, clock, log } = desk;
  const now = clock();
  const plan = await claim(database, newsletter, owner, now, (issues) => planOf(now, issues, since, calendar));
  for (const { week, at } of plan.missed) log.error("issue missed", { week, due: utc(at), at: utc(now) });
  for (const { week, errorCode, attempts } of plan.givenUp) {
    log.error("issue given up", { week, attempts, code: errorCode ?? "run-died", at: utc(now) });
  }
  const { missed, givenUp, busy } = plan;
  if (plan.run === undefined) return { missed, givenUp, busy, ran: undefined, next: plan.next };
  started(plan.run.due.week);
  const ran = await runPlanned(plan.run, desk);
  const after = clock();
  const next = planOf(after, await readIssues(database, newsletter), since, calendar).next;
  return { missed, givenUp, busy, ran, next };
}

/** Gives a sign of life of the run in progress; says so when another process took it over. */
export async function renewTurn(week: Week, { database, newsletter, owner, clock, log }: Desk): Promise<void> {
  const now = clock();
  if (await renewRun(database, newsletter, week, owner, now)) return;
  log.error("issue taken over by another process", { week, at: utc(now) });
}

async function runPlanned({ due, attempt, deadline, notBefore, made }: PlannedRun, desk: Desk): Promise<Ran> {
  const { clock, log, database, newsletter, owner } = desk;
  const { week } = due;
  const now = clock();
  log.info("issue begun", { week, due: utc(due.at), attempt, at: utc(now) });
  let ending: Ending;
  let cause: unknown;
  const failed = (error: unknown, edition: Omit<MadeEdition, "unfinished"> | undefined): Ending => {
    cause = error;
    const errorCode = error instanceof ReportError ? error.code : "bug";
    const text = error instanceof Error ? error.message : String(error);
    return { state: "failed", errorCode, error: text, retryAt: retryAt(attempt, clock(), deadline), ...edition };
  };
  try {
    const { unfinished, ...edition } = await desk.run({ week, notBefore, made, now });
    ending = unfinished === undefined ? { state: "done", ...edition } : failed(unfinished, edition);
  } catch (error) {
    ending = failed(error, undefined);
  }
  const at = clock();
  if (!(await writeEnding(database, newsletter, week, owner, at, ending))) {
    log.error("issue taken over by another process", { week, at: utc(at) });
  }
  logEnding(week, attempt, ending, cause, at, log);
  return { due, attempt, ending, cause };
}

function logEnding(week: Week, attempt: number, ending: Ending, cause: unknown, at: Moment, log: Log): void {
  if (ending.state === "done") {
    log.info("issue done", { week, edition: ending.edition, hash: ending.hash.slice(0, 16), at: utc(at) });
    return;
  }
  const { errorCode, error, retryAt: again } = ending;
  const facts = { week, attempt, code: errorCode, error, at: utc(at) };
  if (again === null) log.error("issue failed", facts);
  else log.warn("issue failed, to be tried again", { ...facts, next: utc(again) });
  // Not something an operator can mend: where it happened is all there is to go by.
  if (!(cause instanceof ReportError) && cause instanceof Error) log.error("bug", { stack: cause.stack ?? "" });
}
