import { type DeliveryState, type SendKey, STATES_BEFORE } from "../domain/delivery.ts";
import { sql } from "../sqlite.ts";
import type { Ledger } from "./ledger.ts";

/** One reader's next state, and why. */
export interface Move {
  readonly key: string;
  readonly to: Exclude<DeliveryState, "claimed">;
  readonly at: number;
  /** The server's enhanced or plain code, or a word of ours. */
  readonly code?: string;
  readonly text?: string;
  /** With `ready`: when it may be tried again; null is not in this run. Counts as a try unless `unbegun`. */
  readonly nextAttemptAt?: number | null;
  readonly unbegun?: boolean;
}

export interface Journal {
  /**
   * Records the move durably; returns once it is on disk. False when the row is not this run's any more, or not in a state that
   * the move may follow: then nothing was written, and a message that waits for the record must not be ended.
   */
  record(move: Move): Promise<boolean>;
  /** Records the move with the next group, in a moment at most; a death before that leaves the state before. */
  note(move: Move): void;
  /** Returns when all notes are on disk; false when one of them could not be made. */
  settled(): Promise<boolean>;
}

/** How long a record waits for others to come along, and how long a note does. A flush to disk takes a few milliseconds itself. */
const GATHER_MS = 2;
const NOTE_MS = 20;

interface Waiting {
  readonly move: Move;
  readonly done: (written: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A journal of one run with so many connections. Moves that are asked for at about the same time share one transaction, so that
 * one flush to disk serves them all.
 */
export function openJournal(ledger: Ledger, send: SendKey, owner: string, connections: number): Journal {
  let waiting: Waiting[] = [];
  let notes: Promise<boolean>[] = [];
  let writing = Promise.resolve();
  const flush = async () => {
    // A reader's later move waits for the earlier one.
    const group = [...new Map(waiting.toReversed().map((each) => [each.move.key, each])).values()];
    if (group.length === 0) return;
    waiting = waiting.filter((each) => !group.includes(each));
    const moves = group.map(({ move }) => move);
    try {
      const written = await writeMoves(ledger, send, owner, moves);
      for (const { move, done } of group) done(written.has(move.key));
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
    if (waiting.length > 0) await flush();
  };
  const flushNext = () => {
    writing = writing.then(flush);
  };
  const enqueue = (move: Move, waitMs: number) =>
    new Promise<boolean>((done, fail) => {
      waiting.push({ move, done, fail });
      if (waitMs === 0 || waiting.length >= 2 * connections) flushNext();
      else setTimeout(flushNext, waitMs);
    });
  return {
    record: (move) => enqueue(move, connections === 1 ? 0 : GATHER_MS),
    note: (move) => {
      const written = enqueue(move, NOTE_MS);
      // Whoever waits for the notes hears of a failure.
      written.catch(() => {});
      notes.push(written);
      if (notes.length < NOTES_KEPT) return;
      const all = allOf(notes);
      all.catch(() => {});
      notes = [all];
    },
    settled: () => {
      flushNext();
      return allOf(notes);
    },
  };
}

/** Notes are many; what came of them is one word. */
const NOTES_KEPT = 1_000;

async function allOf(written: readonly Promise<boolean>[]): Promise<boolean> {
  return (await Promise.all(written)).every(Boolean);
}

/** Writes moves of different readers; returns the keys of those that could be made. */
async function writeMoves(
  ledger: Ledger,
  { newsletter, week }: SendKey,
  owner: string,
  moves: readonly Move[],
): Promise<ReadonlySet<string>> {
  const values = moves.map(({ key, to, at, code, text, nextAttemptAt, unbegun }) => ({
    key,
    to,
    at,
    from: `,${STATES_BEFORE[to].join(",")},`,
    code: code ?? null,
    text: text ?? null,
    next: nextAttemptAt === undefined ? 0 : nextAttemptAt,
    tried: to === "committing" || unbegun === true ? 0 : 1,
  }));
  const { rows } = await sql<{ address: string }>`UPDATE delivery SET
      state = move.value ->> 'to',
      owner = CASE move.value ->> 'to' WHEN 'ready' THEN NULL ELSE owner END,
      attempts = attempts + (move.value ->> 'tried'),
      tries = tries + (move.value ->> 'tried'),
      next_attempt_at = move.value ->> 'next',
      error_code = coalesce(move.value ->> 'code', CASE move.value ->> 'to' WHEN 'sent' THEN NULL ELSE error_code END),
      error_text = coalesce(move.value ->> 'text', CASE move.value ->> 'to' WHEN 'sent' THEN NULL ELSE error_text END),
      committed_at = CASE move.value ->> 'to' WHEN 'committing' THEN move.value ->> 'at' ELSE committed_at END,
      changed_at = move.value ->> 'at'
    FROM json_each(${JSON.stringify(values)}) AS move
    WHERE newsletter = ${newsletter} AND week = ${week} AND address = move.value ->> 'key' AND owner = ${owner}
      AND instr(move.value ->> 'from', ',' || state || ',') > 0
    RETURNING address`.execute(ledger);
  return new Set(rows.map(({ address }) => address));
}
