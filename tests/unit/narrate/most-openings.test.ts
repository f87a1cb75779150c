import { describe, expect, it } from "vitest";
import { factsFrom } from "../../../src/narrate/fact-maker.ts";
import { aheadOf } from "../../../src/narrate/level-texts.ts";
import { mostOpenings } from "../../../src/narrate/most-openings.ts";
import { factBook } from "../../../src/narrate/print.ts";
import { WORDS } from "./request-of.ts";

const make = factsFrom({ path: "2026-W47/snapshot.json", sha256: "0".repeat(64), content: null }, "2026-W47", "USD");
const most = (openings: Readonly<Record<string, number>>) => {
  const facts = Object.entries(openings).map(([role, count]) =>
    make(`${role}.openings.count`, "count", count, `roles.${role}.openings`),
  );
  return mostOpenings(Object.keys(openings), factBook(facts, WORDS));
};

describe("the role with most openings", () => {
  it("leads alone, shares the lead with two, or is not named", () => {
    expect(most({ a: 5, b: 9, c: 1 })).toEqual({ kind: "leads", roles: ["b"] });
    expect(most({ a: 9, b: 9, c: 1 })).toEqual({ kind: "shared", roles: ["a", "b"] });
    expect(most({ a: 9, b: 9, c: 9, d: 9 })).toEqual({ kind: "none", roles: ["a"] });
    expect(most({ a: 1, b: 1 })).toEqual({ kind: "none", roles: ["a"] });
    expect(most({ a: 0 })).toBeUndefined();
  });
});

describe("the first of an order", () => {
  const ahead = (values: string) =>
    aheadOf(
      [...values].map((value, index) => `${value}${index}`),
      (role) => role[0] ?? "",
    );

  it("are never all of it", () => {
    expect(ahead("9")).toEqual([]);
    expect(ahead("987")).toEqual(["90", "81"]);
    expect(ahead("98765")).toEqual(["90", "81", "72"]);
  });

  it("are named together or not at all where they print alike", () => {
    expect(ahead("9877")).toEqual(["90", "81"]);
    expect(ahead("99887")).toEqual(["90", "91"]);
    expect(ahead("7777")).toEqual([]);
  });
});
