import { describe, expect, it } from "vitest";
import type { Offer } from "../../src/domain/offer.ts";
import { mannWhitney, twoSided } from "../proof/mann-whitney.ts";
import { naiveCalls, textbookCalls } from "../proof/rivals.ts";
import { offersOf, requestOf } from "../unit/compare/worlds.ts";

describe("Mann-Whitney, to compare ours with", () => {
  it("gives the published figures of ages at diagnosis", () => {
    // Example of scipy.stats.mannwhitneyu: U 17, asymptotic p with continuity 0.11134688653314041.
    const { u, p } = mannWhitney([20, 11, 17, 12], [19, 22, 16, 29, 24]);
    expect(u).toBe(17);
    expect(p).toBeCloseTo(0.11134688653314041, 6);
  });

  it("gives the published figures of placental permeability", () => {
    // Hollander & Wolfe 1973, p. 69, as in R's wilcox.test: W 35; one-sided, without continuity, 0.1103357.
    const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const { u, p } = mannWhitney([1.15, 0.88, 0.9, 0.74, 1.21], atTerm, 0);
    expect(u).toBe(35);
    expect(p / 2).toBeCloseTo(0.11033568095992347, 6);
  });

  it("corrects for ties", () => {
    // Computed with scipy 1.17.1, method "asymptotic".
    const { u, p } = mannWhitney([2, 3, 4, 4, 5, 5, 6, 6], [1, 2, 2, 3, 3, 3, 5]);
    expect(u).toBe(10.5);
    expect(p).toBeCloseTo(0.045126948888676105, 6);
  });

  it("finds nothing in nothing, nor in equal values", () => {
    expect(mannWhitney([], [1, 2]).p).toBe(1);
    expect(mannWhitney([3, 3, 3], [3, 3]).p).toBe(1);
  });

  it("knows the normal distribution", () => {
    for (const [z, p] of [
      [0, 1],
      [1.959963985, 0.05],
      [3.290526731, 0.001],
    ] as const)
      expect(twoSided(z)).toBeCloseTo(p, 6);
  });
});

describe("the rivals", () => {
  const week = (now: boolean, raise: number): Offer[] =>
    offersOf(40, 10, { role: "engineer", weeks: now ? 1 << 7 : 1 << 3 }).map((each) => ({
      ...each,
      midpoint: (each.midpoint ?? 0) + raise,
    }));

  it("call nothing where both windows are equal", () => {
    const request = requestOf([...week(false, 0), ...week(true, 0)]);
    expect(textbookCalls(request)).toEqual([]);
    expect(naiveCalls(request)).toEqual([]);
  });

  it("call pay that rose, and only that", () => {
    const request = requestOf([...week(false, 0), ...week(true, 20_000)]);
    const rise = { slice: "engineer", metric: "pay", up: true };
    expect(textbookCalls(request)).toMatchObject([rise]);
    expect(naiveCalls(request)).toEqual([rise]);
  });

  it("call a flood of one employer demand, which ours would not", () => {
    const flood = Array.from({ length: 40 }, () => ({ ...week(true, 0)[0]!, employer: "Employer 0" }));
    const request = requestOf([...week(false, 0), ...week(true, 0), ...flood]);
    expect(textbookCalls(request)).toContainEqual(expect.objectContaining({ metric: "offers", up: true }));
    expect(naiveCalls(request)).toContainEqual({ slice: "engineer", metric: "offers", up: true });
  });
});
