import type { Command } from "commander";
import { z } from "zod";
import { timeZoneSchema } from "../domain/schedule.ts";
import { daySchema } from "../domain/week.ts";
import { type Due, duesBetween, utc } from "../schedule/due.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z
  .object({ from: daySchema, to: daySchema, tz: timeZoneSchema.optional(), json: jsonOption })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "is before --from" });

export function simulateCommand(program: Command): void {
  program
    .command("simulate")
    .description(
      "what the schedule would run between two days: local time, UTC and daylight-saving changes; runs nothing",
    )
    .requiredOption("--from <day>", "the first day")
    .requiredOption("--to <day>", "the last day")
    .option("--tz <zone>", "a time zone in place of that of the settings")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends simulate --from 2026-10-01 --to 2026-12-31 --tz Europe/Berlin\n")
    .action(async (raw: unknown, command: Command) => {
      const { from, to, tz, json } = parseOptions(optionsSchema, raw, "simulate");
      const { settings } = await contextOf(command);
      const timeZone = tz ?? settings.timeZone;
      const { schedule } = settings;
      const issues = issuesOf(duesBetween(from, to, { schedule, timeZone }), schedule.time);
      answer(json, { timeZone, schedule, issues }, [
        `Every ${schedule.day} at ${schedule.time}, ${timeZone}: ${issues.length} issues.`,
        ...alignedTable(
          ["week", "local", "offset", "utc", "note"],
          issues.map(({ week, local, offset, utc: at, note }) => [week, local.slice(0, 16), offset, at, note ?? ""]),
        ),
      ]);
    });
}

function issuesOf(dues: readonly Due[], time: string) {
  return dues.map((due, index) => {
    const offset = offsetOf(due);
    const before = dues[index - 1];
    const moved = before !== undefined && offsetOf(before) !== offset;
    return {
      week: due.week,
      local: due.local,
      offset,
      utc: utc(due.at),
      note: clockNote(due, time) ?? (moved ? "the clock changed since the week before" : null),
    };
  });
}

/** What the clock does to the issue that day; null when nothing. */
export function clockNote({ clock }: Due, time: string): string | null {
  if (clock === "plain") return null;
  return clock === "skipped"
    ? `the clock jumps over ${time}: the first moment after the gap`
    : `the clock shows ${time} twice: the first time`;
}

function offsetOf({ local }: Due): string {
  return local.slice(19);
}
