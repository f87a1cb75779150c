import type { Claim, Fact } from "../domain/fact.ts";
import type { EditorPassage, Meaning } from "./meaning.ts";
import { fixedIn, fixedPieces, type IsFixed } from "./pack-texts.ts";
import { escaped, type Finder, type Found, finderOf, outside, type Span } from "./phrases.ts";
import { type Statement, statementsOf } from "./statements.ts";
import type { WordList } from "./word-lists.ts";

/** An edition as its rules read it: every statement, and what words and names mean in it. */
export interface Reading {
  readonly meaning: Meaning;
  readonly statements: readonly Statement[];
  readonly facts: ReadonlyMap<string, Fact>;
  readonly printed: (fact: Fact) => string;
  /** Finds a list of the pack's phrases. */
  readonly find: (list: WordList) => Finder;
  /** The roles named in a text, in order of place. */
  readonly rolesIn: (text: string) => readonly (Found & { readonly slice: string })[];
  /** Where known employers are named: "Surge AI" does not surge. */
  readonly employersIn: (text: string) => readonly Span[];
  readonly isFixed: (statement: Statement, found: Found) => boolean;
  /** The editor's passage that a statement is of; undefined for one that is not the editor's. */
  readonly editorOf: (statement: Statement) => EditorPassage | undefined;
}

export interface ReadingRequest {
  readonly meaning: Meaning;
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly facts: readonly Fact[];
  readonly literals: readonly string[];
  readonly printed: (fact: Fact) => string;
}

export function readingOf({ meaning, surfaces, claims, facts, literals, printed }: ReadingRequest): Reading {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const statements = statementsOf({
    surfaces,
    claims,
    facts: byId,
    locale: meaning.locale,
    abbreviations: meaning.words.abbreviations,
    names: [...meaning.roles.map(({ name }) => name), ...meaning.employersNamed],
  });
  const finders = ofWords.of(meaning.words);
  const inPack = ofMessages.of(meaning.messages);
  const inNames = fixedIn([], [...literals, ...meaning.roles.map(({ name }) => name)]);
  const editorOf = editorFinder(meaning.editor);
  const fixed = (isFixed: IsFixed, { block, start }: Statement, found: Found) =>
    isFixed(block.text, { start: start + found.start, end: start + found.end });
  return {
    meaning,
    statements,
    facts: byId,
    printed,
    find: (list) => {
      const finder = finders.get(list) ?? remembering(finderOf(list(meaning.words)));
      finders.set(list, finder);
      return finder;
    },
    rolesIn: roleFinder(meaning),
    employersIn: ofEmployers.of(meaning.employersKnown),
    isFixed: (statement, found) =>
      fixed(inNames, statement, found) || (editorOf(statement) === undefined && fixed(inPack, statement, found)),
    editorOf,
  };
}

/** Made once for each thing that it is made of: the pages of an archive are read with the same words. */
function madeOf<From extends object, Made>(make: (from: From) => Made): { readonly of: (from: From) => Made } {
  const made = new WeakMap<From, Made>();
  return {
    of: (from) => {
      const known = made.get(from) ?? make(from);
      made.set(from, known);
      return known;
    },
  };
}

const ofWords = madeOf((_words: Meaning["words"]) => new Map<WordList, Finder>());
const ofMessages = madeOf((messages: Meaning["messages"]) => fixedIn(fixedPieces(messages), []));
const ofEmployers = madeOf(employerFinder);

/** The surfaces say much the same: each text is searched once. */
function remembering(finder: Finder): Finder {
  const kept = new Map<string, Found[]>();
  return (text) => {
    const found = kept.get(text) ?? finder(text);
    kept.set(text, found);
    return found;
  };
}

/** Letters and digits alone: styles, links and escapes of a surface make no difference. */
function bare(text: string): string {
  return text.replace(/https?:\/\/\S+/g, "").replace(/[^\p{L}\p{N}]/gu, "");
}

function editorFinder(passages: readonly EditorPassage[]): Reading["editorOf"] {
  const known = passages.map((passage) => ({ passage, text: bare(passage.text) }));
  const found = new Map<string, EditorPassage | undefined>();
  return ({ text, isRow, block }) => {
    if (known.length === 0 || isRow || block.isHeading) return undefined;
    if (found.has(text)) return found.get(text);
    const said = bare(text);
    const passage = said === "" ? undefined : known.find((each) => each.text.includes(said))?.passage;
    found.set(text, passage);
    return passage;
  };
}

/** A name with any of its endings, the longest first, so that a "Senior Data Engineer" is no "Data Engineer". */
function roleFinder({ roles, words }: Meaning): Reading["rolesIn"] {
  const slices = new Map(
    roles.flatMap(({ slice, name }) => ["", ...words.nameEndings].map((ending) => [name + ending, slice] as const)),
  );
  const finder = finderOf([...slices.keys()].filter((name) => name.trim() !== ""));
  const kept = new Map<string, ReturnType<Reading["rolesIn"]>>();
  return (text) => {
    const found = kept.get(text) ?? finder(text).map((each) => ({ ...each, slice: slices.get(each.phrase) ?? "" }));
    kept.set(text, found);
    return found;
  };
}

/** Names as they are written. One of a single word is taken for the word where it begins a text: "Rose" in a cell. */
function employerFinder(employers: readonly string[]): Reading["employersIn"] {
  const names = [...new Set(employers)].filter((name) => name.trim() !== "");
  const kept = new Map<string, readonly Span[]>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const spans = names
      .filter((name) => text.includes(name))
      .flatMap((name) =>
        [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "gu"))]
          .filter(({ index }) => index > 0 || /\s/u.test(name))
          .map(({ index }) => ({ start: index, end: index + name.length })),
      );
    kept.set(text, spans);
    return spans;
  };
}

/** Phrases of a list in a statement, without those that are part of an idiom or of a name; a name makes no idiom ("more Data Engineer offers"). */
export function said(reading: Reading, statement: Statement, list: WordList, ...without: readonly WordList[]): Found[] {
  const found = reading.find(list)(statement.text);
  if (found.length === 0) return [];
  const roles = reading.rolesIn(statement.text);
  const others = without.flatMap((each) => outside(reading.find(each)(statement.text), roles));
  const names = reading.editorOf(statement) === undefined ? reading.employersIn(statement.text) : [];
  return outside(found, [...others, ...roles, ...names]);
}
