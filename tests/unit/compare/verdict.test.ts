import { describe, expect, it } from "vitest";
import { verdictOf } from "../../../src/compare/verdict.ts";
import type { Change, Gate } from "../../../src/domain/change.ts";
import { change } from "./past-worlds.ts";

const TEST: NonNullable<Change["test"]> = {
  name: "sign-flip-ranks",
  p: 0.01,
  pAll: 0.01,
  pWithoutTopEmployer: 0.01,
  draws: 9_999,
  theta: 0.6,
  q: 0.05,
};

/** The word for a difference against a floor of 2,000, with the named gates failed. */
function verdict(
  difference: number,
  failed: readonly string[] = [],
  part: { interval?: [number, number]; sure?: boolean; withAll?: boolean } = {},
) {
  const gate = (name: string, passed = !failed.includes(name)): Gate => ({ gate: name, passed, found: 0, limit: 0 });
  const gates = [
    ...["holidays", "same-direction", "leave-one-employer-out", "mix", "history"].map((name) => gate(name)),
    { gate: "floor", passed: Math.abs(difference) >= 2_000, found: Math.abs(difference), limit: 2_000 },
  ];
  const { interval = [-9_000, 9_000], sure = true, withAll = sure } = part;
  return verdictOf(change({ difference, interval, test: TEST, gates }), {
    gate: gate("p", sure),
    passedWithAll: withAll,
  });
}

describe("the ladder of verdicts", () => {
  it("says rose or fell when every gate passed", () => {
    expect([verdict(2_000), verdict(-2_000)]).toEqual(["rose", "fell"]);
  });

  it("says edged between half the floor and the floor, or where its own history finds it usual", () => {
    expect([verdict(1_000), verdict(-1_999), verdict(9_000, ["history"])]).toEqual([
      "edged-up",
      "edged-down",
      "edged-up",
    ]);
    expect(verdict(999)).toBe("unclear");
  });

  it("says mostly mix where more than half is which jobs were posted", () => {
    expect([verdict(5_000, ["mix"]), verdict(1_500, ["mix"])]).toEqual(["mostly-mix", "mostly-mix"]);
  });

  it("says one employer only where all else passed, and the test with everybody", () => {
    expect(verdict(5_000, ["leave-one-employer-out"])).toBe("one-employer");
    expect(verdict(5_000, [], { sure: false, withAll: true })).toBe("one-employer");
    expect(verdict(5_000, ["leave-one-employer-out"], { sure: false })).toBe("unclear");
    expect(verdict(1_500, ["leave-one-employer-out"])).toBe("unclear");
    expect(verdict(5_000, ["leave-one-employer-out", "history"])).toBe("unclear");
  });

  it("says little changed only where the whole interval lies within the floor, sure of no direction", () => {
    const within: [number, number] = [-2_000, 2_000];
    expect(verdict(0, [], { sure: false, interval: within })).toBe("little-changed");
    expect(verdict(0, [], { sure: false, interval: [-2_001, 2_000] })).toBe("unclear");
    expect(verdict(1_500, [], { interval: within })).toBe("edged-up");
    expect(verdict(900, [], { interval: within })).toBe("little-changed");
  });

  it("says unclear where the test and the printed difference point apart", () => {
    expect(verdict(5_000, ["same-direction"])).toBe("unclear");
  });

  it("says too few without a test, and not comparable where holidays set the windows apart", () => {
    expect(verdictOf(change({ difference: 5 }), null)).toBe("too-few");
    expect(verdictOf(change({ difference: null, test: TEST }), null)).toBe("too-few");
    expect(verdict(5_000, ["holidays"])).toBe("not-comparable");
  });
});
