import { describe, expect, it } from "vitest";
import { historyGate } from "../../../src/compare/own-history.ts";
import { change, pastOf } from "./past-worlds.ts";
import { WEEK } from "./worlds.ts";

/** A past of growth from −2 % to 2 % in turns, so that the median is 0 and the median deviation 1 %. */
const wavering = (weeks: number, window: "1w" | "4w" = "4w") =>
  pastOf(weeks, (back) => ({ changes: [change({ window, growth: [0.01, -0.01, 0.02, -0.02, 0][back % 5]! })] }));
const gate = (difference: number, past = wavering(40)) =>
  historyGate(change({ difference, growth: difference / 100_000 }), WEEK, past);

describe("the own-history gate", () => {
  it("asks for two standard deviations of past growth, estimated by the median deviation", () => {
    // 2 × 1.4826 × 1 % of 100,000
    expect(gate(3_000)).toMatchObject({ passed: true, found: 3_000 });
    expect(gate(3_000)?.limit).toBeCloseTo(2_965.2, 6);
    expect(gate(-2_900)).toMatchObject({ passed: false, found: 2_900 });
  });

  it("needs eight windows that do not overlap: 32 weeks of four, and what ends before this window begins", () => {
    expect(gate(3_000, wavering(31))).toBeNull();
    expect(gate(3_000, wavering(32))).not.toBeNull();
    const weekly = change({ window: "1w", difference: 1, growth: 1 });
    expect(historyGate(weekly, WEEK, wavering(7, "1w"))).toBeNull();
    expect(historyGate(weekly, WEEK, wavering(8, "1w"))).not.toBeNull();
  });

  it("does not hold this window's own weeks against it", () => {
    const past = pastOf(40, (back) => ({ changes: [change({ growth: back < 4 ? 9 : [0.01, -0.01][back % 2]! })] }));
    expect(gate(3_000, past)?.passed).toBe(true);
  });

  it("counts in no week that was not compared, nor another metric or slice", () => {
    const none = pastOf(40, () => ({
      changes: [change({ growth: null, difference: null }), change({ metric: "offers" }), change({ slice: "analyst" })],
    }));
    expect(gate(3_000, none)).toBeNull();
  });

  it("takes shares in points", () => {
    const past = pastOf(40, (back) => ({
      changes: [change({ metric: "remote", growth: null, difference: [0.01, -0.01, 0][back % 3]! })],
    }));
    const found = historyGate(change({ metric: "remote", before: 0.2, growth: null, difference: 0.02 }), WEEK, past);
    expect(found).toMatchObject({ passed: false });
    expect(found?.limit).toBeCloseTo(2 * 1.4826 * 0.01, 12);
  });

  it("has nothing to say without a difference", () => {
    expect(historyGate(change({ difference: null }), WEEK, wavering(40))).toBeNull();
  });
});
