import { describe, expect, it } from "vitest";
import { isGone } from "../../../src/domain/process-name.ts";

const own = { host: "a", pid: 10 };
const alive = (pid: number) => pid === 11;

describe("a process that left its name", () => {
  it("is gone when this host has it no more, or when it had our number", () => {
    expect(isGone({ host: "a", pid: 12 }, own, alive)).toBe(true);
    expect(isGone({ host: "a", pid: 10 }, own, () => true)).toBe(true);
  });

  it("is not known to be gone while it is there, or on another host", () => {
    expect(isGone({ host: "a", pid: 11 }, own, alive)).toBe(false);
    expect(isGone({ host: "b", pid: 12 }, own, alive)).toBe(false);
    expect(isGone({ host: "b", pid: 10 }, own, alive)).toBe(false);
  });
});
