/** A word of a text without its case and accents, and what stands between it and the word before. */
export interface MarkedWord {
  readonly text: string;
  readonly gap: string;
}

/** A phrase of a list, where it was found among the words. */
export interface Mark<T> {
  readonly at: number;
  readonly length: number;
  readonly value: T;
}

/** What phrases stand for. Keys are words parted by single spaces, as `phraseKey` makes them. */
export type Phrases<T> = ReadonlyMap<string, T>;

/** Phrases of more words than this are not looked for, which keeps the search linear. */
const MOST_WORDS = 5;

/** What may stand inside a phrase: "on-site", "FULL_TIME" and "co.op" are as good as "on site". */
const INSIDE = /^(?:\s*|[-_\u2010\u2011.'’])$/u;

/**
 * The words of a text, as far as its first `limit` characters. Fancy letters become plain ones ("𝐒𝐞𝐧𝐢𝐨𝐫"), case and accents
 * go. Linear in the text; empty where it has no letter or digit.
 */
export function wordsOf(text: string, limit: number): MarkedWord[] {
  const plain = plainLetters(text.slice(0, limit));
  let end = 0;
  return [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => {
    const gap = plain.slice(end, found.index);
    end = found.index + found[0].length;
    return { text: found[0], gap };
  });
}

/** Phrases by their keys; a later list wins where two hold the same phrase. */
export function phrasesOf<T>(lists: readonly (readonly [T, readonly string[]])[]): Phrases<T> {
  return new Map(lists.flatMap(([value, list]) => list.map((phrase) => [phraseKey(phrase), value] as const)));
}

/** The phrases in a text from its start, each the longest that begins there; none overlaps another. */
export function marksIn<T>(words: readonly MarkedWord[], phrases: Phrases<T>): Mark<T>[] {
  const marks: Mark<T>[] = [];
  for (let at = 0; at < words.length; at++) {
    const mark = markAt(words, at, phrases);
    if (mark === undefined) continue;
    marks.push(mark);
    at += mark.length - 1;
  }
  return marks;
}

/** Compatibility forms folded, accents and case removed: the same for a text in any case. */
export function plainLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ");
}

export function phraseKey(phrase: string): string {
  return wordsOf(phrase, phrase.length)
    .map(({ text }) => text)
    .join(" ");
}

function markAt<T>(words: readonly MarkedWord[], at: number, phrases: Phrases<T>): Mark<T> | undefined {
  let longest: Mark<T> | undefined;
  let key = "";
  for (let length = 1; length <= MOST_WORDS; length++) {
    const word = words[at + length - 1];
    if (word === undefined || (length > 1 && !INSIDE.test(word.gap))) break;
    key = length === 1 ? word.text : `${key} ${word.text}`;
    const value = phrases.get(key);
    if (value !== undefined) longest = { at, length, value };
  }
  return longest;
}
