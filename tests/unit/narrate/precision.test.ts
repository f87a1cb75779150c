import { describe, expect, it } from "vitest";
import type { Fact } from "../../../src/domain/fact.ts";
import { decimalsOf, isRounded } from "../../../src/narrate/precision.ts";
import { factBook, printed } from "../../../src/narrate/print.ts";
import { WORDS } from "./request-of.ts";

const fact = (unit: Fact["unit"], value: number, part: Partial<Fact> = {}): Fact => ({
  id: "engineer.some.fact",
  slice: "engineer",
  metric: "some",
  basis: null,
  stat: "fact",
  window: null,
  value,
  unit,
  currency: unit === "money" ? "USD" : null,
  n: null,
  employers: null,
  interval: null,
  change: null,
  verdict: null,
  gates: [],
  vintage: "2026-W47",
  source: { path: "2026-W47/snapshot.json", sha256: "0".repeat(64), field: "roles" },
  ...part,
});
const print = (...given: Parameters<typeof fact>) => printed(fact(...given), WORDS);

describe("a share is printed as finely as its sample allows", () => {
  it.each([
    [9, 26_159, "0.03%"],
    [80, 26_159, "0.3%"],
    [598, 26_159, "2.3%"],
    [48, 598, "8%"],
    [2, 9, "22%"],
    [1, 3, "33%"],
    [10_755, 26_159, "41%"],
    [1, 1_000_000, "0.0001%"],
    [0, 40, "0%"],
    [40, 40, "100%"],
    [26_158, 26_159, "99.996%"],
  ])("%i of %i: %s", (count, n, text) => {
    expect(print("share", count / n, { n })).toBe(text);
  });

  it("never prints a count above zero as 0 %, nor one below all as 100 %", () => {
    for (const n of [3, 40, 1_003, 26_159, 5_000_001])
      for (const count of [1, 2, n - 1]) expect(["0%", "100%"]).not.toContain(print("share", count / n, { n }));
  });
});

it("is printed in whole points where nobody knows how sure a difference of shares is", () => {
  const difference = (value: number) => print("points", value, { stat: "difference" });
  expect([0.106, 0.1049, 0.004].map(difference)).toEqual(["11", "10", "0.4"]);
  expect(print("points", 0.106, { stat: "floor" })).toBe("10.6");
});

describe("a change is printed as finely as its interval allows", () => {
  it.each([
    ["growth", 0.032, [0.0299, 0.0341], "3.2%"],
    ["growth", 0.032, [0.01, 0.054], "3%"],
    ["growth", 0.144, [0.143, 0.145], "14%"],
    ["growth", 0.004, [-0.02, 0.03], "0.4%"],
    ["points", 0.0214, [0.019, 0.023], "2.1"],
    ["points", 0.0214, [0.001, 0.041], "2"],
    ["points", -0.003, [-0.03, 0.02], "0.3"],
  ] as const)("%s of %d in %j: %s", (unit, value, interval, text) => {
    expect(print(unit, value, { interval: [...interval] })).toBe(text);
  });

  it("prints a difference of money to the hundred only where its interval is that narrow", () => {
    const difference = { stat: "difference" };
    expect(print("money", 1_940, { ...difference, interval: [1_700, 2_200] })).toBe("$1.9K");
    expect(print("money", 1_940, { ...difference, interval: [400, 3_500] })).toBe("$2K");
    expect(print("money", 129_440, { stat: "median", interval: [129_400, 129_500] })).toBe("$129K");
  });

  it("prints no decimal finer than a fifth of the interval, whatever its width", () => {
    for (let width = 0.0001; width < 1; width *= 1.3) {
      const decimals = decimalsOf(fact("growth", 0.05, { interval: [0.05 - width / 2, 0.05 + width / 2] })) ?? 9;
      expect(decimals === 0 || 0.01 / 10 ** decimals >= width / 5).toBe(true);
    }
  });

  it("leaves a figure without an interval to the pack", () => {
    expect([print("growth", 0.032), print("points", 0.0214), print("money", 128_500)]).toEqual([
      "3.2%",
      "2.1",
      "$129K",
    ]);
  });
});

describe("about", () => {
  it.each([
    ["growth", 0.032, [0.01, 0.054], true],
    ["growth", 0.0301, [0.01, 0.054], false],
    ["growth", 0.0300001, [0.01, 0.054], false],
    ["growth", 0.29, [0.2, 0.4], false],
    ["points", 0.0214, [0.001, 0.041], true],
    ["money", 128_500, [120_000, 130_000], false],
    ["money", 64_400, [60_000, 70_000], true],
    ["count", 10.5, null, false],
    ["growth", 0, null, false],
  ] as const)("%s of %d in %j: %s", (unit, value, interval, rounded) => {
    expect(
      isRounded(fact(unit, value, { interval: interval === null ? null : [interval[0], interval[1]] }), 1_000),
    ).toBe(rounded);
  });

  it("stands in the sentence and never in the figure, so that one fact is one string", () => {
    const growth = fact("growth", 0.032, { interval: [0.01, 0.054] });
    const book = factBook([growth], WORDS);
    expect(book.about(growth.id)).toBe(`about ${book.n(growth.id)}`);
  });

  it("goes before points and their unit, one of which is a point", () => {
    const one = factBook([fact("points", 0.0104, { interval: [0, 0.02] })], WORDS);
    expect(one.aboutSize("engineer.some.fact")).toMatch(/^about .* percentage point$/u);
    const two = factBook([fact("points", 0.02, { interval: [0, 0.04] })], WORDS);
    expect(two.aboutSize("engineer.some.fact")).toMatch(/^[^a].* percentage points$/u);
  });
});
