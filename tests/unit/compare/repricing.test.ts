import { expect, it } from "vitest";
import { repricedByEmployer } from "../../../src/compare/repricing.ts";

it("gives each employer that changed pay the mean change of its ads, in the order of names, and the same weight", () => {
  const shares = repricedByEmployer([
    { employer: "B", before: 100_000, now: 90_000, ads: 40 },
    { employer: "A", before: 100_000, now: 120_000, ads: 1 },
    { employer: "A", before: 100_000, now: 110_000, ads: 3 },
  ]);
  expect(shares.map(({ employer, weight }) => [employer, weight])).toEqual([
    ["A", 1],
    ["B", 1],
  ]);
  // By hand: (ln 1.2 + 3 ln 1.1) / 4 and ln 0.9.
  expect(shares[0]?.sum).toBeCloseTo((Math.log(1.2) + 3 * Math.log(1.1)) / 4, 12);
  expect(shares[1]?.sum).toBeCloseTo(Math.log(0.9), 12);
  expect(repricedByEmployer([])).toEqual([]);
});
