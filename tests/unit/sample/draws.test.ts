import { describe, expect, it } from "vitest";
import { bellShaped, countAround, placeOf, randomFor, runningSums, seedFor } from "../../../src/sample/draws.ts";

const drawn = (times: number, draw: (index: number) => number) =>
  Array.from({ length: times }, (_, index) => draw(index));
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

describe("chance", () => {
  it("gives a seed to every part, other parts other seeds", () => {
    expect(new Set(drawn(20_000, (part) => seedFor(7, part))).size).toBeGreaterThan(19_990);
    expect(seedFor(7, 1)).not.toBe(seedFor(1, 7));
  });

  it("is bell-shaped: mean 0, deviation 1, nothing beyond 3.47", () => {
    const random = randomFor(1, 1);
    const values = drawn(20_000, () => bellShaped(random));
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(3.47);
  });

  it.each([0.3, 5, 31, 33, 4_000])("counts around %d, and never below 0", (expected) => {
    const counts = drawn(2_000, (part) => countAround(expected, randomFor(5, part)));
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(Math.abs(mean(counts) / expected - 1)).toBeLessThan(0.1);
    expect(new Set(counts).size).toBeGreaterThan(2);
  });

  it("finds the part of the weights that a share falls into", () => {
    const sums = runningSums([5, 3, 0, 2]);
    expect([0, 0.49, 0.5, 0.79, 0.8, 0.999].map((share) => placeOf(share, sums))).toEqual([0, 0, 1, 1, 3, 3]);
    expect(placeOf(0.5, runningSums([1]))).toBe(0);
  });
});
