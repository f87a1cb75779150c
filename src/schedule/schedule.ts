import type { Moment } from "../domain/schedule.ts";
import { ReportError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Alarm } from "./alarm.ts";
import { type Calendar, utc } from "./due.ts";
import { type Holder, type Owner, releaseHold, takeHold } from "./holder.ts";
import { lookoutOf } from "./lookout.ts";
import { openTables } from "./tables.ts";
import type { Desk, RunIssue, Turn } from "./turn.ts";

/** What is kept, and where its state lies. */
export interface Kept {
  readonly newsletter: string;
  readonly calendar: Calendar;
  /** Path of the state database. */
  readonly database: string;
}

/** What a schedule may touch besides its database: passed in, so that a test decides it. */
export interface ScheduleEffects {
  readonly clock: () => Moment;
  readonly alarm: Alarm;
  readonly owner: Owner;
  /** Whether this machine has a process of that id. */
  readonly isAlive: (pid: number) => boolean;
  readonly run: RunIssue;
  readonly log: Log;
}

/**
 * Keeps the schedule until told to stop: looks at once, and then at every call of the alarm, for what is due. A run in progress
 * is finished first. Throws `schedule-held` when another process keeps it, also when one took over later.
 */
export async function keepSchedule(kept: Kept, effects: ScheduleEffects, stop: AbortSignal): Promise<void> {
  const { log, clock, alarm } = effects;
  await withHold(kept, effects, async (desk) => {
    const lookout = lookoutOf(desk);
    let looking: Promise<void> = Promise.resolve();
    let busy = false;
    let next: Moment | undefined;
    const look = async () => {
      const turn = await lookout.look();
      if (turn.next !== next) log.info("schedule waits", { next: utc(turn.next), at: utc(clock()) });
      next = turn.next;
    };
    log.info("schedule started", { newsletter: kept.newsletter, ...ruleOf(kept), at: utc(clock()) });
    let endAlarm = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        const failed = (error: unknown) => {
          if (error instanceof ReportError && error.code === "schedule-held") reject(error);
          else log.error("schedule could not look", { error: String(error), at: utc(clock()) });
        };
        const wake = () => {
          if (busy) return lookout.giveSign();
          if (stop.aborted) return;
          busy = true;
          looking = look()
            .catch(failed)
            .finally(() => {
              busy = false;
            });
        };
        onAbort(stop, resolve);
        endAlarm = alarm(wake);
        wake();
      });
    } finally {
      const week = lookout.running();
      if (week !== undefined) log.info("schedule stops after the run in progress", { week, at: utc(clock()) });
      await looking;
      endAlarm();
    }
    log.info("schedule stopped", { at: utc(clock()) });
  });
}

/** Does what is due now, once. Throws `schedule-held` when another process keeps the schedule; a run that fails does not throw. */
export async function runDue(kept: Kept, effects: ScheduleEffects): Promise<Turn> {
  return withHold(kept, effects, async (desk) => {
    const lookout = lookoutOf(desk);
    const endAlarm = effects.alarm(lookout.giveSign);
    try {
      return await lookout.look();
    } finally {
      endAlarm();
    }
  });
}

async function withHold<T>(kept: Kept, effects: ScheduleEffects, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { newsletter, calendar } = kept;
  const { owner, clock, isAlive, run, log } = effects;
  const database = await openTables(kept.database);
  try {
    const hold = await takeHold(database, newsletter, owner, clock(), isAlive);
    if (hold.kind === "theirs") throw heldBy(hold.holder, newsletter);
    try {
      return await work({ database, newsletter, calendar, owner, since: hold.since, clock, run, log });
    } finally {
      await releaseHold(database, newsletter, owner);
    }
  } finally {
    await database.destroy();
  }
}

function heldBy({ host, pid, renewed }: Holder, newsletter: string): ReportError {
  return new ReportError(
    "schedule-held",
    `Process ${pid} on ${host} keeps the schedule of ${newsletter}; its last sign of life was at ${utc(renewed)}.`,
    "Stop that process first, or leave it to its work. One that is dead is taken over 5 minutes after its last sign of life.",
    { details: { host, pid, renewed: utc(renewed) } },
  );
}

function ruleOf({ calendar: { schedule, timeZone } }: Kept) {
  return { every: schedule.day, time: schedule.time, timeZone, catchUpHours: schedule.catchUpHours };
}

function onAbort(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then();
  else signal.addEventListener("abort", () => then(), { once: true });
}
