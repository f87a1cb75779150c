import type { Clock } from "./machine.ts";

export interface Pace {
  /** Waits for a turn; false when the run was asked to end first. */
  turn(stop: AbortSignal): Promise<boolean>;
}

/** Parts of a second's turns that may come at once. More would let twice the rate through within a second. */
const BURST_SHARE = 1 / 20;

/** A token bucket that begins with one token: at most so many turns a second, plus a twentieth, in any second. Null does not limit. */
export function paceOf(perSecond: number | null, clock: Clock): Pace {
  if (perSecond === null) return { turn: async (stop) => !stop.aborted };
  const room = Math.max(1, Math.floor(perSecond * BURST_SHARE));
  let tokens = 1;
  let at = clock.now();
  return {
    turn: async (stop) => {
      const now = clock.now();
      // A clock that was set back gives no tokens, and takes none.
      tokens = Math.min(room, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      at = now;
      // Taken before the wait, so that those who come later wait behind.
      tokens -= 1;
      if (tokens < 0) await clock.sleep((-tokens / perSecond) * 1000, stop);
      return !stop.aborted;
    },
  };
}

/** Milliseconds from the first refusal of a message to its next try; each further one is three times as long. Greylisting takes minutes. */
const FIRST_RETRY_MS = 30_000;
/** Milliseconds from the first fault of the server to the next connection; each further one is twice as long. */
const FIRST_RECONNECT_MS = 1_000;
/** Share by which a wait is longer or shorter, so that what failed together is not tried together. */
const JITTER = 0.25;

/** How long a reader waits whom the server has put off so many times, one or more. */
export function retryDelay(tries: number, random: () => number): number {
  return jittered(FIRST_RETRY_MS * 3 ** (tries - 1), random);
}

/** How long to let the server be after so many rounds of faults, one or more. */
export function reconnectDelay(rounds: number, random: () => number): number {
  return jittered(FIRST_RECONNECT_MS * 2 ** (rounds - 1), random);
}

function jittered(ms: number, random: () => number): number {
  return Math.round(ms * (1 - JITTER + 2 * JITTER * random()));
}
