import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** What is wrong with a text file, and on which of its lines, counted from 1. */
export interface TextProblem {
  readonly line: number;
  readonly why: string;
  readonly fix: string;
}

export interface FrontMatter {
  /** In the order written. A value that is no plain text (a list, a group, an alias) is undefined. */
  readonly entries: readonly FrontMatterEntry[];
  /** The text below the front matter, by lines without their ends. */
  readonly body: readonly string[];
  /** The number of the body's first line. */
  readonly bodyLine: number;
}

export interface FrontMatterEntry {
  readonly key: string;
  readonly value: string | undefined;
  readonly line: number;
  /** The texts of a value that is a list of plain texts, and nothing else; undefined for any other. */
  readonly items: readonly { readonly value: string; readonly line: number }[] | undefined;
}

const FENCE = "---";

/**
 * A text that may begin with YAML between two lines of `---`. Every value is read as the text it is, so that `2023` or `yes`
 * never turns into something else. A text without front matter has no entries; a list of problems is given for one whose front
 * matter cannot be read.
 */
export function frontMatterOf(text: string): FrontMatter | readonly TextProblem[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  if (lines[0]?.trimEnd() !== FENCE) return { entries: [], body: lines, bodyLine: 1 };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE);
  if (end === -1) {
    const fix = `Close the front matter with a line of ${FENCE}.`;
    return [{ line: 1, why: "the front matter has no end", fix }];
  }
  const entries = entriesOf(lines.slice(1, end).join("\n"));
  return isProblems(entries) ? entries : { entries, body: lines.slice(end + 1), bodyLine: end + 2 };
}

export function isProblems<T extends object>(read: T | readonly TextProblem[]): read is readonly TextProblem[] {
  return Array.isArray(read) && read.some((each) => "why" in each);
}

function entriesOf(source: string): FrontMatter["entries"] | readonly TextProblem[] {
  const lineCounter = new LineCounter();
  // One line of the text stands above the source.
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  const document = documentOf(source, lineCounter);
  if (document === undefined) return [{ line: 2, why: "the front matter is too deep to read", fix: FORM }];
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return faults.map(({ message, pos }) => ({ line: lineAt(pos[0]), why: inOneLine(message), fix: FORM }));
  if (document.contents === null) return [];
  if (!isMap(document.contents)) return [{ line: 2, why: "the front matter is no list of keys and values", fix: FORM }];
  return document.contents.items.map(({ key, value }) => ({
    key: isScalar(key) ? String(key.value) : "",
    value: value === null ? "" : isScalar(value) ? String(value.value ?? "") : undefined,
    line: lineAt(isScalar(key) ? (key.range?.[0] ?? 0) : 0),
    items: itemsOf(value, lineAt),
  }));
}

function itemsOf(value: unknown, lineAt: (offset: number) => number): FrontMatterEntry["items"] {
  if (!isSeq(value)) return undefined;
  const texts = value.items.filter(isScalar);
  if (texts.length < value.items.length) return undefined;
  return texts.map((each) => ({ value: String(each.value ?? ""), line: lineAt(each.range?.[0] ?? 0) }));
}

const FORM = "Write a line per key, like  subject: 'Pay rose this week'.";

/** Undefined for what is nested deeper than can be read. */
function documentOf(source: string, lineCounter: LineCounter) {
  try {
    return parseDocument(source, { schema: "failsafe", lineCounter, prettyErrors: false, logLevel: "silent" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function inOneLine(message: string): string {
  return `the front matter cannot be read: ${message.split("\n")[0]?.replace(/\.$/, "") ?? ""}`;
}
