import { describe, expect, it } from "vitest";
import { cappedWeights } from "../../../src/compare/capped-weights.ts";

/** The weight of each employer with so many offers. */
function massOf(counts: readonly number[]): number[] {
  const employers = counts.flatMap((count, employer) => new Array<number>(count).fill(employer));
  const weights = cappedWeights(employers, new Array(employers.length).fill(1), counts.length);
  return counts.map((_, employer) => employers.reduce((sum, e, i) => sum + (e === employer ? weights[i]! : 0), 0));
}

describe("cappedWeights", () => {
  it("weighs every offer the same while no employer is above the cap", () => {
    const employers = Array.from({ length: 20 }, (_, index) => index);
    const weights = cappedWeights(employers, new Array(20).fill(1), 20);
    for (const weight of weights) expect(weight).toBeCloseTo(1 / 20, 12);
  });

  it("cuts the largest employer to exactly 10 % and keeps the sum at 1", () => {
    const mass = massOf([300, ...new Array(30).fill(2)]);
    expect(Math.max(...mass)).toBeCloseTo(0.1, 12);
    expect(mass.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });

  it("allows 1.5 / K where employers are so few that 10 % each could not fill the window", () => {
    // K = 5: cap 0.3. The four others share what is left.
    const mass = massOf([100, 1, 1, 1, 1]);
    expect(mass[0]).toBeCloseTo(0.3, 12);
    expect(mass[1]).toBeCloseTo(0.175, 12);
  });

  it("cuts an employer that rises above the cap only once a larger one is cut", () => {
    // 50 + 12 + 25: the second is under 10 % of 112 but over 10 % once the first is cut.
    const mass = massOf([75, 12, ...new Array(25).fill(1)]);
    expect(mass[0]).toBeCloseTo(0.1, 8);
    expect(mass[1]).toBeCloseTo(0.1, 8);
  });

  it("gives offers outside the window no weight", () => {
    expect([...cappedWeights([0, 1, 2, 0], [1, 1, 0, 0], 3)]).toEqual([0.5, 0.5, 0, 0]);
  });

  it("gives an empty window no weight at all", () => {
    expect([...cappedWeights([0, 1], [0, 0], 2)]).toEqual([0, 0]);
    expect([...cappedWeights([], [], 0)]).toEqual([]);
  });

  it("keeps to the cap with four employers of very different sizes", () => {
    expect(Math.max(...massOf([1000, 100, 1, 1]))).toBeLessThanOrEqual(0.375 + 1e-6);
  });

  it("keeps to the cap with eight employers of very different sizes", () => {
    expect(Math.max(...massOf([1000, 100, 10, 1, 1, 1, 1, 1]))).toBeLessThanOrEqual(1.5 / 8 + 1e-6);
  });
});
