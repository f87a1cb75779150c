import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAxis } from "../../../src/chart/value-axis.ts";

describe("valueAxis", () => {
  it("begins above zero when the values are close together, and never makes a cliff of 1 %", () => {
    expect(valueAxis([150_000, 151_500], 1000)).toEqual({
      domain: [130_000, 170_000],
      ticks: [130_000, 140_000, 150_000, 160_000, 170_000],
    });
  });

  it("begins at zero when a value lies under half of the highest", () => {
    expect(valueAxis([30, 100], 1).domain).toEqual([0, 100]);
  });

  it("has room for values that are all zero", () => {
    expect(valueAxis([0, 0], 1)).toEqual({ domain: [0, 1], ticks: [0, 1] });
    expect(valueAxis([0], 1000).domain).toEqual([0, 1000]);
  });

  it("covers all values with two to five ticks on whole units", () => {
    const values = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.constantFrom(1, 1000), (numbers, unit) => {
        const { domain, ticks } = valueAxis(numbers, unit);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...numbers));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...numbers));
        expect(domain[0]).toBeLessThan(domain[1]);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
        for (const tick of ticks) expect(tick % unit).toBe(0);
      }),
      { seed: 47, numRuns: 300 },
    );
  });
});
