import type { SendKey } from "../domain/delivery.ts";
import { type Breaker, breakerOf, type Stop } from "./breaker.ts";
import { type ClaimQueue, claimQueue } from "./claim-queue.ts";
import { type Claim, returnClaims } from "./claims.ts";
import { type Journal, type Move, openJournal } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./machine.ts";
import type { SmtpSettings } from "./mailer.ts";
import { type Outcome, withoutAddresses } from "./outcome.ts";
import { type Pace, paceOf, reconnectDelay, retryDelay } from "./pace.ts";
import { openSession, type Session, type Timeouts } from "./smtp-session.ts";

export interface SendRun {
  readonly ledger: Ledger;
  readonly send: SendKey;
  readonly owner: string;
  readonly smtp: SmtpSettings;
  readonly timeouts: Timeouts;
  readonly from: string;
  readonly messageOf: (claim: Claim) => Uint8Array;
  readonly connections: number;
  /** Messages a second over all connections; null does not limit. */
  readonly perSecond: number | null;
  /** Tries per reader in this run. */
  readonly tries: number;
  readonly random: () => number;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  /** Called for each reader that has its outcome. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Claims held for each connection: enough that none waits for the ledger, few enough to give back. */
const CLAIMS_PER_CONNECTION = 8;

/**
 * Mails everybody who is ready, over several connections. Ends when nobody is left for this run, or early: asked to, on a server
 * that does not work, or when another run has taken over. What is under way is finished first, and what was only claimed goes back.
 */
export async function sendReady(run: SendRun): Promise<Stop | undefined> {
  const { ledger, send, owner, clock, connections } = run;
  const halt = new AbortController();
  let stop: Stop | undefined;
  const haltFor = (reason: Stop) => {
    stop ??= reason;
    halt.abort();
  };
  const asked = () => haltFor({ why: "asked", text: "" });
  if (run.stop.aborted) asked();
  run.stop.addEventListener("abort", asked, { once: true });
  const shared: Shared = {
    queue: claimQueue(run, connections * CLAIMS_PER_CONNECTION, halt.signal),
    journal: openJournal(ledger, send, owner, connections),
    pace: paceOf(run.perSecond, clock),
    breaker: breakerOf(connections),
    halt: halt.signal,
    haltFor,
  };
  try {
    const workers = Array.from({ length: connections }, () =>
      work(run, shared).catch((error: unknown) => {
        halt.abort();
        throw error;
      }),
    );
    const ends = await Promise.allSettled(workers);
    const failed = ends.find((end) => end.status === "rejected");
    const written = await shared.journal.settled();
    if (failed !== undefined) throw failed.reason;
    if (!written) haltFor({ why: "lost", text: "" });
    return stop;
  } finally {
    run.stop.removeEventListener("abort", asked);
    await returnClaims(ledger, send, owner);
  }
}

interface Shared {
  readonly queue: ClaimQueue;
  readonly journal: Journal;
  readonly pace: Pace;
  readonly breaker: Breaker;
  readonly halt: AbortSignal;
  readonly haltFor: (reason: Stop) => void;
}

/** One connection's work: a reader at a time, until there is none. */
async function work(run: SendRun, shared: Shared): Promise<void> {
  const { queue, journal, pace, halt } = shared;
  let session: Session | undefined;
  try {
    for (let claim = await queue.next(); claim !== undefined; claim = await queue.next()) {
      const { key, address } = claim;
      session = await openedSession(session, run, shared);
      if (session === undefined || !(await pace.turn(halt))) return;
      const message = run.messageOf(claim);
      const outcome = await session.send({ from: run.from, to: address }, message, () =>
        journal.record({ key, to: "committing", at: run.clock.now() }),
      );
      await settle(claim, outcome, run, shared);
      queue.settled();
    }
  } finally {
    session?.close();
  }
}

/** The connection while it is open, else a new one; undefined when the run is to end before there is one. */
async function openedSession(session: Session | undefined, run: SendRun, shared: Shared): Promise<Session | undefined> {
  const { breaker, halt, haltFor } = shared;
  if (session?.isOpen()) return session;
  while (!halt.aborted) {
    const rounds = breaker.rounds();
    if (rounds > 0) await run.clock.sleep(reconnectDelay(rounds, run.random), halt);
    if (halt.aborted) return undefined;
    const opened = await openSession(run.smtp, run.timeouts);
    if (!("fault" in opened)) return opened;
    const stop = breaker.fault(withoutAddresses(opened.fault.response ?? opened.fault.message));
    if (stop !== undefined) haltFor(stop);
  }
  return undefined;
}

/** Writes the outcome down, and stops the run where it says so. */
async function settle(claim: Claim, outcome: Outcome, run: SendRun, shared: Shared): Promise<void> {
  const { journal, breaker, haltFor } = shared;
  const lost: Stop = { why: "lost", text: "" };
  if (outcome.kind === "lost") return haltFor(lost);
  const move = moveFor(claim, outcome, run);
  // Who was sent the mail is nobody's next claim: that record may come along with another's.
  if (outcome.kind === "accepted") journal.note(move);
  else if (!(await journal.record(move))) haltFor(lost);
  run.onOutcome(outcome);
  if (outcome.kind === "accepted" || outcome.kind === "deferred") return breaker.works();
  const said = withoutAddresses(outcome.text);
  const stop = outcome.kind === "refused" ? breaker.refusal(said) : breaker.fault(said);
  if (stop !== undefined) haltFor(stop);
}

function moveFor(
  { key, tries }: Claim,
  outcome: Exclude<Outcome, { kind: "lost" }>,
  { clock, random, tries: most }: SendRun,
): Move {
  const at = clock.now();
  if (outcome.kind === "accepted") return { key, to: "sent", at };
  const { code, text } = outcome;
  const again = (delay: number) => (tries + 1 >= most ? null : at + delay);
  switch (outcome.kind) {
    case "refused":
      return { key, to: "failed", at, code, text };
    case "unknown":
      return { key, to: "uncertain", at, code, text };
    case "server-fault":
      return { key, to: "ready", at, code, text, nextAttemptAt: at, unbegun: true };
    case "deferred":
      return { key, to: "ready", at, code, text, nextAttemptAt: again(retryDelay(tries + 1, random)) };
    case "cut":
      return { key, to: "ready", at, code, text, nextAttemptAt: again(reconnectDelay(tries + 1, random)) };
  }
}
