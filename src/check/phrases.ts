export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a phrase of the locale pack stands in a text. */
export interface Found extends Span {
  /** As the pack writes it. */
  readonly phrase: string;
}

export type Finder = (text: string) => Found[];

/** A run of letters or digits in lower case, and where it stands. */
interface Word extends Span {
  readonly word: string;
}

/** A phrase by its words; `*` at the end of one stands for more letters, `…` for up to six words. */
interface Phrase {
  readonly phrase: string;
  readonly words: readonly string[];
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
const GAP_WORDS = 6;

/**
 * Finds the phrases of a list as whole words in any case, in order of place and without overlap; the longest at a place counts. A
 * space stands for any white space or hyphen, `*` for more letters of a word, `…` for up to six words. A phrase of signs ("%",
 * "/hr") may touch anything. Time grows with the text alone. An empty list finds nothing.
 */
export function finderOf(phrases: readonly string[]): Finder {
  const known = [...new Set(phrases)].filter((phrase) => phrase.trim() !== "");
  const worded = known.filter((phrase) => /^[\p{L}\p{N}][\p{L}\p{N}\p{M}\s'’*…-]*$/u.test(phrase));
  const signs = signFinder(known.filter((phrase) => !worded.includes(phrase)));
  const split = worded.map((phrase) => ({ phrase, words: wordsOf(phrase) }));
  const byFirst = Map.groupBy(split, ({ words: [first = ""] }) => (first.endsWith("*") ? "*" : first));
  const open = byFirst.get("*") ?? [];
  if (known.length === 0) return () => [];
  return (text) => {
    const words = wordsIn(text);
    const found: Found[] = [];
    for (let index = 0; index < words.length; index++) {
      const best = longest([...(byFirst.get(words[index]?.word ?? "") ?? []), ...open], words, index, text);
      if (best === undefined) continue;
      found.push({ start: words[index]?.start ?? 0, end: words[best.last]?.end ?? 0, phrase: best.phrase });
      index = best.last;
    }
    const touched = signs(text);
    return touched.length === 0 ? found : [...found, ...touched].sort((one, other) => one.start - other.start);
  };
}

function wordsOf(phrase: string): string[] {
  return [
    ...phrase
      .toLowerCase()
      .replaceAll("’", "'")
      .matchAll(/[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]*)*\*?|…/gu),
  ].map(([word]) => word);
}

/** What was split of the texts that are read now; the three surfaces say much the same. */
let split = new Map<string, readonly Word[]>();
const MOST_SPLIT = 4000;

function wordsIn(text: string): readonly Word[] {
  const known = split.get(text);
  if (known !== undefined) return known;
  const words = [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase().replaceAll("’", "'"),
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (split.size >= MOST_SPLIT) split = new Map();
  split.set(text, words);
  return words;
}

/** The phrase that takes most words from a place on. */
function longest(
  phrases: readonly Phrase[],
  words: readonly Word[],
  index: number,
  text: string,
): { readonly phrase: string; readonly last: number } | undefined {
  let best: { phrase: string; last: number; length: number } | undefined;
  for (const { phrase, words: wanted } of phrases) {
    const last = lastOf(wanted, words, index, text);
    if (
      last !== undefined &&
      (best === undefined || last > best.last || (last === best.last && phrase.length > best.length))
    )
      best = { phrase, last, length: phrase.length };
  }
  return best;
}

/** Where the phrase ends that begins at a word; undefined where it does not. Between its words stand white space and hyphens only. */
function lastOf(wanted: readonly string[], words: readonly Word[], index: number, text: string): number | undefined {
  let at = index;
  for (let place = 0; place < wanted.length; place++) {
    const want = wanted[place] ?? "";
    if (want === "…") {
      const next = wanted[place + 1] ?? "";
      const limit = Math.min(words.length, at + GAP_WORDS + 1);
      while (at < limit && !isWord(next, words[at]?.word)) at++;
      if (at >= limit) return undefined;
    } else {
      const joint = place === 0 || wanted[place - 1] === "…" || isJoint(text, words[at - 1], words[at]);
      if (!joint || !isWord(want, words[at]?.word)) return undefined;
      at++;
    }
  }
  return at - 1;
}

function isWord(wanted: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

function isJoint(text: string, one: Word | undefined, other: Word | undefined): boolean {
  return (
    one !== undefined && other !== undefined && /^[\s\u00AD\u2010-\u2012-]+$/u.test(text.slice(one.end, other.start))
  );
}

/** Phrases that begin or end with a sign, the longest first; a letter at their end is the end of a word. */
function signFinder(phrases: readonly string[]): Finder {
  const known = [...phrases].sort((one, other) => other.length - one.length);
  if (known.length === 0) return () => [];
  const edged = known.map((phrase) => {
    const before = /^[\p{L}\p{N}]/u.test(phrase) ? "(?<![\\p{L}\\p{N}])" : "";
    const after = /[\p{L}\p{N}]$/u.test(phrase) ? "(?![\\p{L}\\p{N}])" : "";
    return `${before}${phrase.split(/\s+/u).map(escaped).join("\\s+")}${after}`;
  });
  const pattern = new RegExp(edged.join("|"), "giu");
  const byText = new Map(known.map((phrase) => [phrase.toLowerCase(), phrase]));
  return (text) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      phrase: byText.get(match[0].toLowerCase().replace(/\s+/gu, " ")) ?? match[0],
    }));
}

/** A text as a pattern of itself. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Those of the first that touch none of the second. */
export function outside<T extends Span>(found: readonly T[], others: readonly Span[]): T[] {
  return found.filter((each) => others.every((other) => each.end <= other.start || other.end <= each.start));
}

/** Characters between two spans; 0 where they touch or overlap. */
export function gap(one: Span, other: Span): number {
  return Math.max(0, other.start - one.end, one.start - other.end);
}
