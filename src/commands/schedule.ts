import { join } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import type { Moment } from "../domain/schedule.ts";
import { ReportError } from "../errors.ts";
import { streamLog } from "../log.ts";
import { runWeek } from "../pipeline.ts";
import { everyMinute } from "../schedule/alarm.ts";
import { dayAt, utc } from "../schedule/due.ts";
import { type Kept, keepSchedule, runDue, type ScheduleEffects } from "../schedule/schedule.ts";
import type { Turn } from "../schedule/turn.ts";
import { unfinishedOf } from "../send-edition.ts";
import { answer, type Context, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";

const optionsSchema = z
  .object({
    once: z.boolean().default(false),
    now: z.iso.datetime({ offset: true, error: "a moment looks like 2026-11-23T07:00:00-05:00" }).optional(),
    json: jsonOption,
  })
  .refine(({ now, once }) => now === undefined || once, { path: ["now"], error: "is for --once only" })
  .refine(({ json, once }) => !json || once, { path: ["json"], error: "is for --once only; a schedule has no answer" });

export function scheduleCommand(program: Command): void {
  program
    .command("schedule")
    .description("run the weekly job at the moment of the settings, once per ISO week; ends on SIGTERM or SIGINT")
    .option("--once", "do what is due now, and end: for cron and systemd timers")
    .option("--now <moment>", "with --once: act as if it were this moment, for drills")
    .option("--json", "with --once: answer in JSON")
    .addHelpText("after", "\nExample:\n  trends schedule\n  trends schedule --once --json\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "schedule");
      const context = await contextOf(command);
      const kept = keptOf(context);
      if (options.once) return answerOnce(await runDue(kept, effectsOf(context, options.now)), options.json);
      const { verbose } = command.optsWithGlobals<{ verbose?: boolean }>();
      const log = streamLog(process.stderr, verbose === true ? "debug" : "info");
      const logged = { ...context, effects: { ...context.effects, log } };
      await keepSchedule(kept, effectsOf(logged, undefined), context.effects.machine.stop());
    });
}

/** What the settings say of the schedule, and where its state lies. */
export function keptOf({ settings }: Context): Kept {
  const { name, schedule, timeZone, stateFolder } = settings;
  return { newsletter: name, calendar: { schedule, timeZone }, database: join(stateFolder, "trends.db") };
}

function effectsOf({ settings, effects }: Context, from: string | undefined): ScheduleEffects {
  const { host, pid, runId, isAlive } = effects.machine;
  const ahead = from === undefined ? 0 : Date.parse(from) - Date.now();
  return {
    clock: () => Date.now() + ahead,
    alarm: everyMinute,
    owner: { host, pid, token: runId() },
    isAlive,
    run: async ({ notBefore, made, now }) => {
      const today = dayAt(now, settings.timeZone);
      const wanted = { week: undefined, send: true, notBefore, ownerHas: made };
      const { week, built, readers } = await runWeek(wanted, settings, { ...effects, today, now: new Date(now) });
      const { hash } = built.archived.edition;
      return { edition: week, hash, unfinished: unfinishedOf({ week, hash }, readers) };
    },
    log: effects.log,
  };
}

/** Prints what a turn did; what needs a person is thrown, so that the exit code tells cron or systemd. */
function answerOnce({ missed, givenUp, busy, ran, next }: Turn, json: boolean): void {
  const missedWeeks = missed.map(({ week }) => week);
  const common = { missed: missedWeeks, givenUp: givenUp.map(({ week }) => week), next: utc(next) };
  if (ran?.ending.state === "failed") throw failureOf(ran.cause, ran.due.week, ran.ending.retryAt, common);
  if (busy !== undefined) {
    const { week, host, pid, renewed } = busy;
    throw new ReportError(
      "schedule-held",
      `Process ${pid} on ${host} runs the issue of ${week}; its last sign of life was at ${utc(renewed ?? 0)}.`,
      "Leave it to its work. A run that died is repeated 5 minutes after its last sign of life.",
      { details: { host, pid, week } },
    );
  }
  if (ran === undefined && missed.length > 0) {
    throw new ReportError(
      "issue-missed",
      `No process ran in time for ${missed.map(({ week, local }) => `${week} (due ${local})`).join(", ")}.`,
      'It was not sent late. "trends run" builds and sends the newest edition, if it is still wanted.',
      { details: common },
    );
  }
  const [lost] = givenUp;
  if (ran === undefined && lost !== undefined) {
    throw new ReportError(
      "issue-given-up",
      `The issue of ${lost.week} was not finished in time: ${lost.error ?? "the process that ran it ended before it was done."}`,
      'Mend the cause; "trends run" goes on where the run stopped.',
      { details: common },
    );
  }
  const ending = ran?.ending.state === "done" ? ran.ending : undefined;
  answer(
    json,
    { ran: ran?.due.week ?? null, edition: ending?.edition ?? null, hash: ending?.hash ?? null, ...common },
    [
      ran === undefined
        ? "ran   nothing: no issue is due"
        : `ran   the issue of ${ran.due.week}, edition ${ending?.edition}`,
      ...missedWeeks.map((week) => `late  the issue of ${week} was missed`),
      `next  ${utc(next)}`,
    ],
  );
}

/** The failure of the run itself, with what becomes of the issue. A bug stays one. */
function failureOf(
  cause: unknown,
  week: string,
  again: Moment | null,
  details: Readonly<Record<string, unknown>>,
): unknown {
  if (!(cause instanceof ReportError)) return cause;
  const then =
    again === null
      ? `The issue of ${week} is not tried again; mend the cause and use "trends run".`
      : `The issue of ${week} may be tried again from ${utc(again)}.`;
  const retryAt = again === null ? null : utc(again);
  return new ReportError(cause.code, cause.message, `${cause.hint}\n${then}`, {
    cause,
    details: { ...cause.details, ...details, week, retryAt },
  });
}
