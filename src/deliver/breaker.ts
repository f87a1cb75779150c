/** Rounds of faults, one per connection, after which the server is let be. */
const ROUNDS = 5;
/** Readers refused in a row: no list is so bad, so the server refuses us and not them. */
const REFUSALS = 25;

/** Why a run ended before everybody was mailed. */
export interface Stop {
  readonly why: "asked" | "server" | "refusals" | "lost";
  /** The server's last code and words; empty where it has no part in it. */
  readonly text: string;
}

export interface Breaker {
  /** The server took or put off a message: it works. */
  works(): void;
  /** The server failed us, not a reader. */
  fault(text: string): Stop | undefined;
  /** The server refused a reader. */
  refusal(text: string): Stop | undefined;
  /** How many full rounds of faults there were in a row: what to wait for grows with it. */
  rounds(): number;
}

/** Counts what goes wrong in a row over all connections, and says when to stop. */
export function breakerOf(connections: number): Breaker {
  let faults = 0;
  let refusals = 0;
  return {
    works: () => {
      faults = 0;
      refusals = 0;
    },
    fault: (text) => {
      faults++;
      return faults >= ROUNDS * connections ? { why: "server", text } : undefined;
    },
    refusal: (text) => {
      // A server that answers is there.
      faults = 0;
      refusals++;
      return refusals >= REFUSALS ? { why: "refusals", text } : undefined;
    },
    rounds: () => Math.floor(faults / connections),
  };
}
