import type { Moment } from "../domain/schedule.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { type Calendar, type Due, dueAt, newestDue } from "./due.ts";

/** What is stored of one issue. */
export interface Issue {
  readonly week: Week;
  /** `failed` with `retryAt` null is over: nobody tries again. `missed` was never begun while there was time. */
  readonly state: "running" | "done" | "failed" | "missed";
  readonly due: Moment;
  /** How often a run of it began. */
  readonly attempts: number;
  readonly started: Moment | null;
  /** The last sign of life of its run. */
  readonly renewed: Moment | null;
  readonly finished: Moment | null;
  readonly retryAt: Moment | null;
  readonly host: string | null;
  readonly pid: number | null;
  /** The week and the hash of the edition that it made last. */
  readonly edition: Week | null;
  readonly hash: string | null;
  readonly errorCode: string | null;
  readonly error: string | null;
}

/** What is to be done at a moment. */
export interface Plan {
  /** Issues that were never begun and are too late now, earliest first; to be recorded as missed. */
  readonly missed: readonly Due[];
  /** Issues that failed or died half-way, and whose time is over; earliest first. */
  readonly givenUp: readonly Issue[];
  readonly run: PlannedRun | undefined;
  /** The newest issue, while another process runs it. */
  readonly busy: Issue | undefined;
  /** When there is something to do next, as far as is known now; not before `now`. */
  readonly next: Moment;
}

export interface PlannedRun {
  readonly due: Due;
  /** Counts from 1. */
  readonly attempt: number;
  /** After this moment it is not tried again. */
  readonly deadline: Moment;
  /** The earliest week whose data are new enough for this issue, and newer than those of the issue before. */
  readonly notBefore: Week;
  /** The hash of the edition that an earlier attempt made; null where none did. */
  readonly made: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A process that gave no sign of life for so long is taken for dead. It gives one every minute. */
export const LEASE_MS = 5 * MINUTE;

/** Pauses after the first, second and every later attempt: a feed that is late or a mail server that is away needs time. */
const RETRY_MS = [LEASE_MS, 15 * MINUTE, HOUR] as const;

/**
 * What is to be done now, from the clock and the stored issues alone, so that it does not matter how often or how regularly
 * one asks. Only the newest due issue is ever run, and none after a later one: a clock that went back repeats nothing.
 * `since` is when this newsletter's schedule was first started; issues too late even then are nobody's loss.
 */
export function planOf(now: Moment, issues: readonly Issue[], since: Moment, calendar: Calendar): Plan {
  const due = newestDue(now, calendar);
  const own = issues.find(({ week }) => week === due.week);
  const deadline = due.at + catchUpMs(calendar);
  const overtaken = issues.some(({ week, state }) => week > due.week && (state === "done" || state === "running"));
  const inTime = now <= deadline && !overtaken;
  const from = inTime ? startOf(own, now) : undefined;
  const starts = from !== undefined && from <= now;
  const followingDue = dueAt(addWeeks(due.week, 1), calendar).at;
  return {
    missed: overtaken ? [] : missedOf(due, inTime, issues, since, calendar),
    givenUp: issues.filter(
      (issue) => unfinished(issue, now) && (issue.week < due.week || (issue === own && now > deadline)),
    ),
    run: starts
      ? {
          due,
          attempt: (own?.attempts ?? 0) + 1,
          deadline,
          notBefore: notBefore(due, issues, calendar),
          made: own?.hash ?? null,
        }
      : undefined,
    busy: own?.state === "running" && !leaseOver(own.renewed, now) ? own : undefined,
    next: from !== undefined && from > now && from <= deadline ? from : followingDue,
  };
}

/** When an attempt that failed is repeated; null when that would be after the deadline, so that the issue has failed for good. */
export function retryAt(attempts: number, failedAt: Moment, deadline: Moment): Moment | null {
  const at = failedAt + pauseAfter(attempts);
  return at <= deadline ? at : null;
}

/** Whether a process that last gave a sign of life at the moment is taken for dead. After a clock went back, it is not yet. */
export function leaseOver(renewed: Moment | null, now: Moment): boolean {
  return renewed === null || now - renewed >= LEASE_MS;
}

/**
 * From when on a run of the issue may begin; undefined when none may. A run that died is repeated like one that failed; the
 * shortest pause is the lease, so that one which gives signs of life is never joined by another.
 */
function startOf(issue: Issue | undefined, now: Moment): Moment | undefined {
  switch (issue?.state) {
    case undefined:
    // Recorded by a clock that was ahead, or under a shorter catch-up: there is time yet.
    case "missed":
      return now;
    case "failed":
      return issue.retryAt ?? undefined;
    case "running":
      return (issue.renewed ?? 0) + pauseAfter(issue.attempts);
    case "done":
      return undefined;
  }
}

function unfinished(issue: Issue, now: Moment): boolean {
  return issue.state === "failed" ? issue.retryAt !== null : issue.state === "running" && leaseOver(issue.renewed, now);
}

function missedOf(newest: Due, inTime: boolean, issues: readonly Issue[], since: Moment, calendar: Calendar): Due[] {
  const known = issues.map(({ week }) => week).filter((week) => week <= newest.week);
  if (known.includes(newest.week)) return [];
  const beforeAll = newestDue(since - catchUpMs(calendar) - 1, calendar).week;
  const last = [beforeAll, ...known].sort().at(-1) ?? beforeAll;
  const missed: Due[] = [];
  for (let week = addWeeks(last, 1); week < newest.week; week = addWeeks(week, 1)) missed.push(dueAt(week, calendar));
  if (!inTime && last < newest.week) missed.push(newest);
  return missed;
}

function notBefore(due: Due, issues: readonly Issue[], { schedule }: Calendar): Week {
  const published = issues.flatMap(({ week, state, edition }) =>
    week < due.week && state === "done" && edition !== null ? [addWeeks(edition, 1)] : [],
  );
  const weeks = [addWeeks(due.week, -schedule.lagWeeks), ...published].sort();
  return weeks.at(-1) ?? due.week;
}

function pauseAfter(attempts: number): number {
  return RETRY_MS[Math.min(Math.max(attempts, 1), RETRY_MS.length) - 1] ?? HOUR;
}

function catchUpMs({ schedule }: Calendar): number {
  return schedule.catchUpHours * HOUR;
}
