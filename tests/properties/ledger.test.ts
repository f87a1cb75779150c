import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, claimReaders, returnClaims } from "../../src/deliver/claims.ts";
import { type Journal, openJournal } from "../../src/deliver/journal.ts";
import { takeLease } from "../../src/deliver/lease.ts";
import { findSend, openLedger } from "../../src/deliver/ledger.ts";
import { resolveDeliveries } from "../../src/deliver/resolution.ts";
import { hastyMachine } from "../unit/deliver/sending.ts";

const SEND = { newsletter: "Weekly", week: "2026-W47" };
const READERS = 4;

interface Run {
  readonly owner: string;
  readonly journal: Journal;
  /** Claimed and not begun, then past the commit point. */
  readonly claimed: Claim[];
  readonly committed: Claim[];
}

const deeds = ["start", "claim", "commit", "sent", "refused", "deferred", "lost-reply", "cut", "give-back"] as const;

async function ledgerWithReaders() {
  const ledger = await openLedger(":memory:");
  await ledger
    .insertInto("edition_send")
    .values({ ...SEND, hash: "a", begun_at: 0, audience: READERS })
    .execute();
  for (let reader = 0; reader < READERS; reader++) {
    const address = `r${reader}@example.com`;
    const row = {
      address,
      mailbox: address,
      name: null,
      hash: "a",
      message_id: `<${reader}@x>`,
      state: "ready",
    } as const;
    const none = { owner: null, error_code: null, error_text: null, committed_at: null };
    await ledger
      .insertInto("delivery")
      .values({ ...SEND, ...row, ...none, attempts: 0, tries: 0, next_attempt_at: 0, changed_at: 0 })
      .execute();
  }
  return ledger;
}

/**
 * Runs that start, die, are taken for dead and go on, in any order. A message passes the commit point when its record was made;
 * a clear refusal by the server says that it is not there. Returns how often the server may have each reader's message.
 */
async function play(steps: readonly (readonly [(typeof deeds)[number], number])[], resolveAgain: boolean) {
  const ledger = await ledgerWithReaders();
  const { clock } = hastyMachine();
  const runs: Run[] = [];
  const had = new Map<string, number>();
  const count = (key: string, by: number) => had.set(key, (had.get(key) ?? 0) + by);
  for (const [deed, choice] of steps) {
    const run = runs[choice % Math.max(1, runs.length)];
    if (deed === "start") {
      const owner = `run-${runs.length}`;
      // The one before is dead, or is taken for it: it may act again later.
      await takeLease(ledger, SEND, owner, { clock, host: "here", pid: runs.length, isAlive: () => false });
      runs.push({ owner, journal: openJournal(ledger, SEND, owner, 1), claimed: [], committed: [] });
    }
    if (run === undefined) continue;
    const [claim] = deed === "commit" || deed === "cut" ? run.claimed.splice(0, 1) : [];
    const [ended] = ["sent", "refused", "deferred", "lost-reply"].includes(deed) ? run.committed.splice(0, 1) : [];
    const later = { at: clock.now(), nextAttemptAt: clock.now(), code: "x", text: "x" };
    if (deed === "claim") run.claimed.push(...(await claimReaders(ledger, SEND, run.owner, 2, clock.now())));
    if (deed === "give-back") await returnClaims(ledger, SEND, run.owner);
    if (deed === "commit" && claim !== undefined) {
      if (await run.journal.record({ key: claim.key, to: "committing", at: clock.now() })) {
        count(claim.key, 1);
        run.committed.push(claim);
      }
    }
    if (deed === "cut" && claim !== undefined) await run.journal.record({ key: claim.key, to: "ready", ...later });
    if (ended === undefined) continue;
    if (deed === "refused" || deed === "deferred") count(ended.key, -1);
    const to = ({ sent: "sent", refused: "failed", deferred: "ready", "lost-reply": "uncertain" } as const)[
      deed as "sent"
    ];
    await run.journal.record({ key: ended.key, to, ...later });
    if (resolveAgain && deed === "lost-reply")
      await resolveDeliveries(ledger, SEND, { as: "again", address: undefined, failedToo: true, now: 0 });
  }
  const tally = (await findSend(ledger, SEND))?.tally;
  await ledger.destroy();
  return { most: Math.max(0, ...had.values()), tally };
}

const anySteps = fc.array(fc.tuple(fc.constantFrom(...deeds), fc.nat(5)), { minLength: 10, maxLength: 60 });

describe("the ledger", () => {
  it("lets no message pass the commit point twice, whatever dies and comes back, unless the server refused it between", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const { most, tally } = await play([["start", 0], ...steps], false);
        expect(most).toBeLessThanOrEqual(1);
        expect(tally?.audience).toBe(READERS);
      }),
      { numRuns: 300 },
    );
  });

  it("heeds no run that was taken for dead, not even when it only gives a reader back", async () => {
    const { most } = await play(
      [
        ["start", 0],
        ["claim", 0],
        ["start", 0],
        ["claim", 1],
        ["commit", 1],
        // The first run says that its connection was cut before the end; the second has the reader, and may have sent it.
        ["cut", 0],
        ["claim", 1],
        ["claim", 1],
        ...Array.from({ length: 4 }, () => ["commit", 1] as const),
      ],
      false,
    );
    expect(most).toBe(1);
  });

  it("would show a second message, as it does when a person asks for one", async () => {
    const { most } = await play(
      [
        ["start", 0],
        ["claim", 0],
        ["commit", 0],
        ["lost-reply", 0],
        ["give-back", 0],
        ["start", 0],
        ["claim", 1],
        ["commit", 1],
      ],
      true,
    );
    expect(most).toBe(2);
  });
});
