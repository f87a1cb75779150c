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
}

/** A journal of one run. Moves that are asked for at the same time share one transaction, so that one flush to disk serves them all. */
export function openJournal(ledger: Ledger, send: SendKey, owner: string): Journal {
  interface Waiting {
    readonly move: Move;
    readonly done: (written: boolean) => void;
    readonly fail: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let flushing = false;
  const flush = async () => {
    // Whoever is ready in this turn of the loop comes along.
    await new Promise((turn) => setImmediate(turn));
    while (waiting.length > 0) {
      // A reader's later move waits for the earlier one.
      const group = [...new Map(waiting.toReversed().map((each) => [each.move.key, each])).values()];
      waiting = waiting.filter((each) => !group.includes(each));
      try {
        const written = await writeMoves(
          ledger,
          send,
          owner,
          group.map(({ move }) => move),
        );
        for (const { move, done } of group) done(written.has(move.key));
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    flushing = false;
  };
  return {
    record: (move) =>
      new Promise((done, fail) => {
        waiting.push({ move, done, fail });
        if (flushing) return;
        flushing = true;
        flush().catch(fail);
      }),
  };
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
