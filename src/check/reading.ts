import type { Claim, Fact } from "../domain/fact.ts";
import type { EditorPassage, Meaning } from "./meaning.ts";
import { fixedIn, fixedPieces, type IsFixed } from "./pack-texts.ts";
import { type Finder, type Found, finderOf, outside } from "./phrases.ts";
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
  const finders = new Map<WordList, Finder>();
  const names = [...literals, ...meaning.roles.map(({ name }) => name)];
  const inPack = fixedIn(fixedPieces(meaning.messages), names);
  const inNames = fixedIn([], names);
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
    isFixed: (statement, found) => fixed(editorOf(statement) === undefined ? inPack : inNames, statement, found),
    editorOf,
  };
}

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

/** Phrases of a list in a statement, without those that are part of an idiom or of a name. */
export function said(reading: Reading, statement: Statement, list: WordList, ...without: readonly WordList[]): Found[] {
  const found = reading.find(list)(statement.text);
  if (found.length === 0) return [];
  const others = without.flatMap((each) => reading.find(each)(statement.text));
  return outside(found, [...others, ...reading.rolesIn(statement.text)]);
}
