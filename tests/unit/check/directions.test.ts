import { describe, expect, it } from "vitest";
import type { Fact } from "../../../src/domain/fact.ts";
import { fact, findingsIn } from "./meaning-of.ts";

const rose: Partial<Fact> = {
  verdict: "rose",
  gates: [{ gate: "floor", passed: true, found: 0.09, limit: 0.05 }],
  change: {
    metric: "remote",
    before: 0.13,
    difference: 0.09,
    p: 0.01,
    q: 0.01,
    theta: null,
    noticeable: null,
    since: null,
    mix: null,
  },
};
const FACTS = [
  fact("total.openings.count", "count", 207),
  fact("total.openings.count@2026-W46", "count", 249, { vintage: "2026-W46" }),
  fact("data-engineer.remote.share@4w", "share", 0.22, { n: 155, ...rose }),
  fact("data-engineer.remote.share@4w-before", "share", 0.13, { n: 150 }),
  fact("data-engineer.remote.difference@4w", "points", 0.09, rose),
  fact("data-engineer.pay.midpoint.median@4w", "money", 126_000, { n: 90 }),
  fact("data-engineer.pay.midpoint.median@4w-before", "money", 128_000, { n: 88 }),
];
const [NOW, BEFORE] = ["{total.openings.count}", "{total.openings.count@2026-W46}"];
const [SHARE, SHARE_BEFORE] = ["{data-engineer.remote.share@4w}", "{data-engineer.remote.share@4w-before}"];
const [PAY, PAY_BEFORE] = ["{data-engineer.pay.midpoint.median@4w}", "{data-engineer.pay.midpoint.median@4w-before}"];
const rules = (text: string) => [...new Set(findingsIn(text, FACTS).map(({ rule }) => rule))];

describe("a word of direction between now and before", () => {
  it.each([
    `Openings: ${NOW}, up on the ${BEFORE} of last week.`,
    `There are more openings than last week: ${NOW} against ${BEFORE}.`,
    `At ${NOW}, openings are above the ${BEFORE} of last week.`,
    `Openings are not below last week’s ${BEFORE}: we counted ${NOW}.`,
    `Fewer Data Engineer offers are remote now: ${SHARE}, against ${SHARE_BEFORE} in the four weeks before.`,
    `The remote share of Data Engineer offers is lower than in the four weeks before: ${SHARE} against ${SHARE_BEFORE}.`,
    `Openings rose from ${BEFORE} to ${NOW}, which could be noise.`,
  ])("is held back where it points the other way: %s", (text) => {
    expect(rules(text)).toEqual(["direction"]);
  });

  it.each([
    `Openings: ${NOW}, down on the ${BEFORE} of last week.`,
    `There are fewer openings than last week: ${NOW} against ${BEFORE}.`,
    `Last week had more openings (${BEFORE}) than this one (${NOW}).`,
    `Openings are not above last week’s ${BEFORE}: we counted ${NOW}.`,
    `More Data Engineer offers are remote now: ${SHARE}, against ${SHARE_BEFORE} in the four weeks before.`,
    `We counted ${NOW} openings, against ${BEFORE} last week; more to come.`,
    `Of Data Engineer offers ${SHARE} are remote, up from ${SHARE_BEFORE} four weeks before, and pay is lower, ${PAY} against ${PAY_BEFORE}.`,
  ])("passes where it points the right way, or at something else: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });

  it("lets openings fall, which nothing tests, where both counts and their noise are told", () => {
    expect(rules(`Openings fell from ${BEFORE} to ${NOW}, which could be noise.`)).toEqual([]);
    expect(rules(`Openings fell from ${BEFORE} to ${NOW}.`)).toEqual(["verdict-word"]);
  });
});

describe("a level told as a change", () => {
  it.each([
    `The remote share of Data Engineer offers rose by ${SHARE}.`,
    `The remote share of Data Engineer offers rose ${SHARE}.`,
    `Data Engineer pay is down by about ${PAY}.`,
    `Openings are down ${NOW} on the week.`,
  ])("is held back: %s", (text) => {
    expect(rules(text)).toEqual(["direction"]);
  });

  it.each([
    `The remote share of Data Engineer offers rose to ${SHARE}.`,
    `The remote share of Data Engineer offers rose by {data-engineer.remote.difference@4w} points to ${SHARE}.`,
    `The remote share of Data Engineer offers rose from ${SHARE_BEFORE} to ${SHARE}.`,
    `Many a Data Engineer offer pays below ${PAY}, the median.`,
  ])("is none where the words lead to a level: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });
});
