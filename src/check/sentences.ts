import type { Span } from "./phrases.ts";

/** A piece of a text and where it begins. */
export interface Segment {
  readonly index: number;
  readonly segment: string;
}

/** The sentences of a text, in order and without gaps; `figures` are the printed numbers in it. */
export type SentenceFinder = (text: string, figures: readonly Span[]) => readonly Segment[];

export interface SentenceRules {
  readonly locale: string;
  /** Names that may hold signs which would end a sentence. */
  readonly names: readonly string[];
  /** Words before a point that ends no sentence: "No", "approx". */
  readonly abbreviations: readonly string[];
}

/**
 * Sentences by the rules of Unicode, but for three things: signs inside a web address or a name end none; a name that goes on in
 * small letters begins none; and a sentence may begin with a number, which Unicode joins to the one before.
 */
export function sentenceFinder({ locale, names, abbreviations }: SentenceRules): SentenceFinder {
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  const odd = names.filter((name) => /[^\p{L}\p{N}\s-]/u.test(name));
  const short = new Set(abbreviations);
  return (text, figures) => {
    const whole = wholePieces(text, odd);
    const isInside = (place: number) => whole.some((each) => place > each.start && place < each.end);
    const found: { index: number; segment: string }[] = [];
    for (const { index, segment } of segmenter.segment(text)) {
      const last = found.at(-1);
      if (last !== undefined && isInside(index)) last.segment += segment;
      else {
        const ends = endsBeforeNumbers(segment, index, figures, short);
        const cuts = ends.filter((end) => !isInside(index + end));
        for (const [place, from] of [0, ...cuts].entries())
          found.push({ index: index + from, segment: segment.slice(from, cuts[place]) });
      }
    }
    return found.filter(({ segment }) => segment.trim() !== "");
  };
}

/** What follows a name and begins no sentence. */
const GOES_ON = /^\s+(?!\p{Lu}).?/u;

/** Web addresses and names: nothing in them ends a sentence. */
function wholePieces(text: string, names: readonly string[]): Span[] {
  const addresses = [...text.matchAll(/https?:\/\/\S+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const named: Span[] = [];
  for (const name of names)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      named.push({ start: at, end: at + name.length + (GOES_ON.exec(text.slice(at + name.length))?.[0].length ?? 0) });
  return [...addresses, ...named];
}

/** A point, with what may close a quotation, before a number. */
const POINT = /\.["”’»)]*\s+(?=[\p{N}\p{Sc}])/gu;

/** What stands right before a point: a word, or a number with its signs. */
const LAST = /(?:\p{L}+|[\p{N}\p{Sc}][\p{N}.,]*[KMB%]?)$/u;

/**
 * Where sentences end before one that begins with a number: "the median is $145K. 252 openings …". An abbreviation, a single
 * letter and an ordinal ("3. 12. 2026") end none: a number of one or two digits ends a sentence only where it is a figure.
 */
function endsBeforeNumbers(
  segment: string,
  index: number,
  figures: readonly Span[],
  abbreviations: ReadonlySet<string>,
): number[] {
  return [...segment.matchAll(POINT)].flatMap((point) => {
    const last = LAST.exec(segment.slice(0, point.index))?.[0];
    const isFigure = figures.some(({ end }) => end === index + point.index);
    const isWord = last !== undefined && /^\p{L}{2}/u.test(last) && !abbreviations.has(last);
    const isNumber = last !== undefined && /^[\p{N}\p{Sc}]/u.test(last) && !/^\p{N}{1,2}$/u.test(last);
    return last === undefined || isFigure || isWord || isNumber ? [point.index + point[0].length] : [];
  });
}
