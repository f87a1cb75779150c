import { describe, expect, it } from "vitest";
import type { Fact } from "../../../src/domain/fact.ts";
import { factsFrom } from "../../../src/narrate/fact-maker.ts";
import { factBook } from "../../../src/narrate/print.ts";
import { addsUp, noted } from "../../../src/narrate/unrounded.ts";
import { WORDS } from "./request-of.ts";

const make = factsFrom({ path: "2026-W47/snapshot.json", sha256: "0".repeat(64), content: null }, "2026-W47", "USD");
const share = (name: string, value: number) => make(`total.remote.${name}`, "share", value, "x", { n: 249 });
const points = (value: number) =>
  make("total.remote.difference", "points", value, "x", { interval: [value - 0.05, value + 0.05] });
const money = (name: string, value: number) => make(`a.pay.midpoint.${name}`, "money", value, "x");
const told = (size: Fact, one: Fact, other: Fact) => {
  const facts = factBook([size, one, other], WORDS);
  return noted("8 points", size, [one.id, other.id], facts, WORDS);
};

describe("a difference beside the levels that it is between", () => {
  it("says that it is from unrounded figures where the printed levels give another one", () => {
    expect(told(points(-0.076), share("now", 0.127), share("before", 0.203))).toBe("8 points (from unrounded figures)");
    expect(told(points(-0.071), share("now", 0.129), share("before", 0.2))).toBe("8 points");
  });

  it("of money and of growth likewise", () => {
    const difference = (value: number) => make("pair.a.b.pay.difference", "money", value, "x");
    const growth = (value: number) => make("a.pay.growth", "growth", value, "x", { interval: [0, 0.2] });
    const [high, low] = [money("now", 171_400), money("before", 147_600)];
    expect(addsUp(difference(23_800), high, low, 1_000)).toBe(false);
    expect(addsUp(difference(23_800), money("now", 171_600), low, 1_000)).toBe(true);
    expect(addsUp(growth(0.1604), money("now", 171_400), money("before", 147_700), 1_000)).toBe(true);
    expect(addsUp(growth(0.0104), money("now", 99_400), money("before", 98_400), 1_000)).toBe(true);
    expect(addsUp(growth(0.0301), money("now", 51_490), money("before", 49_990), 1_000)).toBe(false);
  });

  it("needs no note for counts, which are not rounded", () => {
    const [now, before] = [418, 346].map((count, index) => make(`a.offers.count@${index}`, "count", count, "x"));
    expect(addsUp(make("a.offers.growth", "growth", 0.9, "x"), now!, before!, 1_000)).toBe(true);
  });
});
