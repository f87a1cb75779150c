import { describe, expect, it } from "vitest";
import type { Change, Metric } from "../../../src/domain/change.ts";
import { chosen, scoreOf } from "../../../src/narrate/rank.ts";

function change(slice: string, metric: Metric = "offers", part: Partial<Change> = {}): Change {
  return {
    slice,
    metric,
    window: "4w",
    before: 100,
    now: 140,
    difference: 40,
    growth: 0.4,
    interval: null,
    noticeable: null,
    mix: null,
    since: null,
    test: { name: "sign-flip-counts", p: 0.01, pAll: 0.01, pWithoutTopEmployer: 0.01, draws: 1, theta: null, q: 0.01 },
    gates: [{ gate: "floor", passed: true, found: 40, limit: 10 }],
    verdict: "rose",
    ...part,
  };
}

const withQ = (q: number | null, p = 0.01) => change("a", "offers", { test: { ...change("a").test!, q, p } });
const ranked = (...given: readonly (readonly [string, Metric, number])[]) =>
  given.map(([slice, metric, score]) => ({ change: change(slice, metric), score }));
const names = (list: readonly { change: Change }[]) => list.map(({ change: c }) => `${c.slice}.${c.metric}`);

describe("scoreOf", () => {
  // NARRATIVE 4b: E = −log10(q)/3, M = 1 − exp(−|Δ|/(2 · floor)), R = 0.3 + 0.7 · √share.
  it("is evidence times magnitude times reach", () => {
    expect(scoreOf(change("a"), 0.25)).toBeCloseTo((2 / 3) * (1 - Math.exp(-2)) * 0.65, 12);
  });

  it("counts q = 0.001 and less as full evidence", () => {
    const reach = (1 - Math.exp(-2)) * 1;
    expect(scoreOf(withQ(0.001), 1)).toBeCloseTo(reach, 12);
    expect(scoreOf(withQ(0), 1)).toBeCloseTo(reach, 12);
  });

  it("takes p for the headline family, which has no q", () => {
    expect(scoreOf(withQ(null, 0.001), 1)).toBeCloseTo(scoreOf(withQ(0.001), 1), 12);
  });

  it("grows with evidence, with size and with the share of the week", () => {
    expect(scoreOf(withQ(0.001), 0.1)).toBeGreaterThan(scoreOf(withQ(0.05), 0.1));
    expect(scoreOf(change("a"), 0.5)).toBeGreaterThan(scoreOf(change("a"), 0.05));
    expect(scoreOf(change("a", "offers", { difference: -90, verdict: "fell" }), 0.5)).toBeGreaterThan(
      scoreOf(change("a"), 0.5),
    );
  });

  it.each(["unclear", "too-few", "not-comparable"] as const)("gives %s nothing, however large", (verdict) => {
    expect(scoreOf(change("a", "offers", { verdict, difference: 1e6 }), 1)).toBe(0);
  });
});

describe("chosen", () => {
  it("takes the best first and keeps to the number asked for", () => {
    const three = ranked(["a", "offers", 0.2], ["b", "pay", 0.9], ["c", "remote", 0.5]);
    expect(names(chosen(three, 2))).toEqual(["b.pay", "c.remote"]);
    expect(chosen(three, 0)).toEqual([]);
  });

  it("leaves out what has no score", () => {
    expect(chosen(ranked(["a", "offers", 0], ["b", "pay", 0]), 5)).toEqual([]);
  });

  it("prefers another role to more of the same one", () => {
    // 0.7 · 0.8 − 0.3 · 1 = 0.26 for the same role, 0.7 · 0.5 − 0 = 0.35 for another role and metric.
    expect(names(chosen(ranked(["a", "offers", 0.9], ["a", "pay", 0.8], ["b", "pay", 0.5]), 3))).toEqual([
      "a.offers",
      "b.pay",
      "a.pay",
    ]);
  });

  it("prefers another metric to the same one, but by less", () => {
    // 0.7 · 0.6 − 0.09 = 0.33 for the same metric, 0.7 · 0.5 = 0.35 for another.
    expect(names(chosen(ranked(["a", "offers", 0.9], ["b", "offers", 0.6], ["c", "pay", 0.5]), 2))[1]).toBe("c.pay");
    expect(names(chosen(ranked(["a", "offers", 0.9], ["b", "offers", 0.7], ["c", "pay", 0.5]), 2))[1]).toBe("b.offers");
  });

  it("breaks ties by role, then by metric, whatever the order given", () => {
    const tied = ranked(["b", "pay", 0.5], ["a", "pay", 0.5], ["a", "offers", 0.5]);
    expect(names(chosen(tied, 1))).toEqual(["a.offers"]);
    expect(names(chosen([...tied].reverse(), 3))).toEqual(names(chosen(tied, 3)));
  });
});
