import type { SendKey } from "../domain/delivery.ts";
import { type Claim, claimReaders, nextDue } from "./claims.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./machine.ts";

export interface ClaimQueue {
  /** The next reader; waits for one that was put off. Undefined when this run has nobody left, or is to end. */
  next(): Promise<Claim | undefined>;
  /** To be called when a reader that `next` gave has its outcome: it may be due again. */
  settled(): void;
}

/** Hands out claims to all connections of a run. At most `batch` readers are held in memory. */
export function claimQueue(
  { ledger, send, owner, clock }: { ledger: Ledger; send: SendKey; owner: string; clock: Clock },
  batch: number,
  halt: AbortSignal,
): ClaimQueue {
  let held: Claim[] = [];
  let underWay = 0;
  let filling: Promise<void> | undefined;
  let wake: () => void = () => {};
  let change = new Promise<void>((done) => {
    wake = done;
  });
  const changed = () => {
    wake();
    change = new Promise<void>((done) => {
      wake = done;
    });
  };
  halt.addEventListener("abort", changed, { once: true });
  const fill = async () => {
    held = await claimReaders(ledger, send, owner, batch, clock.now());
  };
  return {
    next: async () => {
      while (!halt.aborted) {
        const claim = held.shift();
        if (claim !== undefined) {
          underWay++;
          return claim;
        }
        filling ??= fill().finally(() => {
          filling = undefined;
        });
        await filling;
        if (held.length > 0 || halt.aborted) continue;
        const due = await nextDue(ledger, send);
        if (due !== undefined) await clock.sleep(Math.max(1, due - clock.now()), halt);
        else if (underWay === 0) return undefined;
        else await change;
      }
      return undefined;
    },
    settled: () => {
      underWay--;
      changed();
    },
  };
}
