import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import { SUBJECT_LENGTH, wordCount } from "../../../src/domain/letter.ts";
import { lettersInARow, repeated, sentencesOf, type ToldLetter } from "./letters-in-a-row.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

const inARow: Readonly<Record<string, readonly ToldLetter[]>> = {
  "the committed weeks of 2023": await lettersInARow(ROOT),
  "the committed weeks of the second newsletter": await lettersInARow(ROOT, "aijobs.config.ts"),
};

/** What a person would mark in a sentence, whatever the week. */
const WRONG: readonly (readonly [string, RegExp])[] = [
  ["a plural of one", /(?<![.,\d])1 (weeks|openings|offers|employers|points|percentage points|days|ads|jobs|roles)\b/],
  ["a wrong article", /\b(a (8|11|18|8\d)(\b|[.,]\d)|an ([1-79]|10|1[2-79])\b)/],
  ["two spaces or a space before a stop", / {2}| [.,;:!?]/],
  ["two stops", /[.,;:]{2}/],
  ["a sentence that begins small", /^\p{Ll}/u],
  ["an empty value", /\{|\}|undefined|NaN|\(\)/],
  ["percent for points", /(share|remote)[^.]*\b(rose|fell|up|down) \d+(\.\d+)?%/],
  ["edged by a large move", /edged (up|down)( by)? [2-9]\d%/i],
  ["cause", /\b(because|due to|driven by|thanks to|led to|as a result)\b/i],
  ["hype", /\b(soar|plunge|surge|skyrocket|boom|crash|massive|dramatic|proves|definitely|always)/i],
  ["about in a figure's place", /about about|about (no|nothing|none)\b/],
];

describe.each(Object.entries(inARow))("letters in a row: %s", (_, letters) => {
  it("say nothing word for word that the letter before said, but for rules", () => {
    expect(letters.length).toBeGreaterThan(30);
    const said = letters.slice(1).flatMap((letter, index) => {
      const before = letters[index];
      const own = before === undefined ? [] : repeated(letter, before);
      return own.map((sentence) => `${letter.week}: ${sentence}`);
    });
    expect(said).toEqual([]);
  });

  it("have a subject of their own that fits, and a preheader of their own", () => {
    for (const [index, { letter }] of letters.entries()) {
      const [subject, preheader] = [unmarked(letter.subject), unmarked(letter.preheader)];
      const before = letters.slice(Math.max(0, index - 8), index).map((each) => each.letter);
      expect([...subject].length).toBeLessThanOrEqual(SUBJECT_LENGTH);
      expect(before.map((each) => unmarked(each.subject))).not.toContain(subject);
      expect(before.map((each) => unmarked(each.preheader))).not.toContain(preheader);
    }
  });

  it("say no line of their beginning again beside the subject", () => {
    for (const { letter } of letters) {
      const [first] = letter.sections;
      const lines = first?.kind === "bullets" ? first.items.map((item) => unmarked(item).replace(/\.$/, "")) : [];
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(unmarked(letter.preheader)).not.toContain(line);
    }
  });

  it("decide between two roles in a line or two for each question, and fold what is open into one line", () => {
    const verdicts = letters.flatMap(({ letter }) =>
      letter.sections.flatMap((section) => (section.kind === "quick-verdict" ? [section] : [])),
    );
    expect(verdicts.length).toBeGreaterThan(30);
    for (const { lines } of verdicts) {
      const labels = lines.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const { label, text } of lines)
        if (label !== "The work") expect(wordCount(unmarked(text)), text).toBeLessThanOrEqual(45);
    }
  });

  it.each(WRONG)("hold no sentence with %s", (_name, wrong) => {
    const found = letters.flatMap((letter) => sentencesOf(letter).filter((sentence) => wrong.test(sentence)));
    expect(found).toEqual([]);
  });
});
