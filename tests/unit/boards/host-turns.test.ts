import { describe, expect, it } from "vitest";
import { hostTurns } from "../../../src/boards/host-turns.ts";

describe("turns at a host", () => {
  it("come one after the other in the order asked for, with a pause between, also after a failure", async () => {
    const events: string[] = [];
    const turns = hostTurns(async () => {
      events.push("pause");
    });
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await new Promise((turn) => setImmediate(turn));
      events.push(`${name} ends`);
      if (name === "b") throw new Error("b failed");
      return name;
    };
    const settled = await Promise.allSettled(["a", "b", "c"].map((name) => turns("one.example.com", work(name))));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(events).toEqual(["a begins", "a ends", "pause", "b begins", "b ends", "pause", "c begins", "c ends"]);
  });

  it("of different hosts do not wait for each other", async () => {
    const turns = hostTurns(async () => {});
    const { promise: met, resolve: meet } = Promise.withResolvers<string>();
    const waiting = turns("one.example.com", () => met);
    await turns("two.example.com", async () => meet("met"));
    expect(await waiting).toBe("met");
  });
});
