/** A word, a sign or a line's end of a text, as skills are looked for in it. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** In lower case; the end of a line is "\n", an address of the web or of mail is "". */
  readonly key: string;
  readonly kind: "word" | "sign" | "line" | "address";
  /** How it is tied to the token before: not at all, by nothing between them, or by one hyphen. */
  readonly tie: "none" | "glued" | "hyphen";
}

/** A run of Latin letters and digits, one of other letters, or one sign: "使用Python" is two words, "C++" a word and two signs. */
const PARTS = /[\p{Script=Latin}\p{M}\p{Nd}]+|(?:(?!\p{Script=Latin})[\p{L}\p{N}])+|./gu;
/** Most chunks are such a word, and need no second look. */
const PLAIN_WORD = /^[a-zA-Z]+$/;
const WORD = /^[\p{L}\p{M}\p{N}]/u;
/** A hyphen inside a word, however it is typed. */
const HYPHEN = /^[-\u2010\u2011\u2012\u2013\uFE63\uFF0D]$/u;

/**
 * The words and signs of a text in order. Compatible letters are one ("𝐏ython" is "Python"), as are apostrophes. A hyphen
 * between two words is no token but a tie. Each character is looked at a fixed number of times.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [chunk] of text
    .normalize("NFKC")
    .replaceAll("’", "'")
    .matchAll(/\n|[^\s\p{Cf}\p{Cc}]+/gu)) {
    if (PLAIN_WORD.test(chunk)) tokens.push({ text: chunk, key: chunk.toLowerCase(), kind: "word", tie: "none" });
    else if (chunk === "\n") tokens.push({ text: chunk, key: chunk, kind: "line", tie: "none" });
    else if (isAddress(chunk)) tokens.push({ text: chunk, key: "", kind: "address", tie: "none" });
    else pushParts(chunk.match(PARTS) ?? [], tokens);
  }
  return tokens;
}

function isAddress(chunk: string): boolean {
  if (!/[:.@]/.test(chunk)) return false;
  return chunk.includes("://") || /^\W?www\./.test(chunk) || chunk.indexOf("@") > 0;
}

function pushParts(parts: readonly string[], tokens: Token[]): void {
  let tie: Token["tie"] = "none";
  parts.forEach((part, index) => {
    const word = WORD.test(part);
    const joins = HYPHEN.test(part) && WORD.test(parts[index - 1] ?? "") && WORD.test(parts[index + 1] ?? "");
    if (!joins) tokens.push({ text: part, key: part.toLowerCase(), kind: word ? "word" : "sign", tie });
    tie = joins ? "hyphen" : "glued";
  });
}

/**
 * How the words of a spelling or phrase stand to each other, as keys of a trie: a space or a hyphen before a word is one space
 * in its key. Of "scikit-learn" and "Scikit learn" both are "scikit", " learn".
 */
export function stepsOf(tokens: readonly Token[]): string[] {
  return tokens.map((token, index) => step(token, index === 0));
}

export function step({ key, tie }: Token, first: boolean): string {
  return first || tie === "glued" ? key : ` ${key}`;
}
