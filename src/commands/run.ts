import { join, relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import type { Settings } from "../config.ts";
import { weekSchema } from "../domain/week.ts";
import { type ArchivedBuild, backfillWeeks, runWeek } from "../pipeline.ts";
import { weekBoardsLines } from "./board-lines.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines, pressing } from "./findings.ts";
import { guardLines, guardOfEdition } from "./guard-lines.ts";
import { fileLines, remarkLines } from "./ingested-files.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions } from "./options.ts";
import { deliveredLine, tellUnfinished } from "./send.ts";
import { readersLines } from "./send-lines.ts";

/** A week, or the first and the last of several. */
const weeksOption = z
  .string()
  .regex(/^[^.]+(\.\.[^.]+)?$/, "a week looks like 2026-W47, and several like 2026-W38..2026-W47")
  .transform((text) => text.split(".."))
  .pipe(z.array(weekSchema))
  .transform(([first = "", last = first]) => ({ first, last }))
  .refine(({ first, last }) => first <= last, "the first week comes before the last")
  .optional();

const optionsSchema = z.object({ week: weeksOption, send: z.boolean().default(true), json: jsonOption });

export function runCommand(program: Command): void {
  program
    .command("run")
    .description(
      "the weekly job: ask the boards and ingest the feeds of the settings, build, check, archive, mail the owner and the readers",
    )
    .option(
      "--week <week>",
      "the week; the newest stored one by default. A..B makes the editions of all stored weeks from A to B, one after the other: no feed is read and nobody is mailed",
    )
    .option("--no-send", "mail nobody")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExamples:\n  trends run --no-send\n  trends run --week 2023-W30..2023-W39\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "run");
      const { settings, effects } = await contextOf(command);
      if (options.week !== undefined && options.week.first !== options.week.last)
        return answerBackfill(await backfillWeeks(options.week, settings, effects), settings, options.json);
      const { week, boards, ingested, built, delivered, readers } = await runWeek(
        { week: options.week?.first, send: options.send },
        settings,
        effects,
      );
      const at = (name: string) => relative(process.cwd(), join(built.folder, name));
      const { hash, invented = false } = built.archived.edition;
      const taken = ingested.flatMap(({ weeks }) => weeks.map(({ week: each, state }) => ({ week: each, state })));
      const files = ingested.flatMap((report) => report.taken.files);
      const guarded = guardOfEdition(built.archived.edition);
      answer(
        options.json,
        {
          week,
          invented,
          boards: boards.map(({ board: { source, board }, path: _, ...rest }) => ({ source, board, ...rest })),
          ingested: taken,
          files: files.map(({ file, rows, accepted, rejected, doubted }) => ({
            file,
            rows,
            accepted,
            rejected,
            doubted,
          })),
          hash,
          folder: built.folder,
          findings: built.findings,
          guard: guarded.guard,
          delivered: delivered ?? null,
          readers: readers ?? null,
        },
        [
          ...weekBoardsLines(boards),
          settings.feeds.length === 0 && boards.length === 0
            ? "feeds    none set, so the stored weeks were used"
            : `feeds    ${ingested.length} read, ${taken.length} weeks stored`,
          ...(files.length === 0 ? [] : fileLines(files)),
          ...(invented ? [`data     ${INVENTED}`] : []),
          `edition  ${week}: ${built.rendered.subject}`,
          `mail     ${at("email.html")}`,
          `page     ${at("index.html")}`,
          delivered === undefined
            ? `mailed   nobody${options.send ? ': set "owner" in the settings' : " (--no-send)"}`
            : deliveredLine(delivered, settings.owner ?? ""),
          ...readersLines(week, readers),
        ],
      );
      const samples = ingested.flatMap((report) => report.taken.samples);
      for (const line of remarkLines({ files, samples })) process.stderr.write(`${line}\n`);
      for (const line of [...(await guardLines([guarded], settings)), ...findingLines(pressing(built.findings))])
        process.stderr.write(`${line}\n`);
      if (readers?.state === "mailed") tellUnfinished(readers);
    });
}

async function answerBackfill(built: readonly ArchivedBuild[], settings: Settings, json: boolean): Promise<void> {
  const editions = built.map(({ archived, rendered, folder, findings }) => {
    const { week, hash } = archived.edition;
    return { week, subject: rendered.subject, hash, folder, findings };
  });
  answer(json, { weeks: editions }, [
    ...editions.map(({ week, subject }) => `edition  ${week}: ${subject}`),
    "mailed   nobody: several weeks at once are only built",
  ]);
  const guarded = built.map(({ archived }) => guardOfEdition(archived.edition));
  for (const line of await guardLines(guarded, settings)) process.stderr.write(`${line}\n`);
  for (const { week, findings } of editions)
    for (const line of findingLines(findings)) process.stderr.write(`${week}: ${line}\n`);
}
