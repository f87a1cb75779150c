import { describe, expect, it } from "vitest";
import { change, fact, findingsIn, weekChanges } from "./meaning-of.ts";

const FACTS = [
  fact("total.openings.count", "count", 331),
  fact("total.employers.count", "count", 235),
  fact("total.pay.midpoint.median@1w", "money", 125_000, { n: 300 }),
  fact("total.remote.share@1w", "share", 0.19, { n: 300 }),
  fact("total.offers.growth@1w", "growth", 0.34, { verdict: "rose" }),
  fact("data-engineer.openings.count", "count", 80),
  fact("data-engineer.pay.midpoint.median@4w", "money", 126_000, { n: 90 }),
];
const total = change({ slice: "total", metric: "pay", window: "1w", verdict: "unclear" });
const CHANGES = weekChanges([change({ verdict: "fell", difference: -6_000, growth: -0.05 }), total]);
const rules = (text: string) => [...new Set(findingsIn(text, FACTS).map(({ rule }) => rule))];

describe("a number of all roles", () => {
  it.each([
    "Demand for Data Engineers rose {total.offers.growth@1w}.",
    "This week’s Data Engineer offers pay {total.pay.midpoint.median@1w} at the median.",
    "Data Engineer offers pay {total.pay.midpoint.median@1w} at the median, we counted.",
    "Of all Data Engineer offers, {total.remote.share@1w} are remote.",
    "We counted {total.openings.count} Data Engineer openings in all.",
    "Of the {data-engineer.openings.count} openings, {total.openings.count} were for Data Engineer.",
  ])("is none of a role: %s", (text) => {
    expect(rules(text)).toEqual(["other-slice"]);
  });

  it.each([
    "All roles together pay {total.pay.midpoint.median@1w}, and Data Engineers {data-engineer.pay.midpoint.median@4w}.",
    "In all we counted {total.openings.count} openings, Data Engineer among them.",
    "Of the {total.openings.count} openings this week, {data-engineer.openings.count} were for Data Engineer.",
    "Demand for all roles rose {total.offers.growth@1w}, for Data Engineers too.",
  ])("may stand beside one where the sentence names the whole: %s", (text) => {
    expect(rules(text).filter((rule) => rule !== "verdict-word")).toEqual([]);
  });
});

describe("a sentence that names no role", () => {
  const below = (text: string, isEditors: boolean) =>
    findingsIn(
      `<h1>Data Engineer pay fell</h1><p>${text}</p>`,
      FACTS,
      { changes: CHANGES, editor: isEditors ? [{ slot: "intro.1", line: 1, text, literals: [] }] : [] },
      "email.html",
    )
      .map(({ rule }) => rule)
      // The changes here are made up, and no estimate bears their verdicts out.
      .filter((rule) => rule !== "decision");

  it("is of all roles where the editor wrote it, whatever the headline names", () => {
    expect(below("Pay fell this week.", true)).toEqual(["verdict-word"]);
    expect(below("Pay fell across the market.", true)).toEqual(["verdict-word"]);
    expect(below("Data Engineer pay fell.", true)).toEqual([]);
  });

  it("goes on from the headline where it is the edition's own", () => {
    expect(below("Pay fell this week.", false)).toEqual([]);
  });
});
