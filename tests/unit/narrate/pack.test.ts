import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  CHANGE_METRICS,
  guardReasonSchema,
  METRICS,
  pairResultSchema,
  recordSchema,
  VERDICTS,
} from "../../../src/domain/change.ts";
import { wordsOf } from "../../../src/domain/words.ts";
import { VERDICT_WORDS } from "../../../src/narrate/verdict-values.ts";
import { WORDS } from "./request-of.ts";

const { messages } = WORDS.pack;
const SLICES = ["", "total."];
const MOVED = ["rose", "fell"];
const QUIET = ["first", "levels", "roles-pending", "steady", "quiet", "muted"];
const DAYS = ["", ".days"];
const PAY_KINDS = ["", ".one", ".alike", ".drawn"];
const HERE = ["", ".without"];

/** Every key made of parts, by how the source writes it. One that is not listed here fails the test below. */
const COMPOSED: Record<string, readonly string[]> = {
  "guard.${code}": [
    ...guardReasonSchema.shape.code.options.filter((code) => code !== "first-week").map((code) => `guard.${code}`),
    ...["weeks-missing.roles", "source-rows.year-end"].map((name) => `guard.${name}`),
  ],
  "pair.label.${metric}": METRICS.map((metric) => `pair.label.${metric}`),
  "pair.open.${metric}": METRICS.map((metric) => `pair.open.${metric}`),
  "pair.${metric}.more": METRICS.map((metric) => `pair.${metric}.more`),
  "pair.${metric}.${verdict}": METRICS.flatMap((metric) =>
    pairResultSchema.shape.verdict.options
      .filter((verdict) => !verdict.endsWith("-more") && verdict !== "no-clear-gap")
      .map((verdict) => `pair.${metric}.${verdict}`),
  ),
  "subject.short.${lead.verdict}": MOVED.map((verdict) => `subject.short.${verdict}`),
  "both.${change.metric}": CHANGE_METRICS.map((metric) => `both.${metric}`),
  "metric.${change.metric}": CHANGE_METRICS.map((metric) => `metric.${metric}`),
  "metric.${metric}": METRICS.map((metric) => `metric.${metric}`),
  "at.${change.metric}": [...METRICS, "disclosed"].map((metric) => `at.${metric}`),
  "at.${metric}": METRICS.map((metric) => `at.${metric}`),
  "brief.record.${kind}": recordSchema.shape.kind.options.map((kind) => `brief.record.${kind}`),
  "subject.${kind}${suffix}": [...QUIET, "levels.days"].map((kind) => `subject.${kind}`),
  "heading.${kind}${suffix}": [...QUIET, "levels.days"].map((kind) => `heading.${kind}`),
  "lead.${kind}": QUIET.map((kind) => `lead.${kind}`),
  "letter.verdict.${change.verdict}": VERDICTS.map((verdict) => `letter.verdict.${verdict}`),
  "chart.pay.alt${only}": PAY_KINDS.map((kind) => `chart.pay.alt${kind}`),
  "chart.pay.takeaway${only}": PAY_KINDS.map((kind) => `chart.pay.takeaway${kind}`),
  "chart.openings.alt${suffix}": DAYS.map((suffix) => `chart.openings.alt${suffix}`),
  "chart.openings.takeaway${led}": [...DAYS, ".shared", ".none"].map((led) => `chart.openings.takeaway${led}`),
  "${key}${suffix}": DAYS.map((suffix) => `role.lede${suffix}`),
  "chart.openings.now${suffix}": DAYS.map((suffix) => `chart.openings.now${suffix}`),
  "chart.history.takeaway${without}": HERE.map((suffix) => `chart.history.takeaway${suffix}`),
  "chart.history.left-out${without}": HERE.map((suffix) => `chart.history.left-out${suffix}`),
  "chart.history.alt${without}": HERE.map((suffix) => `chart.history.alt${suffix}`),
  "totals.week${suffix}": DAYS.map((suffix) => `totals.week${suffix}`),
  "totals.week.no-employers${suffix}": DAYS.map((suffix) => `totals.week.no-employers${suffix}`),
  "totals.pay${suffix}": DAYS.map((suffix) => `totals.pay${suffix}`),
  "table.caption.week${suffix}": DAYS.map((suffix) => `table.caption.week${suffix}`),
  "pair.note${suffix}": DAYS.map((suffix) => `pair.note${suffix}`),
  "preheader.levels${suffix}": DAYS.map((suffix) => `preheader.levels${suffix}`),
  "method.disclosed${suffix}": DAYS.map((suffix) => `method.disclosed${suffix}`),
  "${part}.little": ["subject", "heading", "lead"].map((part) => `${part}.little`),
  "level.openings${suffix}": DAYS.map((suffix) => `level.openings${suffix}`),
  "second.${change.metric}": CHANGE_METRICS.map((metric) => `second.${metric}`),
  "revision.what.${kind}": ["openings", ...CHANGE_METRICS].map((kind) => `revision.what.${kind}`),
  "role.clause.${change.verdict}": VERDICTS.map((verdict) => `role.clause.${verdict}`),
  "role.moved.${remote.verdict}": [...MOVED, "edged-up", "edged-down"].map((verdict) => `role.moved.${verdict}`),
  "chart.openings.title${first}": ["chart.openings.title", "chart.openings.title.first"],
};
const NEWS = ["subject", "heading", "lead", "brief"].flatMap((part) =>
  SLICES.flatMap((slice) =>
    (slice === "" ? CHANGE_METRICS : METRICS).flatMap((metric) =>
      MOVED.map((verdict) => `${part}.${slice}${metric}.${verdict}`),
    ),
  ),
);
const MISSED = [...CHANGE_METRICS, ...METRICS.map((metric) => `total.${metric}`)].map((name) => `missed.${name}`);

const texts = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(folder, file), "utf8"));

/** The key of every message asked for in src: the first argument of say, the second of write. */
const asked = ["narrate", "render", "chart"].flatMap((stage) =>
  texts(join("src", stage), ".ts").flatMap((text) => [
    ...[...text.matchAll(/\b(?:say|sayInWeek)\(([^,{)]*(?:\$\{[^}]*\}[^,{)]*)*)/g)].map(([, first = ""]) => first),
    ...[...text.matchAll(/\bkey: ("[^"]*"|`[^`]*`|[^,}]*\?[^,}]*)/g)].map(([, first = ""]) => first),
    ...[...text.matchAll(/\.write\(\s*(?:"[^"]*"|`[^`]*`|\w+),\s*("[^"]*"|`[^`]*`)/g)].map(([, second = ""]) => second),
  ]),
);
const plain = asked.flatMap((argument) => [...argument.matchAll(/"([a-z][\w.-]+)"/g)].map(([, key = ""]) => key));
const composed = asked.flatMap((argument) => [...argument.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => key));
const inTemplates = ["templates/mail", "templates/page"].flatMap((folder) =>
  texts(folder, ".hbs").flatMap((text) => [...text.matchAll(/[{(]say "([^"]+)"/g)].map(([, key = ""]) => key)),
);

describe("the locale pack en-US", () => {
  it("has every message that the source asks for by name", () => {
    expect(plain.length).toBeGreaterThan(40);
    expect(plain.filter((key) => messages[key] === undefined)).toEqual([]);
  });

  it("has every message that templates ask for", () => {
    expect(inTemplates.length).toBeGreaterThan(5);
    expect(inTemplates.filter((key) => messages[key] === undefined)).toEqual([]);
  });

  it("has every message whose key is composed", () => {
    expect([...new Set(composed)].filter((key) => COMPOSED[key] === undefined)).toEqual([]);
    expect(
      [...Object.values(COMPOSED).flat(), ...NEWS, ...MISSED, ...Object.values(VERDICT_WORDS)].filter(
        (key) => messages[key] === undefined,
      ),
    ).toEqual([]);
  });

  it("tells news in at least four structures, so that letters do not repeat themselves", () => {
    const parts = /^(lead|brief|heading|subject|preheader|missed|both|totals|guard|chart\.\w+\.(takeaway|alt))\b/;
    const lists = Object.entries(messages).filter(([key, entry]) => parts.test(key) && Array.isArray(entry));
    expect(lists.filter(([, entry]) => entry.length < 4).map(([key]) => key)).toEqual([]);
    const first = /^(subject|heading|lead)\.(quiet|first|steady)$/;
    const heads = Object.entries(messages).filter(([key]) => first.test(key));
    expect(heads.map(([key, entry]) => [key, Array.isArray(entry) && entry.length >= 6])).toEqual(
      heads.map(([key]) => [key, true]),
    );
    expect(heads).toHaveLength(9);
    expect(NEWS.filter((key) => !Array.isArray(messages[key]))).toEqual([]);
    for (const [key, entry] of lists) expect(new Set(entry).size, key).toBe(entry.length);
  });

  it("has four structures or more for what stands in every letter and in every role's part", () => {
    const parts = /^(thirty|second|quiet|level\.(pay|openings)|totals\.before|revision|role\.part)\b/;
    const single = /^(thirty\.heading|totals\.before|revision\.(heading|what\..*)|level\..*\.item)$/;
    const weekly = Object.entries(messages).filter(([key]) => parts.test(key) && !single.test(key));
    expect(weekly.length).toBeGreaterThan(40);
    expect(weekly.filter(([, entry]) => new Set([entry].flat()).size < 4).map(([key]) => key)).toEqual([]);
  });

  it("has a fixed word for every verdict", () => {
    expect(VERDICTS.map((verdict) => messages[VERDICT_WORDS[verdict]])).toEqual([
      "Rose",
      "Fell",
      "Edged up",
      "Edged down",
      "Little changed",
      "Unclear",
      "Driven by one employer",
      "Mostly mix",
      "Too few to compare",
      "Not comparable",
    ]);
    for (const verdict of VERDICTS) {
      const word = String(messages[VERDICT_WORDS[verdict]]);
      expect(messages["method.verdicts"], verdict).toContain(`“${word}”`);
    }
  });

  it("compiles every structure of every message", () => {
    const values = Object.fromEntries(
      [...JSON.stringify(messages).matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, 2]),
    );
    for (const [key, entry] of Object.entries(messages)) {
      for (const text of [entry].flat()) {
        const one = { ...WORDS.pack, messages: { [key]: text } };
        expect(() => wordsOf(one).say(key, values), key).not.toThrow();
      }
    }
  });

  it("tells the week without words of cause or hype", () => {
    const told = Object.entries(messages).filter(([key]) => !/^(mail|page)\./.test(key));
    const said = told.flatMap(([, entry]) => entry).join("\n");
    // The one verdict whose fixed words name what moved it.
    const verdict = messages["table.verdict.one-employer"];
    expect(verdict).toBe("Driven by one employer");
    expect(said.replaceAll(new RegExp(String(verdict), "gi"), "")).not.toMatch(
      /\b(soar|surge|plunge|skyrocket|because|due to|thanks to|driven by|proves?)\b/i,
    );
  });

  it("says an eight-week range, not a eight-week one", () => {
    const said = [messages["chart.history.takeaway"]!].flat();
    expect(said.filter((text) => /\ba \{weeks\}/.test(text))).toEqual([]);
  });

  it("does not say openings of a change of offers", () => {
    const keys = ["subject", "heading"].flatMap((part) => MOVED.map((verdict) => `${part}.total.offers.${verdict}`));
    expect(keys.flatMap((key) => [messages[key]!].flat()).filter((text) => /opening/i.test(text))).toEqual([]);
  });
});
