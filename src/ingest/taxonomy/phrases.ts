import { OR, spelt } from "./title-words.ts";

/** Word sequences by their first word; `ends` where one of them is complete. */
export interface WordTree {
  readonly next: Map<string, WordTree>;
  ends: boolean;
}

/** A phrase ready to be looked for: each piece is one of the sequences of a tree, and may be one that can be missing. */
export interface Phrase {
  /** As the file has it. */
  readonly text: string;
  readonly pieces: readonly { readonly tree: WordTree; readonly optional: boolean }[];
}

/** Phrases by name, as files hold them. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** Beyond this a file's groups name each other so often that nobody can know what they say. */
const SEQUENCES = 20_000;

/** Turns texts into phrases; the words for "or" become one sign. Throws `Error` with the reason where a text cannot be one. */
export function phraseReader(groups: Groups, alternatives: ReadonlySet<string>): (text: string) => Phrase {
  const trees = new Map<string, WordTree>();
  const wordsOf = (text: string) =>
    [...spelt(text).matchAll(/[\p{L}\p{M}\p{N}]+|[/&]/gu)].map(([word]) =>
      word === "&" || alternatives.has(word) ? OR : word,
    );
  const sequencesOf = (name: string, within: readonly string[]): string[][] => {
    const texts = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (texts === undefined) throw new Error(`there is no group "${name}"`);
    if (within.includes(name)) throw new Error(`the group "${name}" is made of itself`);
    return texts.flatMap((text) => expanded(text, [...within, name]));
  };
  const expanded = (text: string, within: readonly string[]): string[][] => {
    let sequences: string[][] = [[]];
    for (const { name, words, optional } of piecesOf(text)) {
      const all = name === undefined ? [wordsOf(words)] : sequencesOf(name, within);
      sequences = sequences.flatMap((begun) => [
        ...(optional ? [begun] : []),
        ...all.map((each) => [...begun, ...each]),
      ]);
      if (sequences.length > SEQUENCES) throw new Error(`"${text}" stands for more than ${SEQUENCES} phrases`);
    }
    return sequences;
  };
  const groupTree = (name: string) => {
    const tree = trees.get(name) ?? treeOf(sequencesOf(name, []));
    trees.set(name, tree);
    return tree;
  };
  return (text) => {
    const pieces = piecesOf(text).flatMap(({ name, words, optional }) =>
      name === undefined
        ? wordsOf(words).map((word) => ({ tree: treeOf([[word]]), optional }))
        : [{ tree: groupTree(name), optional }],
    );
    if (pieces.every(({ optional }) => optional)) throw new Error(`"${text}" has no word that must be there`);
    return { text, pieces };
  };
}

/** The words that a phrase may begin with. */
export function firstWords({ pieces }: Phrase): ReadonlySet<string> {
  const needed = pieces.findIndex(({ optional }) => !optional);
  return new Set(pieces.slice(0, needed + 1).flatMap(({ tree }) => [...tree.next.keys()]));
}

function piecesOf(text: string): { name: string | undefined; words: string; optional: boolean }[] {
  return text
    .split(/\s+/u)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const optional = piece.length > 1 && piece.endsWith("?");
      const bare = optional ? piece.slice(0, -1) : piece;
      const grouped = bare.startsWith("{") && bare.endsWith("}");
      return { name: grouped ? bare.slice(1, -1) : undefined, words: bare, optional };
    });
}

/** A tree of all sequences; empty ones are none. */
export function treeOf(sequences: readonly (readonly string[])[]): WordTree {
  const root: WordTree = { next: new Map(), ends: false };
  for (const sequence of sequences.filter(({ length }) => length > 0)) {
    let at = root;
    for (const word of sequence) {
      const next = at.next.get(word) ?? { next: new Map(), ends: false };
      at.next.set(word, next);
      at = next;
    }
    at.ends = true;
  }
  return root;
}

/** Lengths of the tree's sequences that the words hold from a place on, longest first. */
export function lengthsAt(tree: WordTree, words: readonly string[], from: number): number[] {
  const lengths: number[] = [];
  let at: WordTree | undefined = tree;
  for (let place = from; at !== undefined; place++) {
    if (at.ends) lengths.push(place - from);
    at = at.next.get(words[place] ?? "");
  }
  return lengths.reverse();
}
