import { displayWidth } from "../domain/display-width.ts";
import { type Block, type BlockMaker, blockMaker } from "./seen-blocks.ts";

interface Line {
  readonly text: string;
  readonly start: number;
}

const ITEM = /^[*•] /;
const RULE = /^(?:-{3,}|={3,})$/;
const COLUMNS = /^-+(?: {2,}-+)+$/;

/** A line holds shorter words whole; a longer one may have been cut where the line ends. */
export const CUT_FROM = 60;

/**
 * The blocks of a plain text: paragraphs, headings (a line of - or = below them), items, and the rows of its tables, whether in
 * columns or as a name with a line per column below it. Lines of a paragraph are one text; a word of one of the names that was
 * cut at the end of a line is one word again.
 */
export function textBlocks(text: string, names: readonly string[] = []): Block[] {
  const cut = wordsOver(CUT_FROM, names);
  const maker = blockMaker();
  for (const group of groupsOf(text)) {
    const columns = group.findIndex(({ text: line }) => COLUMNS.test(line));
    if (columns > 0) addTable(group, columns, maker);
    else addLines(group, cut, maker);
  }
  return maker.blocks;
}

/** A card's letters are so large that it cuts shorter words. */
const CUT_ON_CARD = 16;

/** Each line that is not empty as a block of its own, as on a card; lines that `told` has as one text are one. */
export function lineBlocks(text: string, told: string, names: readonly string[] = []): Block[] {
  const maker = blockMaker();
  const cut = wordsOver(CUT_ON_CARD, names);
  const whole = told.replace(/\s+/gu, " ");
  const lines = groupsOf(text).flat();
  for (const [index, line] of lines.entries()) {
    addText(line, maker);
    const next = lines[index + 1]?.text ?? "";
    if (isCutBetween(line.text, next, cut)) continue;
    if (next !== "" && whole.includes(`${line.text} ${next}`)) maker.add(" ", line.start + line.text.length);
    else maker.end();
  }
  return maker.blocks;
}

/** Runs of lines that are not empty. */
function groupsOf(text: string): Line[][] {
  const groups: Line[][] = [[]];
  let start = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") groups.push([]);
    else groups.at(-1)?.push({ text: line, start });
    start += line.length + 1;
  }
  return groups.filter(({ length }) => length > 0);
}

function addLines(group: readonly Line[], cut: readonly string[], maker: BlockMaker): void {
  const at = (index: number) => group[index]?.text ?? "";
  const isList = group.some(
    ({ text }, index) => !isIndented(text) && !ITEM.test(text) && isCell(at(index + 1)) && isCell(at(index + 2)),
  );
  for (const [index, line] of group.entries()) {
    if (RULE.test(line.text)) continue;
    const next = group[index + 1]?.text ?? "";
    const isName = isList && !isIndented(line.text);
    if (ITEM.test(line.text) || (isName && (index === 0 || isIndented(at(index - 1))))) maker.end();
    addText(isCutBetween(at(index - 1), line.text, cut) ? unindented(line) : line, maker);
    if (RULE.test(next)) maker.end(true);
    else if (isCutBetween(line.text, next, cut)) continue;
    else if (isName && next !== "" && !isIndented(next)) maker.add(" ", line.start + line.text.length);
    else if (isList) {
      const continues = /^ {3,}\S/.test(next) && !isCell(next);
      if (!continues) maker.cell(isCell(line.text) ? labelOf(line.text) : null);
    } else if (!isIndented(line.text) && isIndented(next) && !ITEM.test(line.text)) maker.end();
    else maker.add(" ", line.start + line.text.length);
  }
  maker.end();
}

function wordsOver(width: number, names: readonly string[]): string[] {
  return names.flatMap((name) => name.split(/\s+/u)).filter((word) => displayWidth(word) > width);
}

/** Whether a line ends within a word that is too long for any line, and the next one goes on with it. */
function isCutBetween(line: string, next: string, words: readonly string[]): boolean {
  const [end = ""] = /\S*$/u.exec(line) ?? [];
  const [start = ""] = /(?<=^\s*)\S+/u.exec(next) ?? [];
  const whole = (end + start).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return end !== "" && start !== "" && whole !== "" && words.some((word) => word.includes(whole));
}

/** "  Offers: 422", a line of a row. */
function isCell(line: string): boolean {
  return /^ {2}\S[^:\p{N}]{0,30}: \S/u.test(line);
}

function unindented({ text, start }: Line): Line {
  const rest = text.trimStart();
  return { text: rest, start: start + text.length - rest.length };
}

function labelOf(line: string): string {
  return line.slice(0, line.indexOf(":")).trim();
}

function isIndented(line: string): boolean {
  return /^ {2}/.test(line);
}

/** Header, rule, and rows in columns; a line without figures goes on with the name, or is the note of the row above it. */
function addTable(group: readonly Line[], rule: number, maker: BlockMaker): void {
  const edges = [...(group[rule]?.text ?? "").matchAll(/-+/g)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const pieces = (line: Line) =>
    edges.map(([from], column) => line.text.slice(from, edges[column + 1]?.[0] ?? line.text.length));
  const heads = group.slice(0, rule).map((line) => pieces(line).map((piece) => piece.trim()));
  // Columns that stand below others have a line of the head each; else a label goes on in the next line.
  const isStacked = group.slice(rule + 1).some((line) => isBelow(pieces(line)));
  const labels = isStacked
    ? heads
    : [
        edges.map((_, column) =>
          heads
            .map((head) => head[column] ?? "")
            .join(" ")
            .trim(),
        ),
      ];
  const rows: Line[][] = [];
  for (const line of group.slice(rule + 1)) {
    const [, ...others] = pieces(line);
    const isMore = rows.length > 0 && (isIndented(line.text) || others.every((piece) => piece.trim() === ""));
    if (isMore) rows.at(-1)?.push(line);
    else rows.push([line]);
  }
  for (const lines of rows) addRow(lines, labels, pieces, maker);
}

/** A line of values below others: where the row's name stands, it is empty. */
function isBelow([name = "", ...others]: readonly string[]): boolean {
  return name.trim() === "" && others.some((piece) => piece.trim() !== "");
}

/** The cells of a row, each column's from the top down. */
function addRow(
  lines: readonly Line[],
  labels: readonly (readonly string[])[],
  pieces: (line: Line) => readonly string[],
  maker: BlockMaker,
): void {
  const own = lines.filter(({ text }) => !isIndented(text));
  const below = lines.filter((line) => isBelow(pieces(line)));
  const addPiece = (line: Line, column: number) => {
    const all = pieces(line);
    const before = all.slice(0, column).reduce((sum, piece) => sum + piece.length, 0);
    addText({ text: all[column] ?? "", start: line.start + before }, maker);
    maker.add(" ", line.start + before + (all[column] ?? "").length);
  };
  for (const [column, label] of (labels[0] ?? []).entries()) {
    for (const line of own) addPiece(line, column);
    maker.cell(label);
    for (const [level, line] of below.entries()) {
      if (pieces(line)[column]?.trim() === "") continue;
      addPiece(line, column);
      maker.cell(labels[level + 1]?.[column] ?? null);
    }
  }
  for (const line of lines.filter((each) => isIndented(each.text) && !isBelow(pieces(each)))) {
    addText(line, maker);
    maker.cell(null);
  }
  maker.end();
}

function addText({ text, start }: Line, maker: BlockMaker): void {
  let place = start;
  for (const character of text) {
    maker.add(character, place);
    place += character.length;
  }
}
