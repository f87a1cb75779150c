import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paceOf, reconnectDelay, retryDelay } from "../../../src/deliver/pace.ts";
import { hastyMachine } from "./sending.ts";

const never = new AbortController().signal;

describe("the pace", () => {
  it("lets no second have more than its turns and a twentieth, however long nobody asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 0, max: 5_000 })),
        async (rate, idle) => {
          const { clock } = hastyMachine();
          const pace = paceOf(rate, clock);
          const turns: number[] = [];
          for (const ms of [...idle.slice(0, 20), ...Array(2 * rate).fill(0)]) {
            if (ms > 0) await clock.sleep(ms, never);
            await pace.turn(never);
            turns.push(clock.now());
          }
          for (const [index, at] of turns.entries()) {
            const within = turns.slice(index).filter((other) => other < at + 1000).length;
            expect(within).toBeLessThanOrEqual(rate + Math.max(1, Math.floor(rate / 20)));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("keeps up with its rate over time", async () => {
    const { clock } = hastyMachine();
    const pace = paceOf(50, clock);
    const start = clock.now();
    for (let turn = 0; turn < 500; turn++) await pace.turn(never);
    expect(clock.now() - start).toBeCloseTo(9_980, 0);
  });

  it("waits no longer when the clock is set back", async () => {
    const { clock } = hastyMachine();
    let backMs = 0;
    const waits: number[] = [];
    const pace = paceOf(10, {
      ...clock,
      now: () => clock.now() - backMs,
      sleep: async (ms) => void waits.push(ms),
    });
    await pace.turn(never);
    backMs = 3_600_000;
    await pace.turn(never);
    expect(waits).toEqual([100]);
  });

  it("waits for nobody without a rate, and gives no turn to a run that is to end", async () => {
    const { clock, sleptMs } = hastyMachine();
    expect(await paceOf(null, clock).turn(never)).toBe(true);
    expect(sleptMs()).toBe(0);
    expect(await paceOf(null, clock).turn(AbortSignal.abort())).toBe(false);
    expect(await paceOf(1, clock).turn(AbortSignal.abort())).toBe(false);
  });
});

describe("waits", () => {
  it("grow with each try and differ by a quarter at most", () => {
    expect([1, 2, 3, 4].map((tries) => retryDelay(tries, () => 0.5))).toEqual([30_000, 90_000, 270_000, 810_000]);
    expect([1, 2, 3].map((rounds) => reconnectDelay(rounds, () => 0.5))).toEqual([1_000, 2_000, 4_000]);
    expect([retryDelay(1, () => 0), retryDelay(1, () => 1)]).toEqual([22_500, 37_500]);
  });
});
