import { relative } from "node:path";
import type { BoardOutcome } from "../boards/boards.ts";
import { failuresOf, type WeekAnswer } from "../boards/week-answers.ts";
import { boardTitle } from "../domain/board.ts";
import type { Day } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { alignedTable } from "./table.ts";

/** What came of asking boards on a day: for machines, for people, and as the failure that it is when any of them failed. */
export function fetchedReport(outcomes: readonly BoardOutcome[], day: Day) {
  const failed = outcomes.filter((outcome) => outcome.state === "failed");
  const told = { day, boards: outcomes.map(jsonOf) };
  const { sentences, details } = failuresOf(failed);
  const failure = new ReportError(
    "boards-failed",
    `${failed.length} of ${outcomes.length} boards failed. ${sentences} The answers of the others are stored.`,
    "Run it again, or mend the list of boards; docs/boards-fetching.md says what each failure means.",
    { details: { ...details, ...told } },
  );
  return { told, lines: linesOf(outcomes), failure: failed.length === 0 ? undefined : failure };
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

/** Which answers a week was made from; each that is of an earlier day is named. Nothing where no board was needed. */
export function weekBoardsLines(boards: readonly WeekAnswer[]): string[] {
  if (boards.length === 0) return [];
  const states = (["new", "unchanged", "kept", "stand-in"] as const)
    .map((state) => ({ state, count: boards.filter((each) => each.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`);
  const older = boards.filter(({ state }) => state === "stand-in");
  return [
    `boards   ${boards.length}: ${states.join(", ")}`,
    ...older.map(({ board, asOf }) => `         ${boardTitle(board)} failed: its answer of ${asOf} stands in`),
  ];
}
