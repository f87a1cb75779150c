import type { Board } from "../domain/board.ts";
import type { Day } from "../domain/week.ts";
import type { Log } from "../log.ts";
import type { Progress } from "../progress.ts";
import { answerJobs } from "./answer-jobs.ts";
import { lastAnswer, storeAgain, storeAnswer } from "./answer-store.ts";
import { type Asking, type AskLimits, askBoard } from "./ask-board.ts";
import { BoardProblem, type BoardProblemCode } from "./board-problem.ts";
import { endpointOf } from "./endpoint.ts";
import { hostTurns } from "./host-turns.ts";
import type { Network } from "./network.ts";
import type { Waits } from "./request.ts";

export interface BoardsRequest {
  readonly boards: readonly Board[];
  /** Where answers are kept, a folder a day. */
  readonly folder: string;
  readonly today: Day;
  readonly userAgent: string;
  readonly limits: AskLimits;
}

/** What the asking may touch besides its folder. */
export interface BoardsEffects {
  readonly network: Network;
  readonly waits: Waits;
  readonly log: Log;
  readonly progress: Progress;
}

export type BoardOutcome = FetchedBoard | FailedBoard;

export interface FetchedBoard {
  /** `unchanged`: the board said that the stored answer still holds. */
  readonly state: "new" | "unchanged";
  readonly board: Board;
  readonly path: string;
  readonly jobs: number;
  /** In its last answer before; 0 without one. */
  readonly jobsBefore: number;
}

export interface FailedBoard {
  readonly state: "failed";
  readonly board: Board;
  readonly code: BoardProblemCode;
  /** A part of a sentence. */
  readonly why: string;
}

/**
 * Asks every board for its jobs and stores the answers in the folder of today, which they replace. One request at a time for each host,
 * hosts side by side. A board that fails leaves the others, and what was stored of it, as they are. Outcomes come in the order of boards.
 */
export async function fetchBoards(request: BoardsRequest, effects: BoardsEffects): Promise<BoardOutcome[]> {
  const { network, waits, log } = effects;
  const { boards, limits, userAgent } = request;
  const pause = () => waits.sleep(limits.pauseMs, new AbortController().signal);
  const asking: Asking = { userAgent, limits, turns: hostTurns(pause), network, waits };
  const task = effects.progress.begin("asking boards", boards.length);
  const outcomes = new Map<Board, BoardOutcome>();
  const askAll = async (ofOneHost: readonly Board[]) => {
    for (const board of ofOneHost) {
      const outcome = await fetchBoard(board, request, asking);
      outcomes.set(board, outcome);
      task.advance(1);
      const name = `${board.source}/${board.board}`;
      if (outcome.state === "failed") log.warn("board failed", { board: name, code: outcome.code, why: outcome.why });
      else if (outcome.jobs === 0 && outcome.jobsBefore > 0)
        log.warn("board has no jobs any more", { board: name, before: outcome.jobsBefore });
      else log.info("board fetched", { board: name, state: outcome.state, jobs: outcome.jobs });
    }
  };
  const hosts = Map.groupBy(boards, (board) => endpointOf(board).hostname);
  const settled = await Promise.allSettled([...hosts.values()].map(askAll));
  task.done();
  for (const each of settled) if (each.status === "rejected") throw each.reason;
  return boards.flatMap((board) => outcomes.get(board) ?? []);
}

async function fetchBoard(board: Board, { folder, today }: BoardsRequest, asking: Asking): Promise<BoardOutcome> {
  try {
    const url = endpointOf(board);
    const last = await lastAnswer(folder, board, { to: today });
    const asked = await askBoard(url, last?.meta, asking);
    if (asked.kind === "answered") {
      const jobs = answerJobs(board.source, asked.body);
      const path = await storeAnswer(folder, today, board, asked.body, { ...asked.validators, asOf: today, jobs });
      return { state: "new", board, path, jobs, jobsBefore: last?.meta.jobs ?? 0 };
    }
    // Without an answer of ours there are no validators, and so no "unchanged".
    if (last === undefined) throw new Error(`${url.href} is unchanged since an answer that is not there`);
    const path = await storeAgain(folder, today, board, last, today);
    return { state: "unchanged", board, path, jobs: last.meta.jobs, jobsBefore: last.meta.jobs };
  } catch (cause) {
    if (!(cause instanceof BoardProblem)) throw cause;
    return { state: "failed", board, code: cause.code, why: cause.message };
  }
}
