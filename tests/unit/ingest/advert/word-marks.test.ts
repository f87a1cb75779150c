import { describe, expect, it } from "vitest";
import { marksIn, phraseKey, phrasesOf, wordsOf } from "../../../../src/ingest/advert/word-marks.ts";

const phrases = phrasesOf([
  ["short", ["on", "full time"]],
  ["long", ["on site work"]],
]);
const found = (text: string) =>
  marksIn(wordsOf(text, 500), phrases).map(({ at, length, value }) => `${at}+${length} ${value}`);

describe("marksIn", () => {
  it("takes the longest phrase that begins at a word, and none that overlaps it", () => {
    expect(found("on-site work, on")).toEqual(["0+3 long", "3+1 short"]);
  });

  it("sees phrases through hyphens, underscores, accents and fancy letters, but not through separators", () => {
    expect(found("FULL_TIME")).toEqual(["0+2 short"]);
    expect(found("𝐅𝐮𝐥𝐥-Tíme")).toEqual(["0+2 short"]);
    expect(found("full / time")).toEqual([]);
  });

  it("finds nothing in nothing", () => {
    expect(found("")).toEqual([]);
    expect(found("🚀 — ()")).toEqual([]);
  });

  it("keeps what stands between words", () => {
    expect(wordsOf("Sr. Engineer (ML)", 500).map(({ gap }) => gap)).toEqual(["", ". ", " ("]);
    expect(phraseKey("Full-Time")).toBe("full time");
  });
});
