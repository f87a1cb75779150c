import { describe, expect, it } from "vitest";
import { fact, findingsIn } from "./meaning-of.ts";

const FACTS = [
  fact("data-engineer.skill-sql.share", "share", 0.73, { n: 90 }),
  fact("data-engineer.skill-r.share", "share", 0.24, { n: 90 }),
  fact("data-engineer.openings.share", "share", 0.26),
  fact("data-engineer.remote.share@4w", "share", 0.22, { n: 155 }),
  fact("pair.ai-engineer.data-engineer.pay.midpoint.difference@4w", "money", -48_000),
];
const rules = (text: string) => [...new Set(findingsIn(text, FACTS).map(({ rule }) => rule))];

describe("what a share is of", () => {
  it.each([
    ["unit", "R is named in {data-engineer.skill-sql.share} of Data Engineer ads."],
    ["unit", "{data-engineer.skill-sql.share} of Data Engineer offers are remote."],
    ["unit", "{data-engineer.openings.share} of all Data Engineer openings are remote."],
    ["unit", "{data-engineer.remote.share@4w} of Data Engineer offers are on site."],
    ["unit", "{data-engineer.remote.share@4w} of Data Engineer offers state their pay."],
    ["unbound-number", "Zero Data Engineer offers are remote."],
    ["unbound-number", "A majority of Data Engineer offers are remote."],
    ["unbound-number", "Every other Data Engineer offer is remote."],
    [
      "verdict-word",
      "The pay gap between AI Engineers and Data Engineers widened to {pair.ai-engineer.data-engineer.pay.midpoint.difference@4w}.",
    ],
  ])("is held back by %s where another is told: %s", (rule, text) => {
    expect(rules(text)).toContain(rule);
  });

  it.each([
    "SQL is named in {data-engineer.skill-sql.share} of Data Engineer ads, R in fewer.",
    "{data-engineer.remote.share@4w} of Data Engineer offers are remote.",
    "Data Engineers make up {data-engineer.openings.share} of all openings.",
    "It was the best of weeks for people who like to stay at home.",
    "Double-check the table before you quote us, and zero in on every other week.",
    "Three roles have a page of their own by now: Data Engineer, AI Engineer and LLM Engineer.",
  ])("passes where it is told, and where nothing is: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });
});
