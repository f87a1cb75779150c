import type { Command } from "commander";
import { z } from "zod";
import { lastAnswer } from "../boards/answer-store.ts";
import { endpointOf } from "../boards/endpoint.ts";
import { askBoards, boardsFolder } from "../week-boards.ts";
import { fetchedReport } from "./board-lines.ts";
import { answer, type Context, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({ dryRun: z.boolean().default(false), json: jsonOption });

export function boardsCommand(program: Command): void {
  const boards = program.command("boards").description("the job boards of the settings");
  boards
    .command("fetch")
    .description("ask every board for its jobs and store the answers in the folder of today; nothing is ingested")
    .option("--dry-run", "say what would be asked, and ask nobody")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends boards fetch --dry-run\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "boards fetch");
      const context = await contextOf(command);
      if (context.settings.boards.list.length === 0) {
        const none = { day: context.effects.today, boards: [] };
        return answer(options.json, none, ['boards   none set: name some under "boards" (docs/boards-fetching.md)']);
      }
      return options.dryRun ? answerPlan(context, options.json) : answerFetched(context, options.json);
    });
}

async function answerPlan({ settings, effects: { today } }: Context, json: boolean): Promise<void> {
  const planned = [];
  for (const board of settings.boards.list) {
    const last = await lastAnswer(boardsFolder(settings), board, { to: today });
    const { source, board: name } = board;
    planned.push({ source, board: name, url: endpointOf(board).href, last: last?.meta.asOf ?? null });
  }
  answer(
    json,
    { day: today, dryRun: true, boards: planned },
    alignedTable(
      ["board", "last answer", "would be asked"],
      planned.map(({ source, board, url, last }) => [`${source}/${board}`, last ?? "none", url]),
    ),
  );
}

async function answerFetched({ settings, effects }: Context, json: boolean): Promise<void> {
  const { told, lines, failure } = fetchedReport(await askBoards(settings, effects), effects.today);
  // A failure is the one object of a run with --json, and holds the rest of the answer.
  if (!json || failure === undefined) answer(json, told, lines);
  if (failure !== undefined) throw failure;
}
