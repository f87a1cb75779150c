import { plainLetters } from "./word-marks.ts";

/** A piece of a text about places: a word, or what parts words. */
export interface PlaceToken {
  /** A word or a comma as names are compared; "" for other separators. */
  readonly key: string;
  /**
   * A comma or a dash may part a city from its country; a break parts places. A hyphen without spaces parts nothing and is
   * no token: "US-Remote", "Winston-Salem".
   */
  readonly kind: "word" | "comma" | "dash" | "break";
  readonly start: number;
  readonly end: number;
}

/** A word with its dots and apostrophes ("D.C.", "Lee's"), or one other character. */
const PIECE = /[\p{L}\p{M}\p{N}]+(?:[.'’][\p{L}\p{M}\p{N}]+)*\.?|\S|[\n\r]/gu;

/** The tokens of a text, in order; offsets are into that text. Linear in the text. */
export function placeTokens(text: string): PlaceToken[] {
  return [...text.matchAll(PIECE)].flatMap((found): PlaceToken[] => {
    const [piece] = found;
    const start = found.index;
    const end = start + piece.length;
    if (/^[\p{L}\p{M}\p{N}]/u.test(piece)) return [{ key: plainWord(piece), kind: "word", start, end }];
    if (piece === "&") return [{ key: "and", kind: "word", start, end }];
    if (piece === ",") return [{ key: ",", kind: "comma", start, end }];
    if (piece === "(") return [{ key: "", kind: "dash", start, end }];
    if (!/^\p{Pd}$/u.test(piece)) return [{ key: "", kind: "break", start, end }];
    const isHyphen = /\S/u.test(text.charAt(start - 1)) && /\S/u.test(text.charAt(end));
    return isHyphen ? [] : [{ key: "", kind: "dash", start, end }];
  });
}

/** A name as it is compared: without case, accents, dots, apostrophes and hyphens. */
export function placeKey(name: string): string {
  return placeTokens(name)
    .filter(({ key }) => key !== "")
    .map(({ key }) => key)
    .join(" ");
}

function plainWord(word: string): string {
  return plainLetters(word).replace(/[.'’]/gu, "");
}
