import {
  parseSkillDictionary,
  type SkillDictionary,
  type SkillRule,
  type SkillSpelling,
} from "../../domain/skill-dictionary.ts";
import { stepsOf, type Token, tokensOf } from "./skill-words.ts";

/** What a text's words are looked up in, step by step; `ends` are the spellings or phrases that end here. */
export interface Trie<T> {
  readonly next: Map<string, Trie<T>>;
  readonly ends: T[];
}

/** A spelling as it is looked for in texts. */
export interface TextSpelling {
  readonly name: string;
  readonly kind: string;
  /** The letters as written, for rules that want them so. */
  readonly letters: string;
  /** Undefined where it counts wherever it stands. */
  readonly rule: WordRule | undefined;
}

/** A rule whose phrases can be looked up; those that stand before a word are looked up backwards. */
export interface WordRule extends Pick<SkillRule, "exact" | "inside"> {
  readonly notAfter: Trie<true>;
  readonly notBefore: Trie<true>;
  readonly after: Trie<true>;
  readonly before: Trie<true>;
  /** Kinds of skills that vouch for it in a list; "any" is every kind. */
  readonly beside: ReadonlySet<string>;
  readonly wantsNothing: boolean;
}

/** The skills of a language, as they are looked for in texts and in fields. */
export interface SkillRules {
  readonly spellings: Trie<TextSpelling>;
  readonly joiners: Trie<true>;
  /** Canonical names by the spelling's `fieldKey`. */
  readonly names: ReadonlyMap<string, string>;
}

/** `templates/<locale>/skills.yaml`; a file that cannot be meant is refused (`template-invalid`). `path` is for the message only. */
export function parseSkillRules(text: string, path: string): SkillRules {
  return skillRulesOf(parseSkillDictionary(text, path));
}

function skillRulesOf({ joiners, spellings }: SkillDictionary): SkillRules {
  const trie = emptyTrie<TextSpelling>();
  const rules = new Map<SkillRule, WordRule>();
  for (const spelling of spellings) {
    if (spelling.counts === "field") continue;
    const tokens = tokensOf(spelling.text);
    insert(trie, stepsOf(tokens), {
      name: spelling.name,
      kind: spelling.kind,
      letters: lettersOf(tokens),
      rule: wordRule(spelling.counts, rules),
    });
  }
  return {
    spellings: trie,
    joiners: phraseTrie(joiners, "forwards"),
    names: new Map(spellings.map(({ text, name }) => [fieldKey(text), name])),
  };
}

/** What two ways to write one skill in a field have in common: case does not matter, and a hyphen or "_" is a space. */
export function fieldKey(name: string): string {
  return stepsOf(tokensOf(name.replaceAll("_", " "))).join("");
}

/** A spelling's letters without what is between its words. */
export function lettersOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(" ");
}

function wordRule(
  counts: Exclude<SkillSpelling["counts"], "field">,
  made: Map<SkillRule, WordRule>,
): WordRule | undefined {
  if (counts === "always") return undefined;
  const rule = made.get(counts) ?? {
    exact: counts.exact,
    inside: counts.inside,
    notAfter: phraseTrie(counts.notAfter, "backwards"),
    notBefore: phraseTrie(counts.notBefore, "forwards"),
    after: phraseTrie(counts.after, "backwards"),
    before: phraseTrie(counts.before, "forwards"),
    beside: new Set(counts.beside),
    wantsNothing: !counts.inside && [counts.after, counts.before, counts.beside].every(({ length }) => length === 0),
  };
  made.set(counts, rule);
  return rule;
}

/** Phrases by their keys: how words are tied to each other does not matter in them. */
function phraseTrie(phrases: readonly string[], way: "forwards" | "backwards"): Trie<true> {
  const trie = emptyTrie<true>();
  for (const phrase of phrases) {
    const keys = tokensOf(phrase).map(({ key }) => key);
    insert(trie, way === "forwards" ? keys : keys.toReversed(), true);
  }
  return trie;
}

function emptyTrie<T>(): Trie<T> {
  return { next: new Map(), ends: [] };
}

function insert<T>(trie: Trie<T>, steps: readonly string[], end: T): void {
  let node = trie;
  for (const step of steps) {
    const next = node.next.get(step) ?? emptyTrie<T>();
    node.next.set(step, next);
    node = next;
  }
  node.ends.push(end);
}
