import type { TextProblem } from "./front-matter.ts";
import { LETTER_CALLS, letterCall, type Shown } from "./letter-call.ts";
import type { Style } from "./prose.ts";

/** A piece of the editor's text. The line is where it stands in the file. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  /** What is printed of a fact: its number, the size and direction of its change, or the word that the change earned. */
  | { readonly kind: "claim"; readonly show: Shown; readonly fact: string; readonly line: number }
  /** Digits that state nothing about the data: why, or null for a name that holds them. */
  | { readonly kind: "literal"; readonly text: string; readonly reason: string | null; readonly line: number }
  | { readonly kind: "styled"; readonly style: Style; readonly inner: readonly Inline[] };

export interface InlineText {
  readonly pieces: readonly Inline[];
  readonly problems: readonly TextProblem[];
}

export interface InlineSource {
  /** Inert already (`domain/text.ts`). */
  readonly lines: readonly string[];
  /** The number of the first. */
  readonly line: number;
  /** Whether *, ** and links mean something. */
  readonly styles: boolean;
}

const CALL = String.raw`\{\{\s*(?<call>(?:n|delta|verdict|name|lit)(?![\p{L}\p{N}_-])[^{}\n]*)\}\}`;
const BRACES = String.raw`(?<braces>\{\{|\}\})`;
/** Words without brackets, and an address that may hold pairs of parentheses. */
const LINK = String.raw`\[(?<words>[^[\]]+)\]\((?<address>(?:[^\s()]|\([^\s()]*\))*)\)`;
const SIGNS = [
  String.raw`\\(?<escaped>[!-\/:-@\[-\x60{-~])`,
  String.raw`(?<stars>\*+)`,
  String.raw`(?<image>!\[)`,
  "(?<code>`)",
  String.raw`(?<html><[a-zA-Z\/!?])`,
  String.raw`(?<entity>&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]+\d*);)`,
  String.raw`(?<underscore>(?<![\p{L}\p{N}_])_{1,2}(?=[^\s_][^_\n]*_))`,
];
const STYLED = new RegExp([CALL, BRACES, LINK, ...SIGNS].join("|"), "gu");
const UNSTYLED = new RegExp([CALL, BRACES].join("|"), "gu");

const REFUSED: Readonly<Record<string, { readonly why: string; readonly fix: string }>> = {
  braces: {
    why: "double braces that are no number",
    fix: LETTER_CALLS,
  },
  image: { why: "an image", fix: "The letter's images are its charts; a link may lead to others." },
  code: { why: "a code mark", fix: "Write plain words, or \\` for the sign itself." },
  html: { why: "HTML", fix: "Use *emphasis*, **strong** or [words](https://…), or \\< for the sign itself." },
  entity: { why: "an HTML entity", fix: "Write the character itself." },
  underscore: { why: "emphasis by underscores", fix: "Use *emphasis*, or \\_ for the sign itself." },
};

/**
 * The pieces of some lines of the editor's text, with a problem for everything that cannot be printed as it is meant. Signs
 * without a meaning here are the signs themselves. Each character is read once.
 */
export function inlineText({ lines, line, styles }: InlineSource): InlineText {
  const text = lines.join("\n");
  const reading = readingOf(text, line);
  let read = 0;
  for (const match of text.matchAll(styles ? STYLED : UNSTYLED)) {
    reading.put({ kind: "text", text: text.slice(read, match.index).replaceAll("\n", " ") });
    readSign(match, reading);
    read = match.index + match[0].length;
  }
  reading.put({ kind: "text", text: text.slice(read).replaceAll("\n", " ") });
  return reading.done();
}

/** What was read so far: pieces in the innermost style that is still open. */
interface Reading {
  readonly text: string;
  lineAt(offset: number): number;
  put(piece: Inline): void;
  problem(offset: number, why: string, fix: string): void;
  add(problems: readonly TextProblem[]): void;
  readonly open: { readonly style: "emphasis" | "strong"; readonly pieces: Inline[]; readonly offset: number }[];
  done(): InlineText;
}

function readingOf(text: string, first: number): Reading {
  const pieces: Inline[] = [];
  const problems: TextProblem[] = [];
  const open: Reading["open"] = [];
  const lineAt = (offset: number) => first + text.slice(0, offset).split("\n").length - 1;
  return {
    text,
    lineAt,
    open,
    put: (piece) => {
      if (piece.kind !== "text" || piece.text !== "") (open.at(-1)?.pieces ?? pieces).push(piece);
    },
    problem: (offset, why, fix) => problems.push({ line: lineAt(offset), why, fix }),
    add: (more) => problems.push(...more),
    done: () => {
      const fix = "Close it, or write \\* for the sign itself.";
      const unclosed = open.map(({ offset }) => ({ line: lineAt(offset), why: "a * has no partner", fix }));
      return { pieces, problems: [...problems, ...unclosed] };
    },
  };
}

function readSign(match: RegExpExecArray, reading: Reading): void {
  const { call, escaped, stars, words, address, ...signs } = match.groups ?? {};
  const { index } = match;
  if (call !== undefined) readCall(call, index, reading);
  else if (escaped !== undefined) reading.put({ kind: "text", text: escaped });
  else if (stars !== undefined) readStars(stars.length, index, reading);
  else if (words !== undefined) readLink(words, address ?? "", index, reading);
  else {
    const [name = ""] = Object.entries(signs).find(([, sign]) => sign !== undefined) ?? [];
    const refused = REFUSED[name];
    if (refused !== undefined) reading.problem(index, `${refused.why} cannot stand here`, refused.fix);
  }
}

function readCall(call: string, offset: number, reading: Reading): void {
  const line = reading.lineAt(offset);
  const read = letterCall(call);
  if (read.kind === "problem") reading.problem(offset, read.why, read.fix);
  else reading.put({ ...read, line });
}

/** Stars close what they can of the styles that are open, innermost first, and open others with the rest. */
function readStars(count: number, offset: number, reading: Reading): void {
  const spaceBefore = /^\s?$/u.test(reading.text.slice(0, offset).slice(-1));
  const spaceAfter = /^\s?$/u.test(reading.text.charAt(offset + count));
  if (spaceBefore && spaceAfter) reading.put({ kind: "text", text: "*".repeat(count) });
  else if (count > 3) reading.problem(offset, `${count} stars in a row`, "Use *emphasis* or **strong**.");
  else {
    const left = spaceBefore ? count : closed(count, reading);
    if (left > 0 && spaceAfter) reading.problem(offset, "a * closes nothing", "Write \\* for the sign itself.");
    else {
      if (left >= 2) reading.open.push({ style: "strong", pieces: [], offset });
      if (left % 2 === 1) reading.open.push({ style: "emphasis", pieces: [], offset });
    }
  }
}

/** Closes open styles, and says how many stars are left over. */
function closed(count: number, { open, put }: Reading): number {
  let left = count;
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const needed = last.style === "strong" ? 2 : 1;
    if (left < needed || (left === 2 && needed === 1)) break;
    open.pop();
    put({ kind: "styled", style: last.style, inner: last.pieces });
    left -= needed;
  }
  return left;
}

function readLink(words: string, address: string, offset: number, reading: Reading): void {
  const line = reading.lineAt(offset);
  const { pieces, problems } = inlineText({ lines: words.split("\n"), line, styles: true });
  reading.add(problems);
  const style = addressOf(address);
  if (style === undefined) reading.problem(offset, `"${address}" cannot be linked`, "Use a whole https:// address.");
  else reading.put({ kind: "styled", style, inner: pieces });
}

/** A whole web address in ASCII that tells nobody's password; undefined for any other. */
function addressOf(address: string): Style | undefined {
  if (!URL.canParse(address)) return undefined;
  const { href, protocol, username, password } = new URL(address);
  if (protocol !== "https:" || username !== "" || password !== "" || !/^[!-~]+$/.test(href)) return undefined;
  return /["'<>`{}\\|^]/.test(href) ? undefined : `https://${href.slice("https://".length)}`;
}
