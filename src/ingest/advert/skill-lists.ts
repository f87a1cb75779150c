import type { Mention } from "./skill-mentions.ts";
import type { Trie } from "./skill-rules.ts";
import type { Token } from "./skill-words.ts";

/**
 * The mentions that count: sure ones, and those that the list in which they stand vouches for. Two skills of one kind that
 * would both need to be vouched for do so for each other. Where a rule speaks against one of a list ("backed by Acme"), the
 * list vouches for no other that the same rule is about ("backed by Acme, Beta and Gamma").
 */
export function vouched(mentions: readonly Mention[], tokens: readonly Token[], joiners: Trie<true>): Mention[] {
  return lists(mentions, tokens, joiners).flatMap(accepted);
}

/** Mentions that stand in one list: of one sentence with few words between them, or alone on lines that follow each other. */
function lists(mentions: readonly Mention[], tokens: readonly Token[], joiners: Trie<true>): Mention[][] {
  const bare = bareLines(mentions, tokens);
  const found: Mention[][] = [];
  let before: Mention | undefined;
  for (const mention of mentions) {
    const list = found.at(-1);
    if (before !== undefined && list !== undefined && areListed(before, mention, tokens, joiners, bare))
      list.push(mention);
    else found.push([mention]);
    before = mention;
  }
  return found;
}

/** For each token the number of its line, and which lines hold no word but mentions. */
function bareLines(mentions: readonly Mention[], tokens: readonly Token[]): (token: number) => boolean {
  const lineOf: number[] = [];
  const words: number[] = [0];
  for (const { kind } of tokens) {
    lineOf.push(words.length - 1);
    if (kind === "line") words.push(0);
    else if (kind !== "sign") words[words.length - 1] = (words.at(-1) ?? 0) + 1;
  }
  for (const { from, to } of mentions)
    for (let index = from; index < to; index++)
      if (tokens[index]?.kind === "word") words[lineOf[index] ?? 0] = (words[lineOf[index] ?? 0] ?? 0) - 1;
  return (token) => words[lineOf[token] ?? 0] === 0;
}

/** Between two items: signs, joiners and at most this many other words ("Python (3 years), R"). */
const FEW_WORDS = 2;
/** Signs and words together. */
const FEW_TOKENS = 12;

function areListed(
  { to }: Mention,
  { from }: Mention,
  tokens: readonly Token[],
  joiners: Trie<true>,
  isBare: (token: number) => boolean,
): boolean {
  if (from - to > FEW_TOKENS) return false;
  let [words, signs, lines] = [0, 0, 0];
  for (let index = to; index < from; ) {
    const token = tokens[index];
    const joined = joinerLength(index, from, tokens, joiners);
    if (joined === 0 && endsSentence(index, tokens)) return false;
    if (joined > 0 || token?.kind === "sign") signs++;
    else if (token?.kind === "line") lines++;
    else words++;
    index += Math.max(1, joined);
  }
  if (lines > 0) return words === 0 && isBare(to - 1) && isBare(from);
  return words === 0 || (words <= FEW_WORDS && signs > 0);
}

/** How many tokens the longest joiner has that stands at a token; 0 for none. */
function joinerLength(at: number, end: number, tokens: readonly Token[], joiners: Trie<true>): number {
  let node: Trie<true> | undefined = joiners;
  let length = 0;
  for (let index = at; node !== undefined && index < end; index++) {
    node = node.next.get(tokens[index]?.key ?? "");
    if (node !== undefined && node.ends.length > 0) length = index + 1 - at;
  }
  return length;
}

/** A full stop that another letter is tied to, as in "3.5", ends no sentence. */
function endsSentence(index: number, tokens: readonly Token[]): boolean {
  const text = tokens[index]?.text ?? "";
  return /^[!?。！？]$/u.test(text) || (text === "." && tokens[index + 1]?.tie !== "glued");
}

function accepted(list: readonly Mention[]): Mention[] {
  const barred = new Set(list.flatMap((mention) => (mention.barred ? mention.rules : [])));
  const open = list.filter((mention) => mention.sure || !mention.rules.some((rule) => barred.has(rule)));
  const peers = namesByKind(open);
  const sure = new Set(open.filter((mention) => mention.sure || hasPeer(mention, peers)));
  const kinds = new Set([...sure].map(({ kind }) => kind));
  // A mention that the list vouches for vouches for others in turn; each round adds a kind, and there are few.
  for (let known = 0; known < kinds.size; ) {
    known = kinds.size;
    for (const mention of open) {
      if (sure.has(mention) || !isVouched(mention, kinds)) continue;
      sure.add(mention);
      kinds.add(mention.kind);
    }
  }
  return [...sure];
}

function isVouched({ beside }: Mention, kinds: ReadonlySet<string>): boolean {
  return beside.has("any") || [...beside].some((kind) => kinds.has(kind));
}

function hasPeer({ beside, kind }: Mention, peers: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return (beside.has("any") || beside.has(kind)) && (peers.get(kind)?.size ?? 0) > 1;
}

function namesByKind(list: readonly Mention[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { kind, name } of list) names.set(kind, (names.get(kind) ?? new Set()).add(name));
  return names;
}
