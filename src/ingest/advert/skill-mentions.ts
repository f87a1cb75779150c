import { lettersOf, type SkillRules, type TextSpelling, type Trie, type WordRule } from "./skill-rules.ts";
import { step, type Token } from "./skill-words.ts";

/** A place of a text that may name a skill: the tokens from `from` to before `to`. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly kind: string;
  /** Whether its words, and those right beside them, are enough. */
  readonly sure: boolean;
  /** A rule speaks against it: it names nothing, and nothing that the same rule is about in its list does unless it is sure. */
  readonly barred: boolean;
  readonly rules: readonly WordRule[];
  /** Kinds of skills that would vouch for it in a list; empty where nothing would. */
  readonly beside: ReadonlySet<string>;
}

/**
 * What may name a skill, from left to right; of two that overlap the first counts, of two that begin together the longer that
 * is not barred.
 */
export function mentionsIn(tokens: readonly Token[], rules: SkillRules): Mention[] {
  const mentions: Mention[] = [];
  let from = 0;
  while (from < tokens.length) {
    const mention = longestAt(from, tokens, rules);
    if (mention !== undefined) mentions.push(mention);
    from = mention?.to ?? from + 1;
  }
  return mentions;
}

function longestAt(from: number, tokens: readonly Token[], { spellings }: SkillRules): Mention | undefined {
  let node: Trie<TextSpelling> | undefined = spellings;
  let longest: Mention | undefined;
  for (let to = from; node !== undefined; to++) {
    const token = tokens[to];
    if (token === undefined) break;
    const key = step(token, to === from);
    const versionless: Trie<TextSpelling> | undefined = node.next.get(withoutVersion(key));
    node = node.next.get(key);
    if (node === undefined && versionless === undefined) break;
    const firm = versionless?.ends.filter(({ rule }) => rule === undefined) ?? [];
    const ends = [...(node?.ends ?? []), ...firm].filter((end) => isWritten(end, from, to + 1, tokens));
    const mention = mentionOf(ends, from, to + 1, tokens);
    if (mention !== undefined && (!mention.barred || longest?.barred !== false)) longest = mention;
  }
  return longest;
}

/** "Python3" is Python; of "S3" and "D3" less than a word would be left. */
function withoutVersion(key: string): string {
  if (/[a-zA-Z]$/.test(key)) return "";
  return /\p{Nd}$/u.test(key) && key.length <= MAX_WORD ? key.replace(/(?<=\p{L}{3})\p{Nd}+$/u, "") : "";
}

/** Longer words have no version: a hostile one shall not be searched. */
const MAX_WORD = 40;

function mentionOf(
  written: readonly TextSpelling[],
  from: number,
  to: number,
  tokens: readonly Token[],
): Mention | undefined {
  const [first] = written;
  if (first === undefined) return undefined;
  const free = written.filter(({ rule }) => rule === undefined || !isOpposed(rule, from, to, tokens));
  const beside = tokens[to]?.tie === "hyphen" ? [] : free.flatMap(({ rule }) => [...(rule?.beside ?? [])]);
  return {
    from,
    to,
    name: first.name,
    kind: first.kind,
    sure: free.some(({ rule }) => rule === undefined || hasEvidence(rule, from, to, tokens)),
    barred: free.length === 0,
    rules: written.flatMap(({ rule }) => rule ?? []),
    beside: new Set(beside),
  };
}

/** Whether the words stand there as the spelling wants them. */
function isWritten({ letters, rule }: TextSpelling, from: number, to: number, tokens: readonly Token[]): boolean {
  if (!isWhole(from, to, tokens)) return false;
  if (rule === undefined) return true;
  if (rule.exact && lettersOf(tokens.slice(from, to)) !== letters) return false;
  return rule.wantsNothing || standsAlone(from, to, tokens);
}

function isOpposed(rule: WordRule, from: number, to: number, tokens: readonly Token[]): boolean {
  return reads(rule.notBefore, to, 1, tokens) || reads(rule.notAfter, from - 1, -1, tokens);
}

/** No part of a longer name: not "c" in "_c_", not "Python" in "python.org", not ".NET" in "example.net". */
function isWhole(from: number, to: number, tokens: readonly Token[]): boolean {
  const [before, first, after, beyond] = [tokens[from - 1], tokens[from], tokens[to], tokens[to + 1]];
  if (first?.tie === "glued" && before !== undefined) {
    if (/^[_@\\]$/.test(before.text)) return false;
    if (before.text === "." && tokens[from - 1]?.tie === "glued" && /^\p{Ll}/u.test(first.text)) return false;
    if (first.kind === "sign" && before.kind === "word") return false;
  }
  if (after?.tie !== "glued") return true;
  if (after.text === "_") return false;
  return !(after.text === "." && beyond?.tie === "glued" && /^\p{Ll}/u.test(beyond.text));
}

/**
 * Tied to nothing but the signs of a list or a word of another script: not "R" in "R&D", "non-R" or "R.A.". A hyphen may
 * follow, as in "Go-based".
 */
function standsAlone(from: number, to: number, tokens: readonly Token[]): boolean {
  const [before, first, after, beyond] = [tokens[from - 1], tokens[from], tokens[to], tokens[to + 1]];
  if (first?.tie === "hyphen" || (first?.tie === "glued" && !isLoose(before))) return false;
  if (after?.tie !== "glued" || isLoose(after)) return true;
  return after.text === "." && beyond?.tie !== "glued";
}

function isLoose(token: Token | undefined): boolean {
  return token?.kind === "word" || LISTING.test(token?.text ?? "");
}

const LISTING = /^[,;:/|()[\]{}"“”„«»•·…!?*–—、，；：（）]$/u;

function hasEvidence(rule: WordRule, from: number, to: number, tokens: readonly Token[]): boolean {
  if (rule.wantsNothing || reads(rule.before, to, 1, tokens)) return true;
  if (tokens[to]?.tie === "hyphen") return false;
  return reads(rule.after, from - 1, -1, tokens) || (rule.inside && isInside(from, tokens));
}

/** Whether one of the phrases stands at a token, read forwards (1) or backwards (-1). */
function reads(phrases: Trie<true>, at: number, way: 1 | -1, tokens: readonly Token[]): boolean {
  let node: Trie<true> | undefined = phrases;
  for (let index = at; node !== undefined; index += way) {
    if (node.ends.length > 0) return true;
    const token = tokens[index];
    node = token === undefined ? undefined : node.next.get(token.key);
  }
  return false;
}

/** Whether words of the same sentence stand before: a capital letter then is no sentence's first. Looks few signs far. */
function isInside(from: number, tokens: readonly Token[]): boolean {
  for (let index = from - 1; index >= from - FEW_SIGNS; index--) {
    const token = tokens[index];
    if (token === undefined || token.kind === "line" || OPENING.test(token.text)) return false;
    if (token.kind !== "sign") return true;
  }
  return false;
}

const FEW_SIGNS = 6;
/** After these a sentence or an item begins. */
const OPENING = /^[.!?•·‣▪●○*–—。！？-]$/u;
