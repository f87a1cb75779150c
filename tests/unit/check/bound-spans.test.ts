import { describe, expect, it } from "vitest";
import { fact, findingsIn } from "./meaning-of.ts";

const FACTS = [
  fact("total.openings.count", "count", 207),
  fact("total.openings.count@2026-W46", "count", 249, { vintage: "2026-W46" }),
  fact("total.offers.growth@1w", "growth", 0.34, { verdict: "rose" }),
  fact("data-engineer.remote.share@4w", "share", 0.22, { n: 155 }),
  fact("data-engineer.remote.share@4w-before", "share", 0.13, { n: 150 }),
];
const [NOW, BEFORE] = ["{total.openings.count}", "{total.openings.count@2026-W46}"];
const [SHARE, SHARE_BEFORE] = ["{data-engineer.remote.share@4w}", "{data-engineer.remote.share@4w-before}"];
const rules = (text: string) => [...new Set(findingsIn(text, FACTS).map(({ rule }) => rule))];

describe("a span of time beside its number", () => {
  it.each([
    `Last week ${NOW} openings were listed; this week there are ${BEFORE}.`,
    `We saw ${BEFORE} openings this week and ${NOW} the week before.`,
    `Last week’s ${NOW} openings became ${BEFORE} this week.`,
    `In the four weeks before ${SHARE} of Data Engineer offers were remote; in the past four weeks it was ${SHARE_BEFORE}.`,
    "Demand rose {total.offers.growth@1w} on the month.",
  ])("is that of the number: %s", (text) => {
    expect(rules(text)).toContain("period");
  });

  it.each([
    `Last week ${BEFORE} openings were listed; this week there are ${NOW}.`,
    `We saw ${NOW} openings this week and ${BEFORE} the week before.`,
    `Last week’s ${BEFORE} openings became ${NOW} this week.`,
    `Openings were down this week from ${BEFORE} last week to ${NOW}.`,
    `There were fewer openings than last week (${NOW} against ${BEFORE}).`,
    `In the past four weeks ${SHARE} of Data Engineer offers were remote; in the four weeks before it was ${SHARE_BEFORE}.`,
  ])("passes where it is, or where it is open what goes with what: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });
});
