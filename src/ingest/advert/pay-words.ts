/** A piece of a text: a number with its separators, a word of letters, one other character, or the end of a line. */
export interface Token {
  readonly kind: "number" | "word" | "mark" | "break";
  readonly text: string;
  /** In lower case. */
  readonly key: string;
  /** Offsets in the text. */
  readonly at: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

/** Phrases by their first word in lower case, the longest first. */
export type Lexicon<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

interface Phrase<T> {
  readonly words: readonly string[];
  /** It holds a capital letter, so it is matched as it is written. */
  readonly exact: boolean;
  readonly says: T;
}

/** A phrase found: tokens `from` to `to` (exclusive). */
export interface Found<T> {
  readonly from: number;
  readonly to: number;
  readonly says: T;
}

export interface Findings<T> {
  /** By the token at which a phrase begins, or ends (its last). */
  readonly starting: ReadonlyMap<number, Found<T>>;
  readonly ending: ReadonlyMap<number, Found<T>>;
}

// A number in groups of three with spaces between ("120 000,50"), or with other separators ("1,20,000.00"). Every repeat
// consumes a separator and digits, so there is one way to match and the work is linear.
const PIECE =
  /\n|\d{1,3}(?: \d{3}(?!\d|[.,'’]\d{3}))+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,'’]\d+)*|\p{L}[\p{L}\p{M}]*|[^\s]/gu;
const LETTER = /\p{L}/u;
/** Most words are told by this alone, which is faster. */
const PLAIN_LETTER = /^[a-zA-Z]/;
/** An amount begins here, with the letters of its currency or without: "US$150K", "CAD 150". */
const AMOUNT = /^\p{L}{0,3}[^\p{L}\s]? ?\d/u;

/**
 * The pieces of a text in their order. A hyphen between letters is none ("sign-on" is two words) unless it stands between
 * amounts ("120K-US$150K"). Linear in the text's length.
 */
export function textTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: piece, index: at } of text.matchAll(PIECE)) {
    const end = at + piece.length;
    const kind = kindOf(piece);
    const isJoint = piece === "-" && LETTER.test(text[at - 1] ?? "") && LETTER.test(text[end] ?? "");
    const isBehindNumber = tokens.at(-1)?.spaced === false && tokens.at(-2)?.kind === "number";
    if (!isJoint || isBehindNumber || AMOUNT.test(text.slice(end, end + 8)))
      tokens.push({ kind, text: piece, key: piece.toLowerCase(), at, end, spaced: at > last });
    last = end;
  }
  return tokens;
}

/** Phrases with what they say; one phrase that is given several times says all of it. */
export function lexiconOf<T extends object>(entries: readonly (readonly [string, T])[]): Lexicon<T> {
  const byPhrase = new Map<string, Phrase<T>>();
  for (const [phrase, says] of entries) {
    const words = textTokens(phrase).map(({ text }) => text);
    const known = byPhrase.get(words.join(" "));
    byPhrase.set(words.join(" "), {
      words,
      exact: phrase !== phrase.toLowerCase(),
      says: known === undefined ? says : { ...known.says, ...says },
    });
  }
  const lexicon = new Map<string, Phrase<T>[]>();
  for (const phrase of byPhrase.values()) {
    const first = phrase.words[0]?.toLowerCase() ?? "";
    lexicon.set(
      first,
      [...(lexicon.get(first) ?? []), phrase].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return lexicon;
}

/** Every phrase of the lexicon in the tokens, from the left, the longest at each place, none inside another. */
export function findPhrases<T>(tokens: readonly Token[], lexicon: Lexicon<T>): Findings<T> {
  const starting = new Map<number, Found<T>>();
  const ending = new Map<number, Found<T>>();
  for (let from = 0; from < tokens.length; from++) {
    const first = lexicon.get(tokens[from]?.key ?? "");
    if (first === undefined) continue;
    const phrase = first.find((candidate) => standsAt(candidate, tokens, from));
    if (phrase === undefined) continue;
    const found = { from, to: from + phrase.words.length, says: phrase.says };
    starting.set(from, found);
    ending.set(found.to - 1, found);
    from = found.to - 1;
  }
  return { starting, ending };
}

function standsAt<T>({ words, exact }: Phrase<T>, tokens: readonly Token[], from: number): boolean {
  return words.every((word, index) => {
    const token = tokens[from + index];
    return (exact ? token?.text : token?.key) === word;
  });
}

function kindOf(piece: string): Token["kind"] {
  const first = piece.charCodeAt(0);
  if (first === 10) return "break";
  if (first >= 48 && first <= 57) return "number";
  return PLAIN_LETTER.test(piece) || LETTER.test(piece) ? "word" : "mark";
}
