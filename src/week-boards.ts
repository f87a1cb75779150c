import { join } from "node:path";
import { type BoardOutcome, type BoardsEffects, type BoardsRequest, fetchBoards } from "./boards/boards.ts";
import { internet, type Network } from "./boards/network.ts";
import type { Waits } from "./boards/request.ts";
import { userAgent } from "./boards/user-agent.ts";
import { type WeekAnswer, weekAnswers } from "./boards/week-answers.ts";
import type { Settings } from "./config.ts";
import { type Day, type Week, weekOf } from "./domain/week.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";

/*
 * The boards of the settings: their answers on disk, and the feed that they are for the weekly job.
 */

/** What asking boards may touch besides the state folder. */
export interface AskEffects {
  readonly log: Log;
  readonly progress: Progress;
  /** Today in the newsletter's time zone. */
  readonly today: Day;
  /** The moment that today was taken from. */
  readonly now: Date;
  readonly machine: { readonly clock: Waits };
  readonly network?: Network;
}

/** Asks every board of the settings now; nothing is ingested. */
export async function askBoards(settings: Settings, effects: AskEffects): Promise<BoardOutcome[]> {
  return fetchBoards(boardsRequest(settings, effects), boardsEffects(effects));
}

/** A moment further from the true one is imagined. A run that waits for its turn is never late by so much. */
const TRUE_WITHIN_MS = 12 * 3_600_000;

/**
 * What the boards are for a week: a feed of one answer each, or none. They can only say what is open now: for another week than that of
 * today nobody is asked, and what is stored of it is used. Throws `boards-failed` where a board has no answer.
 */
export async function boardFeeds(
  week: Week | undefined,
  settings: Settings,
  effects: AskEffects,
): Promise<{ readonly answers: readonly WeekAnswer[]; readonly feeds: Settings["feeds"] }> {
  const { list, scope, maxAgeDays } = settings.boards;
  if (list.length === 0) return { answers: [], feeds: [] };
  const { today, log } = effects;
  if (week !== undefined && week !== weekOf(today)) {
    log.warn("boards are not asked for another week than this one", { week, today });
    return { answers: [], feeds: [] };
  }
  const askNobody = Math.abs(effects.now.getTime() - effects.machine.clock.now()) > TRUE_WITHIN_MS;
  const request = { ...boardsRequest(settings, effects), maxAgeDays, askNobody };
  const answers = await weekAnswers(request, boardsEffects(effects));
  return {
    answers,
    feeds: [{ files: answers.map(({ path }) => path), format: "boards", scope, byWeek: false }],
  };
}

/** The folder of a state folder that holds the answers of boards, a folder a day. */
export function boardsFolder({ stateFolder }: Pick<Settings, "stateFolder">): string {
  return join(stateFolder, "boards");
}

function boardsRequest(settings: Settings, { today }: AskEffects): BoardsRequest {
  const { boards, sender } = settings;
  return {
    boards: boards.list,
    folder: boardsFolder(settings),
    today,
    userAgent: userAgent({ name: settings.name, address: sender.address }),
    limits: {
      pauseMs: boards.pauseSeconds * 1000,
      connectMs: boards.connectSeconds * 1000,
      answerMs: boards.answerSeconds * 1000,
      tries: boards.tries,
      maxBytes: boards.maxMegabytes * 1_000_000,
    },
  };
}

function boardsEffects({ log, progress, machine, network = internet }: AskEffects): BoardsEffects {
  return { network, waits: machine.clock, log, progress };
}
