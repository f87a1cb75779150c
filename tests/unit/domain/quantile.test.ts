import { describe, expect, it } from "vitest";
import { median, quantile } from "../../../src/domain/quantile.ts";

describe("quantile", () => {
  // numpy 2.4.6: numpy.quantile([1, 2, 3, 4], q) and numpy.quantile([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], q); type 7 of
  // Hyndman & Fan (1996).
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.4, 2.2],
    [0.5, 2.5],
    [0.75, 3.25],
    [1, 4],
  ])("of 1, 2, 3, 4 at %d is %d", (share, expected) => {
    expect(quantile([1, 2, 3, 4], share)).toBeCloseTo(expected, 12);
  });

  it.each([
    [0.25, 7.25],
    [0.5, 9],
    [0.75, 14.5],
    [0.9, 16.4],
  ])("of ten values at %d is %d", (share, expected) => {
    expect(quantile([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], share)).toBeCloseTo(expected, 12);
  });

  it("of one value is that value, and of none is undefined", () => {
    expect([quantile([7], 0), quantile([7], 0.5), quantile([7], 1)]).toEqual([7, 7, 7]);
    expect(quantile([], 0.5)).toBeUndefined();
    expect(median([])).toBeUndefined();
  });

  it("takes typed arrays too", () => {
    expect(median(Float64Array.of(1, 2, 9))).toBe(2);
  });
});
