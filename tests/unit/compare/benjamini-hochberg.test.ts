import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../../src/compare/benjamini-hochberg.ts";

describe("benjaminiHochberg", () => {
  // The fifteen p values of Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, section 3.2; q by
  // scipy 1.17.1 stats.false_discovery_control.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const q = [
    0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571429, 0.0638571429, 0.0645, 0.0765, 0.486, 0.5811818182, 0.714875,
    0.7532307692, 0.8132142857, 1,
  ];

  it("gives the q values of the published example", () => {
    for (const [index, each] of benjaminiHochberg(p).entries()) expect(each).toBeCloseTo(q[index]!, 9);
  });

  it("rejects the four hypotheses that the paper rejects at 5 %", () => {
    expect(benjaminiHochberg(p).filter((each) => each <= 0.05)).toHaveLength(4);
  });

  it("answers in the order it was asked, whatever the order of the p values", () => {
    const backwards = benjaminiHochberg([...p].reverse());
    for (const [index, each] of backwards.reverse().entries()) expect(each).toBeCloseTo(q[index]!, 9);
  });

  it("gives ties the same q", () => {
    const [one, other, two, three] = benjaminiHochberg([0.03, 0.5, 0.03, 0.03]);
    expect(one).toBeCloseTo(0.04, 12);
    expect([two, three]).toEqual([one, one]);
    expect(other).toBe(0.5);
  });

  it("leaves a single test at its p, and none at none", () => {
    expect(benjaminiHochberg([0.03])).toEqual([0.03]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});
