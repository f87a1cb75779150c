/** What is looked at of a title: more is no title. */
const LENGTH = 500;

/** Stands between alternatives, whichever sign or word the title has for it. */
export const OR = "/";

/** How the signs and small words of a language's titles are read. Words are spelt as `spelt` gives them. */
export interface TitleMarks {
  readonly breaks: ReadonlySet<string>;
  readonly dashes: ReadonlySet<string>;
  readonly alternatives: ReadonlySet<string>;
  readonly opening: ReadonlySet<string>;
  readonly closing: ReadonlySet<string>;
  readonly breakWords: ReadonlySet<string>;
  readonly alternativeWords: ReadonlySet<string>;
}

/** A title in words, and the parts it falls into: places of words, in their order. What stands in brackets is a part of its own. */
export interface TitleWords {
  readonly words: readonly string[];
  readonly parts: readonly (readonly number[])[];
}

/**
 * One spelling of what reads alike: compatibility forms (maths-bold, full-width), case and accents are the same, invisible
 * characters are none.
 */
export function spelt(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\p{Cf}\p{Variation_Selector}]/gu, "")
    .normalize("NFC");
}

/**
 * The words of a title (letters and digits; other signs are marks or a space), by its first 500 characters. Takes time in
 * proportion to them, whatever they are. A title without a word has no parts.
 */
export function titleWords(title: string, marks: TitleMarks): TitleWords {
  const text = spelt(title.slice(0, LENGTH));
  const words: string[] = [];
  const parts: number[][] = [[]];
  const open: number[][] = [];
  let part = parts[0] ?? [];
  const begin = () => {
    part = [];
    parts.push(part);
  };
  const add = (word: string) => {
    part.push(words.length);
    words.push(word);
  };
  for (const { 0: piece, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+|\S/gu)) {
    if (/[\p{L}\p{M}\p{N}]/u.test(piece)) {
      if (marks.breakWords.has(piece)) begin();
      else add(marks.alternativeWords.has(piece) ? OR : piece);
    } else if (marks.opening.has(piece)) {
      open.push(part);
      begin();
    } else if (marks.closing.has(piece)) {
      const outer = open.pop();
      if (outer === undefined) begin();
      else part = outer;
    } else if (marks.breaks.has(piece) || (marks.dashes.has(piece) && hasSpaceBeside(text, index, piece.length)))
      begin();
    else if (marks.alternatives.has(piece)) add(OR);
  }
  return { words, parts: parts.filter(({ length }) => length > 0) };
}

function hasSpaceBeside(text: string, index: number, length: number): boolean {
  const beside = [text[index - 1] ?? " ", text[index + length] ?? " "];
  return beside.some((character) => /\s/u.test(character));
}
