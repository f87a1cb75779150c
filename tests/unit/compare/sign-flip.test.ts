import { describe, expect, it } from "vitest";
import { signFlip, testChange } from "../../../src/compare/sign-flip.ts";
import { countShift } from "../../../src/compare/statistics.ts";
import { sample } from "./worlds.ts";

/** Each employer's offers before and now as a sample of distinct offers. */
function counts(employers: readonly (readonly [number, number])[]) {
  return sample(
    employers.flatMap(([before, now], employer) => [
      ...Array.from({ length: before }, () => [employer, 1, 1, 0] as const),
      ...Array.from({ length: now }, () => [employer, 1, 0, 1] as const),
    ]),
  );
}

describe("signFlip", () => {
  // Counted by hand. Six ones: |sum| = 6 only for + + + + + + and its opposite, 2 of 2^6 = 64.
  it("counts two of 64 assignments for six employers that all add one", () => {
    expect(signFlip(Float64Array.of(1, 1, 1, 1, 1, 1), 1)).toEqual({ p: 2 / 64, draws: 64 });
  });

  // Five + and one −: |sum| = 4. At least 4: all the same (2) or one apart (2 · 6), 14 of 64.
  it("counts fourteen of 64 when one of six goes the other way", () => {
    expect(signFlip(Float64Array.of(1, 1, 1, -1, 1, 1), 1).p).toBe(14 / 64);
  });

  // Powers of two: every assignment has a sum of its own, so |sum| ≥ 63 only for all alike; |sum| ≥ 61 also with 1 flipped.
  it("orders assignments by size, not by number of signs", () => {
    expect(signFlip(Float64Array.of(1, 2, 4, 8, 16, 32), 1).p).toBe(2 / 64);
    expect(signFlip(Float64Array.of(-1, 2, 4, 8, 16, 32), 1).p).toBe(4 / 64);
  });

  // Seven ones, sum 5: 2 · (1 + 7) of 128. Eight ones, sum 4: 2 · (1 + 8 + 28) of 256.
  it("agrees with the binomial counts for seven and eight employers", () => {
    expect(signFlip(Float64Array.of(1, 1, 1, 1, 1, 1, -1), 1).p).toBe(16 / 128);
    expect(signFlip(Float64Array.of(1, 1, 1, 1, 1, 1, -1, -1), 1).p).toBe(74 / 256);
  });

  it("leaves employers out that add nothing", () => {
    expect(signFlip(Float64Array.of(1, 0, 1, 0, 1, 1, 1, 0, 1), 1)).toEqual({ p: 2 / 64, draws: 64 });
  });

  it("is 1 when the sum is 0", () => {
    expect(signFlip(Float64Array.of(1, -1, 2, -2, 3, -3), 1).p).toBe(1);
  });

  it("cannot reject with fewer than six employers, and says so with p = 1", () => {
    expect(signFlip(Float64Array.of(9, 9, 9, 9, 9), 1)).toEqual({ p: 1, draws: 0 });
    expect(signFlip(new Float64Array(), 1)).toEqual({ p: 1, draws: 0 });
  });

  it("comes close to the exact p by sampling from thirteen employers on", () => {
    // Thirteen ones of which three are negative: P(|S| ≥ 7) = 2 · (1 + 13 + 78 + 286) / 8192 = 0.0923.
    const u = Float64Array.from({ length: 13 }, (_, index) => (index < 3 ? -1 : 1));
    const all = Array.from({ length: 40 }, (_, seed) => signFlip(u, seed).p);
    const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
    expect(mean).toBeGreaterThan(0.08);
    expect(mean).toBeLessThan(0.108);
  });

  it("stops drawing once twenty assignments were as far from 0", () => {
    const { p, draws } = signFlip(
      Float64Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -1.01)),
      3,
    );
    expect(draws).toBeLessThan(60);
    expect(p).toBe(20 / draws);
  });

  it("draws 9,999 times for a strong change and never says p = 0", () => {
    expect(signFlip(new Float64Array(40).fill(1), 3)).toEqual({ p: 1 / 10_000, draws: 9_999 });
  });

  it("gives the same p for the same seed", () => {
    const u = Float64Array.from({ length: 30 }, (_, index) => Math.sin(index) + 0.3);
    expect(signFlip(u, 11)).toEqual(signFlip(u, 11));
  });
});

describe("testChange", () => {
  it("passes a rise that every employer shares", () => {
    const test = testChange(counts(new Array(12).fill([1, 3])), countShift, 1);
    expect(test).toMatchObject({ effect: 24, effectWithoutTopEmployer: 22, survivesLeaveOneOut: true });
    expect(test.pAll).toBe(2 / 4096);
    expect(test.pWithoutTopEmployer).toBe(2 / 2048);
    expect(test.p).toBe(2 / 2048);
  });

  it("fails a rise that hangs on one employer", () => {
    // Ten employers add 1 each, one adds 40: the sum is 50, and 10 without it, less than half.
    const test = testChange(counts([[0, 40], ...new Array(10).fill([1, 2])]), countShift, 1);
    expect(test.pAll).toBeLessThan(0.05);
    expect(test).toMatchObject({ effect: 50, effectWithoutTopEmployer: 10, survivesLeaveOneOut: false });
  });

  it("takes no second p when the test has failed already, and tells what the employer does to the effect", () => {
    const test = testChange(
      counts([
        [1, 2],
        [2, 1],
        [1, 2],
        [2, 1],
        [1, 2],
        [2, 1],
      ]),
      countShift,
      1,
    );
    expect(test).toMatchObject({
      p: 1,
      pWithoutTopEmployer: null,
      effectWithoutTopEmployer: -1,
      survivesLeaveOneOut: true,
    });
  });

  it("keeps the larger p of with and without the most influential employer", () => {
    const test = testChange(counts([[0, 4], ...new Array(6).fill([0, 1])]), countShift, 1);
    expect(test.pAll).toBe(2 / 128);
    expect(test.p).toBe(test.pWithoutTopEmployer);
    expect(test.p).toBe(2 / 64);
  });

  it("names the employer that moves it most, where one does", () => {
    const of = counts([[0, 40], ...new Array(10).fill([1, 2])]);
    const names = ["Acme", ...Array.from({ length: 10 }, (_, index) => `Other ${index}`)];
    expect(testChange({ ...of, names }, countShift, 1).driver).toBe("Acme");
    expect(testChange(of, countShift, 1).driver).toBeNull();
    expect(testChange({ ...counts(new Array(12).fill([2, 2])), names }, countShift, 1).driver).toBeNull();
  });
});
