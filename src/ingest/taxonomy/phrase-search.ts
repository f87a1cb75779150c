import { firstWords, lengthsAt, type Phrase, type WordTree } from "./phrases.ts";
import { OR, type TitleWords } from "./title-words.ts";

/** What may stand between the words of a phrase without being of it, and which words are a job. */
export interface WordKinds {
  readonly silent: WordTree;
  readonly jobs: WordTree;
  readonly topics: WordTree;
  /** Words that mean something else together than alone: "developer tools". No phrase is found in them. */
  readonly compounds: WordTree;
}

/** So many silent words and alternatives in a row are no way to write a title. */
const SKIPS = 4;

/** Phrases by the words they may begin with, so that a title looks at few of them. */
export type PhraseIndex = ReadonlyMap<string, readonly Phrase[]>;

export function indexOf(phrases: Iterable<Phrase>): PhraseIndex {
  const index = new Map<string, Phrase[]>();
  for (const phrase of new Set(phrases))
    for (const word of firstWords(phrase)) {
      const known = index.get(word);
      if (known === undefined) index.set(word, [phrase]);
      else known.push(phrase);
    }
  return index;
}

/** Where a title holds each phrase: places of its words, ascending; every set of places once. */
export type FoundPhrases = ReadonlyMap<Phrase, readonly (readonly number[])[]>;

/** All phrases of a title, in time proportional to its length times the phrases that its words begin. */
export function phrasesIn(title: TitleWords, index: PhraseIndex, kinds: WordKinds): FoundPhrases {
  const found = new Map<Phrase, number[][]>();
  const taken = compoundsOf(title, kinds);
  for (const run of runsOf(title, kinds)) {
    const words = run.map((place) => (taken.has(place) ? "" : (title.words[place] ?? "")));
    const reach = reachIn(words, kinds);
    for (const [from, word] of words.entries())
      for (const phrase of index.get(word) ?? []) {
        const places = matchAt(phrase, words, from, reach)?.map((at) => run[at] ?? 0);
        if (places === undefined) continue;
        places.sort((a, b) => a - b);
        const known = found.get(phrase) ?? [];
        if (!known.some((each) => each.join() === places.join())) known.push(places);
        found.set(phrase, known);
      }
  }
  return found;
}

/** Places of words that are of a compound. */
function compoundsOf({ words, parts }: TitleWords, { compounds }: WordKinds): ReadonlySet<number> {
  const taken = parts.flatMap((part) => {
    const own = part.map((place) => words[place] ?? "");
    return part.flatMap((_, at) => part.slice(at, at + (lengthsAt(compounds, own, at)[0] ?? 0)));
  });
  return new Set(taken);
}

/**
 * The parts of the title, and parts that belong together: a job alone behind what it is about ("Data Platform - Engineer"), or
 * before it ("Engineer, Data Platform"), which then reads the other way round.
 */
function runsOf({ words, parts }: TitleWords, kinds: WordKinds): readonly (readonly number[])[] {
  const joined = parts.flatMap((part, index) => {
    if (!isJobAlone(part, words, kinds)) return [];
    const [before, after] = [parts[index - 1], parts[index + 1]];
    return [
      ...(before === undefined ? [] : [[...before, ...part]]),
      ...(after === undefined ? [] : [[...after, ...part]]),
    ];
  });
  return [...parts, ...joined];
}

/** Words for jobs and silent words only, with a job among them. */
function isJobAlone(part: readonly number[], words: readonly string[], { jobs, silent }: WordKinds): boolean {
  const own = part.map((place) => words[place] ?? "");
  let job = false;
  for (let at = 0; at < own.length; ) {
    const [jobLength] = lengthsAt(jobs, own, at);
    const length = jobLength ?? (own[at] === OR ? 1 : lengthsAt(silent, own, at)[0]);
    if (length === undefined) return false;
    job ||= jobLength !== undefined;
    at += length;
  }
  return job;
}

type Reach = (from: number, last: boolean) => readonly number[];

/** From each place the places where a phrase may go on: itself, and those behind silent words and alternatives. */
function reachIn(words: readonly string[], kinds: WordKinds): Reach {
  const known: (readonly number[] | undefined)[] = [];
  return (from, last) => {
    const key = 2 * from + (last ? 1 : 0);
    const there = known[key] ?? reachFrom(from, last, words, kinds);
    known[key] = there;
    return there;
  };
}

function reachFrom(
  from: number,
  isLast: boolean,
  words: readonly string[],
  { silent, jobs, topics }: WordKinds,
): readonly number[] {
  const reached = [from];
  let last = [from];
  for (let skips = 0; skips < SKIPS && last.length > 0; skips++) {
    const next = last.flatMap((at) => {
      if (words[at] === OR)
        return [1, ...lengthsAt(topics, words, at + 1)]
          .filter((length) => at + length < words.length)
          .map((n) => at + 1 + n);
      // "Data Engineer / Scientist": a job is passed over for another, which is all that the phrase still lacks.
      const alternatives = isLast ? lengthsAt(jobs, words, at).filter((length) => words[at + length] === OR) : [];
      return [...lengthsAt(silent, words, at).map((n) => at + n), ...alternatives.map((n) => at + n + 1)];
    });
    last = [...new Set(next)].filter((place) => place < words.length && !reached.includes(place));
    reached.push(...last);
  }
  return reached;
}

/** Offsets of the phrase's words from a place on, or undefined; the nearest words are taken. Each place is tried once per piece. */
function matchAt({ pieces }: Phrase, words: readonly string[], from: number, reach: Reach): number[] | undefined {
  const failed = new Set<number>();
  const matched = (piece: number, at: number): number[] | undefined => {
    const wanted = pieces[piece];
    if (wanted === undefined) return [];
    const key = piece * (words.length + 1) + at;
    if (failed.has(key)) return undefined;
    for (const place of piece === 0 || at === from ? [at] : reach(at, piece === pieces.length - 1))
      for (const length of lengthsAt(wanted.tree, words, place)) {
        const rest = matched(piece + 1, place + length);
        if (rest !== undefined) return [...Array.from({ length }, (_, index) => place + index), ...rest];
      }
    const without = wanted.optional ? matched(piece + 1, at) : undefined;
    if (without === undefined) failed.add(key);
    return without;
  };
  return matched(0, from);
}
