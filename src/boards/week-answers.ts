import { type Board, boardTitle } from "../domain/board.ts";
import { addDays, type Day, mondayOf, weekOf } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { lastAnswer, type StoredAnswer, storeAgain } from "./answer-store.ts";
import { type BoardOutcome, type BoardsEffects, type BoardsRequest, type FailedBoard, fetchBoards } from "./boards.ts";

/** The answer of a board that a week is made from. */
export interface WeekAnswer {
  readonly board: Board;
  /** `kept`: of an earlier run of the same week. `stand-in`: the board failed, and this one is of an earlier day. */
  readonly state: "new" | "unchanged" | "kept" | "stand-in";
  readonly path: string;
  readonly jobs: number;
  /** The day on which the board last said that these are its jobs. */
  readonly asOf: Day;
}

export interface WeekAnswersRequest extends BoardsRequest {
  /** How old the answer may be that stands in for a board that failed; 0 lets none. */
  readonly maxAgeDays: number;
  /** Only answers that are stored already. */
  readonly askNobody: boolean;
}

/**
 * One answer per board for the week of today, in the order of boards. A board that has answered in this week is not asked again, so
 * that a run which is repeated makes the same week; the others are asked. Throws `boards-failed`, naming each, unless every board
 * has an answer: a week without one of them would look as if its employers had closed their jobs. What was fetched stays stored.
 */
export async function weekAnswers(request: WeekAnswersRequest, effects: BoardsEffects): Promise<WeekAnswer[]> {
  const { boards, folder, today } = request;
  const from = mondayOf(weekOf(today));
  const answers = new Map<Board, WeekAnswer>();
  for (const board of boards) {
    const kept = await lastAnswer(folder, board, { from, to: today });
    if (kept !== undefined) answers.set(board, { board, state: "kept", path: kept.path, ...jobsOf(kept) });
  }
  const lacking = boards.filter((board) => !answers.has(board));
  if (request.askNobody && lacking.length > 0) throw lackingOf(lacking, today);
  const failed: FailedBoard[] = [];
  for (const outcome of await fetchBoards({ ...request, boards: lacking }, effects)) {
    const answer = await answerOf(outcome, request, effects);
    if (answer !== undefined) answers.set(outcome.board, answer);
    else if (outcome.state === "failed") failed.push(outcome);
  }
  if (failed.length > 0) throw failureOf(failed, boards.length, request.maxAgeDays);
  return boards.flatMap((board) => answers.get(board) ?? []);
}

/** Undefined for a board that failed and has no answer young enough. One that stands in becomes an answer of today, which says how old it is. */
async function answerOf(
  outcome: BoardOutcome,
  { folder, today, maxAgeDays }: WeekAnswersRequest,
  { log }: BoardsEffects,
): Promise<WeekAnswer | undefined> {
  const { board } = outcome;
  if (outcome.state !== "failed") {
    const { state, path, jobs } = outcome;
    return { board, state, path, jobs, asOf: today };
  }
  const last = maxAgeDays === 0 ? undefined : await lastAnswer(folder, board, { to: today });
  if (last === undefined || last.meta.asOf < addDays(today, -maxAgeDays)) return undefined;
  const path = await storeAgain(folder, today, board, last, last.meta.asOf);
  log.warn("an earlier answer stands in for a board", { board: boardTitle(board), asOf: last.meta.asOf });
  return { board, state: "stand-in", path, ...jobsOf(last) };
}

function jobsOf({ meta: { jobs, asOf } }: StoredAnswer): Pick<WeekAnswer, "jobs" | "asOf"> {
  return { jobs, asOf };
}

/** What failed, in a sentence for each, and for machines. */
export function failuresOf(failed: readonly FailedBoard[]) {
  return {
    sentences: failed.map(({ board, why }) => `${boardTitle(board)}: ${why}.`).join(" "),
    details: {
      failed: failed.map(({ board, code, why }) => ({ source: board.source, board: board.board, code, why })),
    },
  };
}

function failureOf(failed: readonly FailedBoard[], all: number, maxAgeDays: number): ReportError {
  const { sentences, details } = failuresOf(failed);
  const older = maxAgeDays === 0 ? "" : ` Their last answers, if there are any, are more than ${maxAgeDays} days old.`;
  return new ReportError(
    "boards-failed",
    `${failed.length} of ${all} boards failed, so the week was not made. ${sentences}${older}`,
    "Run it again: boards that have answered are not asked again. A board that is gone must leave the list; boards.maxAgeDays lets an earlier answer stand in for one that fails.",
    { details },
  );
}

function lackingOf(lacking: readonly Board[], today: Day): ReportError {
  return new ReportError(
    "boards-failed",
    `${lacking.map(boardTitle).join(", ")}: no answer is stored for ${weekOf(today)}, and boards are asked at the true time only.`,
    "Leave --now out, or choose a moment of a week whose answers are stored.",
    { details: { failed: [] } },
  );
}
