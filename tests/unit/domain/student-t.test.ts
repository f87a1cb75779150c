import { describe, expect, it } from "vitest";
import { studentT } from "../../../src/domain/student-t.ts";

describe("studentT", () => {
  // Two-sided 95 % (0.975). 1, 5, 10, 30, 120: any printed table (12.706, 2.571, 2.228, 2.042, 1.980); the further
  // digits and fractional degrees of freedom by scipy 1.17.1 stats.t.ppf.
  it.each([
    [0.85, 19.44846093843114],
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [2.5, 3.5746548420036817],
    [5, 2.5705818356363146],
    [10, 2.228138851986274],
    [30, 2.0422724563012378],
    [120, 1.9799304050824402],
  ])("has the 97.5 % quantile of %d degrees of freedom at %d", (df, expected) => {
    expect(studentT(0.975, df)).toBeCloseTo(expected, 8);
  });

  it.each([
    [0.95, 2.5, 2.5582186141359355],
    [0.95, 30, 1.697260886593957],
    [0.995, 5, 4.032142983555228],
    [0.995, 1, 63.656741162871526],
  ])("has the quantile of %d for %d degrees of freedom at %d", (probability, df, expected) => {
    expect(studentT(probability, df)).toBeCloseTo(expected, 7);
  });

  it("comes to the normal quantile for many degrees of freedom", () => {
    expect(studentT(0.975, 1e7)).toBeCloseTo(1.959964, 5);
  });
});
