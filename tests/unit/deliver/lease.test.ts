import { describe, expect, it } from "vitest";
import { beat, LEASE_MS, leaveLease, takeLease } from "../../../src/deliver/lease.ts";
import { openLedger } from "../../../src/deliver/ledger.ts";
import { hastyMachine } from "./sending.ts";

const SEND = { newsletter: "Weekly", week: "2026-W47" };
const stop = new AbortController().signal;

describe("the lease of a newsletter", () => {
  it("keeps a second sender out while the first is heard of, on this host and on others", async () => {
    const ledger = await openLedger(":memory:");
    const { clock } = hastyMachine();
    await takeLease(ledger, SEND, "first", { clock, host: "here", pid: 1, isAlive: () => true });
    for (const host of ["here", "there"])
      await expect(
        takeLease(ledger, SEND, "second", { clock, host, pid: 2, isAlive: () => true }),
      ).rejects.toMatchObject({
        code: "send-running",
        exitCode: 5,
        details: { host: "here", pid: 1, week: "2026-W47" },
      });
    // Another newsletter is another matter.
    await takeLease(ledger, { ...SEND, newsletter: "Other" }, "third", {
      clock,
      host: "here",
      pid: 2,
      isAlive: () => true,
    });
    await ledger.destroy();
  });

  it("passes at once from a dead process of this host, and from one that had our own number", async () => {
    const ledger = await openLedger(":memory:");
    const { clock } = hastyMachine();
    await takeLease(ledger, SEND, "first", { clock, host: "here", pid: 1, isAlive: () => true });
    await takeLease(ledger, SEND, "second", { clock, host: "here", pid: 2, isAlive: () => false });
    await takeLease(ledger, SEND, "third", { clock, host: "here", pid: 2, isAlive: () => true });
    await ledger.destroy();
  });

  it("runs out when nothing was heard for a while, and a beat says whether it is still ours", async () => {
    const ledger = await openLedger(":memory:");
    const { clock } = hastyMachine();
    const other = { clock, host: "there", pid: 2, isAlive: () => false };
    await takeLease(ledger, SEND, "first", { clock, host: "here", pid: 1, isAlive: () => true });
    await clock.sleep(LEASE_MS - 1, stop);
    expect(await beat(ledger, "Weekly", "first", clock.now())).toBe(true);
    await clock.sleep(LEASE_MS - 1, stop);
    await expect(takeLease(ledger, SEND, "second", other)).rejects.toMatchObject({ code: "send-running" });
    await clock.sleep(1, stop);
    await takeLease(ledger, SEND, "second", other);
    expect(await beat(ledger, "Weekly", "first", clock.now())).toBe(false);
    // Who has lost it cannot give it up for the other.
    await leaveLease(ledger, "Weekly", "first");
    expect(await beat(ledger, "Weekly", "second", clock.now())).toBe(true);
    await ledger.destroy();
  });
});
