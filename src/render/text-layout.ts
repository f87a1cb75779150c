import { displayWidth, graphemes, graphemeWidth } from "../domain/display-width.ts";

/** Lines of the text part: room for one level of quoting below the 78 that mail programs expect. */
export const LINE_WIDTH = 72;

/** Tables may use all that a line has: a name on one line is easier to read. */
const TABLE_WIDTH = 76;

const GAP = "  ";

/** Below this width a column of names is a column of fragments, and the table is better told as a list. */
const NARROWEST_NAMES = 16;

/** Lines of at most `width` places; the first begins with `first`, the others with `rest`. Only a web address may be longer. */
export function wrapped(text: string, width: number, first = "", rest = first): string[] {
  const words = text.split(/[ \t\n]+/u).filter((word) => word !== "");
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of words.flatMap((whole) => pieces(whole, width - displayWidth(rest)))) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}

export interface TextColumn {
  readonly label: string;
  readonly align: "left" | "right";
  /** Where the line is too short for all columns, it stands below the one before it, line by line. */
  readonly below?: boolean;
}

/**
 * The table in aligned columns, numbers to the right; long names go on below themselves. Where that is too wide, columns stand
 * below others, as their heads do; where even that is, or a word of a name is, a list: each row's name, and below it a line per
 * column. A row's note goes below it, over the whole width.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width = TABLE_WIDTH,
  notes: readonly (string | null)[] = [],
): string[] {
  const widths = columnWidths(columns, rows, width);
  const noteLines = (index: number) => {
    const note = notes[index] ?? null;
    return note === null ? [] : wrapped(note, Math.min(width, LINE_WIDTH), "  ");
  };
  if (widths === undefined) {
    const listing = { head: [], rows: rows.map((row) => listed(columns, row, width)) };
    const { head, rows: told } = stackLines(columns, rows, width) ?? listing;
    return [...head, ...told.flatMap((lines, index) => [...lines, ...noteLines(index)])];
  }
  const header = columns.map(({ label }) => label);
  const rule = widths.map((places) => "-".repeat(places)).join(GAP);
  return [
    ...rowLines(header, columns, widths),
    rule,
    ...rows.flatMap((row, index) => [...rowLines(row, columns, widths), ...noteLines(index)]),
  ];
}

function columnWidths(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] | undefined {
  const widest = (index: number) => Math.max(0, ...rows.map((row) => displayWidth(row[index] ?? "")));
  const others = columns
    .slice(1)
    .map(({ label }, index) => Math.max(widest(index + 1), ...label.split(" ").map(displayWidth)));
  const natural = Math.max(widest(0), displayWidth(columns[0]?.label ?? ""));
  const room = width - others.reduce((sum, places) => sum + places + GAP.length, 0);
  // A word that no line of its column could hold would be cut into pieces that are no words.
  const longest = Math.max(0, ...rows.flatMap(([name = ""]) => name.split(/[ \t\n]+/u).map(displayWidth)));
  if (room < Math.max(Math.min(natural, NARROWEST_NAMES), longest)) return undefined;
  return [Math.min(natural, room), ...others];
}

/**
 * Columns with those that go below them, in lines of one height; undefined where there are none to stack, where they are still
 * too wide, or where a line of a row would be empty before one that is not.
 */
function stackLines(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | undefined {
  const stacks: number[][] = [];
  for (const [index, { below }] of columns.entries())
    if (below === true && index > 1) stacks.at(-1)?.push(index);
    else stacks.push([index]);
  const labels = columns.map(({ label }) => label);
  const places = stacks.map((stack) =>
    Math.max(...stack.flatMap((index) => [labels, ...rows].map((row) => displayWidth(row[index] ?? "")))),
  );
  const whole = places.reduce((sum, each) => sum + each, (places.length - 1) * GAP.length);
  if (whole > width || stacks.every(({ length }) => length === 1)) return undefined;
  const height = Math.max(...stacks.map(({ length }) => length));
  const linesOf = (row: readonly string[]) =>
    Array.from({ length: height }, (_, level) =>
      stacks
        .map((stack, place) => {
          const index = stack[level];
          const align = columns[stack[0] ?? 0]?.align ?? "left";
          return padded(index === undefined ? "" : (row[index] ?? ""), places[place] ?? 0, align);
        })
        .join(GAP)
        .trimEnd(),
    );
  const told = rows.map(linesOf);
  const last = (lines: readonly string[]) => lines.findLastIndex((line) => line !== "") + 1;
  if (told.some((lines) => lines.slice(0, last(lines)).includes(""))) return undefined;
  return {
    head: [...linesOf(labels), places.map((each) => "-".repeat(each)).join(GAP)],
    rows: told.map((lines) => lines.slice(0, last(lines))),
  };
}

function rowLines(row: readonly string[], columns: readonly TextColumn[], widths: readonly number[]): string[] {
  const cells = columns.map((_, index) => wrapped(row[index] ?? "", widths[index] ?? 0));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, level) =>
    columns
      .map(({ align }, index) => padded(cells[index]?.[level] ?? "", widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}

function listed(columns: readonly TextColumn[], row: readonly string[], width: number): string[] {
  const [, ...others] = columns;
  const lines = others.flatMap(({ label }, index) => wrapped(`${label}: ${row[index + 1] ?? ""}`, width, "  ", "    "));
  return [...wrapped(row[0] ?? "", width), ...lines];
}

function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? space + text : text + space;
}

/** A word that no line can hold, cut where the line ends. Web addresses stay whole: cut ones lead nowhere. */
function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width || /^\W{0,2}https?:\/\//u.test(word)) return [word];
  const cut: string[] = [];
  let piece = "";
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== "" && displayWidth(piece) + graphemeWidth(segment) > width) {
      cut.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...cut, piece];
}
