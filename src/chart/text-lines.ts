import { inertText } from "../domain/text.ts";
import { textWidth, type Weight } from "./text-width.ts";

export interface TextStyle {
  readonly sizePx: number;
  readonly weight: Weight;
}

/** Letters of scripts written from right to left: Hebrew to Arabic Extended-A, and their presentation forms. */
export const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
/** Emoji and what joins or colours them. */
const PICTOGRAPHS =
  /(?:\p{Emoji_Presentation}|[\u{1F000}-\u{1FAFF}])(?:\p{Emoji_Presentation}|[\u{1F000}-\u{1FAFF}]|[\u{E0020}-\u{E007F}]|\u200D|\uFE0F|[\u2640\u2642\u2695\u2696\u2708])*/gu;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Text from a plan as it may be drawn: inert, and nothing that XML forbids. */
export function drawable(text: string): string {
  return inertText(text.replace(/\p{Noncharacter_Code_Point}/gu, ""));
}

/**
 * The text in as few lines as fit into `maxWidth`, and then as even as possible. Nothing is ever cut: a word wider than
 * a line continues on the next one. Each line with right-to-left letters is isolated, so that its brackets and full
 * stops stay on the right side of it.
 */
export function balancedLines(text: string, maxWidth: number, style: TextStyle): string[] {
  return evenLines(text, maxWidth, style).map((line) =>
    RIGHT_TO_LEFT.test(line) ? FIRST_STRONG_ISOLATE + line + POP_ISOLATE : line,
  );
}

/** The same lines as plain text, for who sets their direction otherwise. */
export function evenLines(text: string, maxWidth: number, style: TextStyle): string[] {
  const lines = greedyLines(text, maxWidth, style);
  return lines.length === 1 ? lines : greedyLines(text, balancedWidth(text, maxWidth, style), style);
}

/** The narrowest width, to 4 px, that needs no more lines than `maxWidth` does. */
export function balancedWidth(text: string, maxWidth: number, style: TextStyle): number {
  const count = greedyLines(text, maxWidth, style).length;
  let width = maxWidth;
  while (width > 4 && greedyLines(text, width - 4, style).length === count) width -= 4;
  return width;
}

/** The width of the widest line, in whole pixels; 0 without lines. */
export function widthOf(lines: readonly string[], style: TextStyle): number {
  return Math.ceil(Math.max(0, ...lines.map((line) => textWidth(line, style.sizePx, style.weight))));
}

/**
 * An SVG for the PNG: pictographs are left out of its texts, unless nothing else is in one. Inter has none, and a
 * machine without a font for them would draw a box with a number in it. The SVG itself keeps them: browsers have such a font.
 */
export function withoutPictographs(svg: string): string {
  return svg.replace(/(<text\b[^>]*>)([^<]*)/g, (_, tag: string, content: string) => tag + withoutEmoji(content));
}

/** One text without its pictographs, unless nothing else is in it. */
export function withoutEmoji(text: string): string {
  const rest = text.replace(PICTOGRAPHS, " ").replace(/ +/g, " ").trim();
  return rest !== text && /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}

/** The text in as few lines as fit, each as full as it can be. */
export function greedyLines(text: string, maxWidth: number, style: TextStyle): string[] {
  const fits = (line: string): boolean => textWidth(line, style.sizePx, style.weight) <= maxWidth;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = fits(word) ? [word] : brokenWord(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** What a reader sees as characters. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

/** A word in pieces that fit, broken between characters; at least one each. */
function brokenWord(word: string, fits: (line: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of graphemes(word)) {
    if (piece !== "" && !fits(piece + character)) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
