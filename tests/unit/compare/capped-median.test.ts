import { describe, expect, it } from "vitest";
import { movedByOneEmployer } from "../../../src/compare/capped-median.ts";
import { windowLevel } from "../../../src/compare/level.ts";
import { offer, offersOf, WEEK } from "./worlds.ts";

/** 40 employers with one offer each around 100,000, and one with `n` offers of 200,000. */
const flooded = (n: number) => [
  ...offersOf(40, 40).map((each, index) => ({ ...each, midpoint: 90_000 + 500 * index })),
  ...Array.from({ length: n }, () => offer({ employer: "Flood", midpoint: 200_000 })),
];

describe("movedByOneEmployer", () => {
  it("is true where one employer's offers are the median, which it may not decide", () => {
    expect(movedByOneEmployer(flooded(60), 200_000)).toBe(true);
  });

  it("is false where every employer has as many offers", () => {
    expect(movedByOneEmployer(offersOf(60, 20), 129_500)).toBe(false);
  });

  it("stands beside the level, whose median stays the plain one", () => {
    const level = (n: number) => windowLevel(flooded(n), [WEEK], 1, "flow", false).pay;
    expect(level(60)).toMatchObject({ median: 200_000, movedByOneEmployer: true });
    expect(level(2)).toMatchObject({ median: 100_250, movedByOneEmployer: false });
  });

  it("says nothing of offers without employers, or too few", () => {
    expect(movedByOneEmployer(offersOf(60, 20, { employer: null }), 1)).toBe(false);
    expect(movedByOneEmployer(offersOf(9, 9), 1)).toBe(false);
    expect(movedByOneEmployer([], 1)).toBe(false);
  });
});
