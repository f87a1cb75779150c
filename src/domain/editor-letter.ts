import { ReportError } from "../errors.ts";
import { type FrontMatterEntry, frontMatterOf, isProblems, type TextProblem } from "./front-matter.ts";
import { type Inline, type InlineText, inlineText } from "./inline-text.ts";
import { inertText } from "./text.ts";

/** One line or paragraph of the editor's, with the line it begins on in the file. */
export interface EditorText {
  readonly line: number;
  readonly pieces: readonly Inline[];
}

/** A fact, or a change as `<slice>.<metric>` with or without its window. */
export interface EditorChoice {
  readonly id: string;
  readonly line: number;
}

/** What the editor says in `letter.md`. Private notes are read past and kept nowhere. */
export interface EditorLetter {
  readonly subject: EditorText | null;
  readonly preheader: EditorText | null;
  /** Paragraphs in order; may be none. */
  readonly intro: readonly EditorText[];
  /** What must be told, in this order. */
  readonly pins: readonly EditorChoice[];
  /** What neither lead nor briefs may tell. */
  readonly mutes: readonly EditorChoice[];
  /** The source by lines, so that a number that is no claim can be found in it. Notes are blanked out. */
  readonly lines: readonly string[];
}

const KEYS = ["subject", "preheader", "pins", "mutes", "notes"] as const;
const LISTS: readonly string[] = ["pins", "mutes"];

/** More than a letter has room for: whoever writes as many meant something else. */
const MOST_CHOICES = 40;

/** A letter this long would be clipped by mail programs several times over. */
const MAX_LENGTH = 50_000;

/** Markdown of whole blocks that a letter has no place for. */
const BLOCKS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /^ {0,3}#{1,6}(\s|$)/, why: "a heading" },
  { pattern: /^ {0,3}(?:[-+*]|\d{1,9}[.)])\s/, why: "a list" },
  { pattern: /^ {0,3}>/, why: "a quotation" },
  { pattern: /^ {0,3}(?:```|~~~)/, why: "a block of code" },
  { pattern: /^ {0,3}(?:=+|-+|(?:[*_-]\s*){3,})\s*$/, why: "a rule or an underlined heading" },
  { pattern: /^ {0,3}\|/, why: "a table" },
  { pattern: /^ {0,3}\[[^\]]+\]:/, why: "a footnote or a reference" },
];

const PLAIN_PARAGRAPHS =
  "The intro is made of paragraphs with an empty line between them; begin the line with another word, or with \\ before the sign.";

/** `letter.md`, checked whole: one `letter-invalid` names every problem with its line. `path` is for the message. */
export function parseEditorLetter(text: string, path: string): EditorLetter {
  if (text.length > MAX_LENGTH)
    throw letterInvalid(path, [
      { line: 1, why: `it has ${text.length} characters`, fix: `Use at most ${MAX_LENGTH}.` },
    ]);
  // What cannot be decoded is read as this sign.
  const undecoded = text
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) =>
      line.includes("\uFFFD") ? [{ line: index + 1, why: "it is not UTF-8 text", fix: "Save the file as UTF-8." }] : [],
    );
  if (undecoded.length > 0) throw letterInvalid(path, undecoded);
  const parts = frontMatterOf(text);
  if (isProblems(parts)) throw letterInvalid(path, parts);
  const { entries, body, bodyLine } = parts;
  const problems: TextProblem[] = entries.flatMap(keyProblem);
  const take = (line: number, read: InlineText): EditorText => {
    problems.push(...read.problems);
    return { line, pieces: read.pieces };
  };
  const single = (key: "subject" | "preheader"): EditorText | null => {
    const entry = entries.find((each) => each.key === key);
    const said = inertText(entry?.value ?? "");
    if (entry === undefined || said === "") return null;
    return take(entry.line, inlineText({ lines: [said], line: entry.line, styles: false }));
  };
  const subject = single("subject");
  const preheader = single("preheader");
  const intro = paragraphsOf(body, bodyLine).map(({ line, lines }) => {
    problems.push(...lines.flatMap((each, index) => blockProblem(each, line + index)));
    return take(line, inlineText({ lines: lines.map(inertText), line, styles: true }));
  });
  const choices = (key: "pins" | "mutes") => choicesOf(entries.find((each) => each.key === key));
  const [pins, mutes] = [choices("pins"), choices("mutes")];
  problems.push(...contradictions(pins, mutes));
  if (problems.length > 0) throw letterInvalid(path, problems);
  const said = entries.filter(({ key }) => key === "subject" || key === "preheader");
  const head = Array.from(
    { length: bodyLine - 1 },
    (_, index) => said.find(({ line }) => line === index + 1)?.value ?? "",
  );
  return { subject, preheader, intro, pins, mutes, lines: [...head, ...body] };
}

/** The words that the editor wrote, without numbers and marks: whatever they look like, no template left them over. */
export function editorWordsIn({ subject, preheader, intro }: EditorLetter): string[] {
  const wordsOf = (pieces: readonly Inline[]): string[] =>
    pieces.flatMap((piece) => {
      if (piece.kind === "styled") return wordsOf(piece.inner);
      return piece.kind === "text" && piece.text.trim() !== "" ? [piece.text] : [];
    });
  return [subject, preheader, ...intro].flatMap((text) => (text === null ? [] : wordsOf(text.pieces)));
}

/**
 * Everything a letter asks for, as one text: equal for letters that differ in notes, blank space or order of keys alone, and
 * empty for one that asks for nothing.
 */
export function askedBy({ subject, preheader, intro, pins, mutes }: EditorLetter): string {
  const texts = [subject, preheader, ...intro].filter((text) => text !== null);
  if (texts.length + pins.length + mutes.length === 0) return "";
  const said = { subject, preheader, intro, pins, mutes };
  return JSON.stringify(said, (key, value) => (key === "line" ? undefined : value));
}

/** The failure that names the file and each line at fault, in order. */
export function letterInvalid(path: string, problems: readonly TextProblem[]): ReportError {
  const inOrder = [...problems].sort((one, other) => one.line - other.line);
  const told = inOrder.slice(0, 5).map(({ line, why }) => `line ${line}: ${why}`);
  const more = inOrder.length > told.length ? `; and ${inOrder.length - told.length} more` : "";
  return new ReportError(
    "letter-invalid",
    `${path} cannot be used: ${told.join("; ")}${more}.`,
    [...new Set(inOrder.slice(0, 5).map(({ fix }) => fix))].join(" "),
    { details: { path, problems: inOrder } },
  );
}

function keyProblem({ key, value, line, items }: FrontMatterEntry): TextProblem[] {
  const known = KEYS.join(", ");
  if (!KEYS.some((each) => each === key))
    return [{ line, why: `"${inertText(key)}" is no key of a letter`, fix: `The keys are: ${known}.` }];
  if (LISTS.includes(key)) return listProblem({ key, value, line, items });
  if (value === undefined && key !== "notes")
    return [
      {
        line,
        why: `"${key}" is not one line of text`,
        fix: "Write it as one text, in single quotes if it holds a colon or a brace.",
      },
    ];
  return [];
}

function listProblem({ key, value, line, items }: FrontMatterEntry): TextProblem[] {
  const fix = `Write a line per id below "${key}:", like  - data-engineer.pay.`;
  if (items === undefined) return value === undefined ? [{ line, why: `"${key}" is no list of ids`, fix }] : [];
  const empty = items.filter((item) => inertText(item.value) === "");
  if (items.length > MOST_CHOICES)
    return [{ line, why: `"${key}" has ${items.length} ids`, fix: `Give at most ${MOST_CHOICES}.` }];
  return empty.map((item) => ({ line: item.line, why: `an id of "${key}" is empty`, fix }));
}

/** One id may stand as a plain text; the same one twice counts once. */
function choicesOf(entry: FrontMatterEntry | undefined): EditorChoice[] {
  if (entry === undefined) return [];
  const single = inertText(entry.value ?? "");
  const given = entry.items ?? (single === "" ? [] : [{ value: single, line: entry.line }]);
  const byId = new Map<string, EditorChoice>();
  for (const { value, line } of given) {
    const id = inertText(value);
    if (!byId.has(id)) byId.set(id, { id, line });
  }
  return [...byId.values()];
}

function contradictions(pins: readonly EditorChoice[], mutes: readonly EditorChoice[]): TextProblem[] {
  return mutes
    .filter(({ id }) => pins.some((pin) => pin.id === id))
    .map(({ id, line }) => ({ line, why: `"${id}" is pinned and muted`, fix: "Take it out of one of the two." }));
}

function blockProblem(line: string, number: number): TextProblem[] {
  const found = BLOCKS.find(({ pattern }) => pattern.test(line));
  return found === undefined ? [] : [{ line: number, why: `${found.why} cannot stand here`, fix: PLAIN_PARAGRAPHS }];
}

/** Runs of lines that are not empty. */
function paragraphsOf(body: readonly string[], first: number): { line: number; lines: string[] }[] {
  const paragraphs: { line: number; lines: string[] }[] = [];
  let within = false;
  for (const [index, line] of body.entries()) {
    const filled = inertText(line) !== "";
    if (filled && !within) paragraphs.push({ line: first + index, lines: [] });
    if (filled) paragraphs.at(-1)?.lines.push(line);
    within = filled;
  }
  return paragraphs;
}
