import { describe, expect, it } from "vitest";
import { balancedLines, drawable, type TextStyle, withoutPictographs } from "../../../src/chart/text-lines.ts";
import { textWidth } from "../../../src/chart/text-width.ts";

const STYLE: TextStyle = { sizePx: 14, weight: "regular" };

describe("balancedLines", () => {
  it("keeps a text that fits on one line", () => {
    expect(balancedLines("Data Scientist", 200, STYLE)).toEqual(["Data Scientist"]);
  });

  it("breaks a longer one into lines of even length", () => {
    expect(balancedLines("Senior Machine Learning Infrastructure Engineer", 240, STYLE)).toEqual([
      "Senior Machine Learning",
      "Infrastructure Engineer",
    ]);
  });

  it("continues a word that is wider than a line on the next one and loses nothing", () => {
    const word = "Donaudampfschifffahrtsgesellschaftskapitän";
    const lines = balancedLines(word, 100, STYLE);
    expect(lines.join("")).toBe(word);
    for (const line of lines) expect(textWidth(line, 14, "regular")).toBeLessThanOrEqual(100);
  });

  it("never parts an emoji from what joins it", () => {
    expect(balancedLines("👩‍💻👩‍💻👩‍💻", 30, STYLE)).toEqual(["👩‍💻", "👩‍💻", "👩‍💻"]);
  });

  it("isolates a line with right-to-left letters", () => {
    expect(balancedLines("מהנדס!", 200, STYLE)).toEqual(["\u2068מהנדס!\u2069"]);
  });

  it("gives one empty line for an empty text", () => {
    expect(balancedLines("", 200, STYLE)).toEqual([""]);
  });
});

describe("drawable", () => {
  it("takes out what XML forbids and line breaks", () => {
    expect(drawable("a\n b\u0000\uFFFE\u{1FFFF}c")).toBe("a b c");
  });
});

describe("withoutPictographs", () => {
  it("leaves emoji out of a text with letters, and lets a text of emoji alone", () => {
    const svg = '<g><text x="1">🚀 Rocket 👩‍💻 Engineer ⚡</text><text x="2">🚀</text><text>© Acme™</text></g>';
    expect(withoutPictographs(svg)).toBe(
      '<g><text x="1">Rocket Engineer</text><text x="2">🚀</text><text>© Acme™</text></g>',
    );
  });
});
