import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change, Metric } from "../../../src/domain/change.ts";
import { chosen, novelty, type RankContext, scoreOf } from "../../../src/narrate/rank.ts";

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

/** All of the week, no record, and a window before that bore it out: novelty and persistence change nothing. */
const plain = (part: Partial<RankContext> = {}): RankContext => ({
  share: 1,
  recordWeeks: 0,
  reversed: false,
  persisted: true,
  ledLastWeek: false,
  ...part,
});
const withQ = (q: number | null, p = 0.01) => change("a", "offers", { test: { ...change("a").test!, q, p } });
const ranked = (...given: readonly (readonly [string, Metric, number])[]) =>
  given.map(([slice, metric, score]) => ({ change: change(slice, metric), score }));
const names = (list: readonly { change: Change }[]) => list.map(({ change: c }) => `${c.slice}.${c.metric}`);

describe("scoreOf", () => {
  // NARRATIVE 4b: E = −log10(q)/3, M = 1 − exp(−|Δ|/(2 · floor)), R = 0.3 + 0.7 · √share.
  it("is evidence times magnitude times reach", () => {
    // q = 0.01: E = 2/3. Four floors: M = 1 − e⁻² = 0.8647. A quarter of the week: R = 0.65. In all 0.3747.
    expect(scoreOf(change("a"), plain({ share: 0.25 }))).toBeCloseTo(0.37469, 4);
  });

  it("counts q = 0.001 and less as full evidence", () => {
    const reach = 1 - Math.exp(-2);
    expect(scoreOf(withQ(0.001), plain())).toBeCloseTo(reach, 12);
    expect(scoreOf(withQ(0), plain())).toBeCloseTo(reach, 12);
  });

  it("takes p for the headline family, which has no q", () => {
    expect(scoreOf(withQ(null, 0.001), plain())).toBeCloseTo(scoreOf(withQ(0.001), plain()), 12);
  });

  it("adds half the novelty of a record: 26 weeks are 0.83 of a year's", () => {
    // N = log2(27)/log2(53) = 4.7549/5.7279 = 0.8301, so 1 + ½N = 1.4151.
    expect(novelty({ recordWeeks: 26, reversed: false })).toBeCloseTo(0.8301, 4);
    expect(scoreOf(change("a"), plain({ recordWeeks: 26 })) / scoreOf(change("a"), plain())).toBeCloseTo(1.4151, 4);
  });

  it("adds 0.3 for a turn, and no more than 1 in all", () => {
    expect(novelty({ recordWeeks: 0, reversed: true })).toBe(0.3);
    expect(novelty({ recordWeeks: 52, reversed: false })).toBe(1);
    expect(novelty({ recordWeeks: 40, reversed: true })).toBe(1);
  });

  it("takes 0.85 of what the window before did not bear out, and half of what led last week", () => {
    const whole = scoreOf(change("a"), plain());
    expect(scoreOf(change("a"), plain({ persisted: false })) / whole).toBeCloseTo(0.85, 12);
    expect(scoreOf(change("a"), plain({ ledLastWeek: true })) / whole).toBeCloseTo(0.5, 12);
  });

  it.each(["unclear", "too-few", "not-comparable", "edged-up"] as const)(
    "gives %s nothing, however large",
    (verdict) => {
      expect(scoreOf(change("a", "offers", { verdict, difference: 1e6 }), plain())).toBe(0);
    },
  );

  it("gives nothing to a change with a gate that failed, whatever its verdict says", () => {
    const gates = [...change("a").gates, { gate: "mix", passed: false, found: 1, limit: 0.5 }];
    expect(scoreOf(change("a", "offers", { gates }), plain())).toBe(0);
  });

  it("lies between 0 and 1.5, grows with each part, and does not ask for the direction", () => {
    const context = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      recordWeeks: fc.integer({ min: 0, max: 60 }),
      reversed: fc.boolean(),
      persisted: fc.boolean(),
      ledLastWeek: fc.boolean(),
    });
    const size = fc.double({ min: 0.1, max: 1e5, noNaN: true });
    const surety = fc.double({ min: 1e-9, max: 1, noNaN: true });
    fc.assert(
      fc.property(context, size, surety, (around, difference, q) => {
        const of = (part: Partial<Change>, more: Partial<RankContext> = {}) =>
          scoreOf({ ...withQ(q), difference, ...part }, { ...around, ...more });
        const score = of({});
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1.5);
        expect(of({ difference: -difference, verdict: "fell" })).toBe(score);
        expect(of({ difference: 2 * difference })).toBeGreaterThanOrEqual(score);
        expect(of({ test: { ...change("a").test!, q: q / 2 } })).toBeGreaterThanOrEqual(score);
        expect(of({}, { share: 1 })).toBeGreaterThanOrEqual(score);
        expect(of({}, { recordWeeks: around.recordWeeks + 1 })).toBeGreaterThanOrEqual(score);
        expect(of({}, { reversed: true })).toBeGreaterThanOrEqual(score);
      }),
      { seed: 20_231_001, numRuns: 300 },
    );
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

  it("counts a role and what it is a part of as much alike", () => {
    const parents = new Map([["a", "whole"]]);
    const three = ranked(["a", "offers", 0.9], ["whole", "pay", 0.7], ["c", "pay", 0.5]);
    // 0.7 · 0.7 − 0.3 · 0.6 = 0.31 for the whole, 0.7 · 0.5 = 0.35 for another; without the tie 0.49.
    expect(names(chosen(three, 2, parents))[1]).toBe("c.pay");
    expect(names(chosen(three, 2))[1]).toBe("whole.pay");
  });

  it("counts two changes that the same employer moves most as much alike, where that is known", () => {
    const three = (a?: string, b?: string) =>
      ranked(["a", "offers", 0.9], ["b", "pay", 0.7], ["c", "remote", 0.5]).map((each, index) => {
        const driver = [a, b][index];
        return driver === undefined ? each : { ...each, change: { ...each.change, driver } };
      });
    expect(names(chosen(three("x1", "x1"), 2))[1]).toBe("c.remote");
    for (const [a, b] of [["x1", "x2"], ["x1", undefined], []]) expect(names(chosen(three(a, b), 2))[1]).toBe("b.pay");
  });

  it("breaks ties by role, then by metric, whatever the order given", () => {
    const tied = ranked(["b", "pay", 0.5], ["a", "pay", 0.5], ["a", "offers", 0.5]);
    expect(names(chosen(tied, 1))).toEqual(["a.offers"]);
    expect(names(chosen([...tied].reverse(), 3))).toEqual(names(chosen(tied, 3)));
  });

  it("chooses each change once, and a shorter list is the beginning of a longer one", () => {
    const slice = fc.constantFrom("a", "b", "c", "total");
    const metric = fc.constantFrom<Metric>("offers", "pay", "remote");
    const one = fc.tuple(slice, metric, fc.double({ min: 0, max: 1.5, noNaN: true }));
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 12, selector: ([a, b]) => a + b }), (given) => {
        const candidates = ranked(...given);
        const all = names(chosen(candidates, 12));
        expect(new Set(all).size).toBe(all.length);
        expect(all.length).toBe(given.filter(([, , score]) => score > 0).length);
        for (let count = 0; count <= all.length; count += 1)
          expect(names(chosen([...candidates].reverse(), count))).toEqual(all.slice(0, count));
      }),
      { seed: 20_231_002, numRuns: 200 },
    );
  });
});
