import { relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { lastAnswer } from "../boards/answer-store.ts";
import type { BoardOutcome } from "../boards/boards.ts";
import { endpointOf } from "../boards/endpoint.ts";
import { failuresOf } from "../boards/week-answers.ts";
import { ReportError } from "../errors.ts";
import { askBoards, boardsFolder } from "../week-boards.ts";
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

/** With `--json`, a failure is the one object and holds the rest of the answer. */
async function answerFetched({ settings, effects }: Context, json: boolean): Promise<void> {
  const outcomes = await askBoards(settings, effects);
  const failed = outcomes.filter((outcome) => outcome.state === "failed");
  const told = { day: effects.today, boards: outcomes.map(jsonOf) };
  if (!json || failed.length === 0) answer(json, told, linesOf(outcomes));
  if (failed.length === 0) return;
  const { sentences, details } = failuresOf(failed);
  throw new ReportError(
    "boards-failed",
    `${failed.length} of ${outcomes.length} boards failed. ${sentences} The answers of the others are stored.`,
    "Run it again, or mend the list of boards; docs/boards-fetching.md says what each failure means.",
    { details: { ...details, ...told } },
  );
}

function jsonOf(outcome: BoardOutcome) {
  const { source, board } = outcome.board;
  const { state } = outcome;
  return outcome.state === "failed"
    ? { source, board, state, code: outcome.code, why: outcome.why }
    : { source, board, state, jobs: outcome.jobs, path: outcome.path };
}

function linesOf(outcomes: readonly BoardOutcome[]): string[] {
  return alignedTable(
    ["board", "answer", "jobs", "file"],
    outcomes.map((outcome) => {
      const name = `${outcome.board.source}/${outcome.board.board}`;
      if (outcome.state === "failed") return [name, `failed: ${outcome.code}`, "", ""];
      return [name, outcome.state, String(outcome.jobs), relative(process.cwd(), outcome.path)];
    }),
  );
}
