import { expect, it } from "vitest";
import { thisMachine } from "../../../src/commands/machine.ts";

it("listens for signals once however often it is asked, and lets go of all of them at the first", () => {
  const listeners = () => process.listenerCount("SIGTERM") + process.listenerCount("SIGINT");
  const before = listeners();
  const machine = thisMachine();
  const signals = Array.from({ length: 12 }, () => machine.stop());
  expect(new Set(signals).size).toBe(1);
  expect(listeners()).toBe(before + 2);
  process.emit("SIGTERM");
  expect(signals[0]?.aborted).toBe(true);
  expect(listeners()).toBe(before);
});
