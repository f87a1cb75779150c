import type { Week } from "./week.ts";

/**
 * Where one reader's copy of an edition stands. `ready`: nobody has tried, or the server put it off. `claimed`: a sender has
 * taken it up; the server cannot have it yet. `committing`: the end of the message may have left, so the server may have it.
 * `sent`: the server said that it has it. `failed`: the server refused this reader for good. `uncertain`: nobody here can know
 * whether the server has it, and nobody is mailed it again before a person says so.
 */
export const DELIVERY_STATES = ["ready", "claimed", "committing", "sent", "failed", "uncertain"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The only ways from state to state. `uncertain` to `ready` or `sent`, and `failed` to `ready`, is a person's word alone. */
export const STATES_BEFORE = {
  ready: ["claimed", "committing"],
  claimed: ["ready"],
  committing: ["claimed"],
  // A sender that was taken for dead may still hear that the server has the message.
  sent: ["committing", "uncertain"],
  failed: ["claimed", "committing"],
  uncertain: ["committing"],
} as const satisfies Record<DeliveryState, readonly DeliveryState[]>;

/** One edition to one newsletter's readers. */
export interface SendKey {
  readonly newsletter: string;
  readonly week: Week;
}

/** Where a send stands, in readers. */
export interface Tally {
  readonly audience: number;
  readonly sent: number;
  readonly failed: number;
  readonly uncertain: number;
  /** Not mailed yet: a further run goes on with them. */
  readonly left: number;
}

/** The account of a send. Every reader of the audience is in one column; a sum that differs is a bug, and throws. */
export function tallyOf(audience: number, counts: ReadonlyMap<DeliveryState, number>): Tally {
  const count = (state: DeliveryState) => counts.get(state) ?? 0;
  const tally = {
    audience,
    sent: count("sent"),
    failed: count("failed"),
    uncertain: count("uncertain"),
    left: count("ready") + count("claimed") + count("committing"),
  };
  const sum = tally.sent + tally.failed + tally.uncertain + tally.left;
  if (sum !== audience) throw new Error(`The ledger holds ${sum} readers of an audience of ${audience}.`);
  return tally;
}

/** True when nothing is left to do: everybody was mailed or refused for good. */
export function isFinished({ left, uncertain }: Tally): boolean {
  return left === 0 && uncertain === 0;
}

/** `audience 120 = 117 sent + 1 failed + 2 uncertain + 0 left`: the line that ends every send. */
export function tallyLine({ audience, sent, failed, uncertain, left }: Tally): string {
  return `audience ${audience} = ${sent} sent + ${failed} failed + ${uncertain} uncertain + ${left} left`;
}
