import { join, relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { runWeek } from "../pipeline.ts";
import { weekBoardsLines } from "./board-lines.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines, pressing } from "./findings.ts";
import { guardLines, guardOfEdition } from "./guard-lines.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { deliveredLine, tellUnfinished } from "./send.ts";
import { readersLines } from "./send-lines.ts";

const optionsSchema = z.object({ week: weekOption, send: z.boolean().default(true), json: jsonOption });

export function runCommand(program: Command): void {
  program
    .command("run")
    .description(
      "the weekly job: ask the boards and ingest the feeds of the settings, build, check, archive, mail the owner and the readers",
    )
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--no-send", "mail nobody")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends run --no-send\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "run");
      const { settings, effects } = await contextOf(command);
      const { week, boards, ingested, built, delivered, readers } = await runWeek(
        { week: options.week, send: options.send },
        settings,
        effects,
      );
      const at = (name: string) => relative(process.cwd(), join(built.folder, name));
      const { hash, invented = false } = built.archived.edition;
      const taken = ingested.flatMap(({ weeks }) => weeks.map(({ week: each, state }) => ({ week: each, state })));
      const guarded = guardOfEdition(built.archived.edition);
      answer(
        options.json,
        {
          week,
          invented,
          boards: boards.map(({ board: { source, board }, path: _, ...rest }) => ({ source, board, ...rest })),
          ingested: taken,
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
      for (const line of [...(await guardLines([guarded], settings)), ...findingLines(pressing(built.findings))])
        process.stderr.write(`${line}\n`);
      if (readers?.state === "mailed") tellUnfinished(readers);
    });
}
