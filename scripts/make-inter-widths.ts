/**
 * Writes src/chart/inter-widths.json from the two cuts of Inter that charts are set in. Run it after an update of
 * @expo-google-fonts/inter: `node scripts/make-inter-widths.ts`, then the chart tests with `-u`.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Font, openSync } from "fontkit";

/** Inclusive ranges of code points: what labels, amounts and dates in European languages are written with. */
const BLOCKS: readonly (readonly [number, number])[] = [
  [0x0020, 0x007e], // Latin
  [0x00a0, 0x017f], // Latin-1, Latin Extended-A
  [0x0370, 0x045f], // Greek, Cyrillic
  [0x2000, 0x206f], // general punctuation
  [0x20a0, 0x20c0], // currency signs
  [0x2190, 0x21ff], // arrows
];

/** Wide, narrow and figures with kerning: three lines that no other font sets at the same width. */
const CANARY = ["HHHHHHHH", "iiiiiiii", "$1,234,567"];

const require = createRequire(import.meta.url);
const regular = openSync(require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"));
const semibold = openSync(require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"));
if (regular.unitsPerEm !== semibold.unitsPerEm) throw new Error("The two cuts of Inter have different units.");

const blocks = BLOCKS.map(([from, to]) => ({
  from,
  regular: advances(regular, from, to),
  semibold: advances(semibold, from, to),
}));
const ink = CANARY.map((text) => ({ text, regular: inkWidth(regular, text), semibold: inkWidth(semibold, text) }));
const lines = [
  `{ "unitsPerEm": ${regular.unitsPerEm},`,
  `  "blocks": [\n    ${blocks.map((block) => JSON.stringify(block)).join(",\n    ")}\n  ],`,
  `  "ink": [\n    ${ink.map((line) => JSON.stringify(line)).join(",\n    ")}\n  ]\n}\n`,
];
writeFileSync(new URL("../src/chart/inter-widths.json", import.meta.url), lines.join("\n"));

/** The advance width of each code point in font units; null where the font has no glyph. */
function advances(of: Font, from: number, to: number): (number | null)[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const codePoint = from + index;
    return of.hasGlyphForCodePoint(codePoint) ? of.glyphForCodePoint(codePoint).advanceWidth : null;
  });
}

/** From the left edge of the first stroke to the right edge of the last, shaped, in font units. */
function inkWidth(of: Font, text: string): number {
  const box = of.layout(text).bbox;
  return Math.round(box.maxX - box.minX);
}
