import { describe, expect, it } from "vitest";
import { sentenceFinder } from "../../../src/check/sentences.ts";

const find = sentenceFinder({ locale: "en-US", names: ["Dr. No! Analyst"], abbreviations: ["No", "approx", "Sept"] });
/** The sentences of a text in which figures stand between angle brackets. */
function sentences(text: string): string[] {
  const figures: { start: number; end: number }[] = [];
  let plain = "";
  for (const [index, piece] of text.split(/[<>]/).entries()) {
    if (index % 2 === 1) figures.push({ start: plain.length, end: plain.length + piece.length });
    plain += piece;
  }
  return find(plain, figures).map(({ segment }) => segment.trim());
}

describe("the sentences of a text", () => {
  it.each([
    ["a short word", "It was so a week ago. <331> openings."],
    ["a figure of one digit", "We saw <9>. <331> openings."],
    ["a figure with a sign", "The median is <$145K>. <331> openings."],
    ["a year", "It was so in 2023. <331> openings."],
    ["a bracket", "It was so (n <12>). <331> openings."],
    ["a closing quotation mark", "We said “so.” <331> openings."],
    ["an amount that begins the next", "It was so now. <$331K> a year."],
  ])("end before a number, after %s", (_, text) => {
    expect(sentences(text)).toHaveLength(2);
  });

  it.each([
    ["an abbreviation", "It is No. 4 of them."],
    ["a month in short", "It was on Sept. 3 of that year."],
    ["an ordinal", "Nach dem 3. 12 mal so."],
    ["a single letter", "It is plan B. 3 of them are."],
    ["a name", "There were Dr. No! Analyst 3 times <331> openings."],
    ["a web address", "See https://example.org/a. 3/b for <331> openings"],
  ])("go on after %s", (_, text) => {
    expect(sentences(text)).toHaveLength(1);
  });

  it("hold every letter of the text", () => {
    const text = "One. Two 3. 4 five. 66 seven!  8 nine? Ten";
    expect(
      find(text, [])
        .map(({ segment }) => segment)
        .join(""),
    ).toBe(text);
  });
});
