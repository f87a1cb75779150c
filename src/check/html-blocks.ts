import { type Block, type BlockMaker, blockMaker } from "./seen-blocks.ts";

/** What is inside one of these is not read as text. */
const UNREAD = /^(head|style|script|template|svg|noscript)$/;
const BREAKS =
  /^(p|div|li|ul|ol|h[1-6]|table|thead|tbody|tr|caption|br|hr|section|header|footer|main|nav|article|aside|figure|figcaption|blockquote|dl|dt|dd|summary|details|body|html)$/;
const HEADING = /^h[1-6]$/;

interface Table {
  readonly isLayout: boolean;
  readonly labels: string[];
  column: number;
  /** Whether the row holds the labels of columns. */
  isHead: boolean;
}

/**
 * The blocks of a page or mail as a reader sees them, with entities resolved. A row of a table is one block, and so is the note
 * below a row, which goes with it; the lines of a cell are a cell each, named by the lines of its column's head. Tables that only
 * place things are none. Never throws, whatever is not closed.
 */
export function htmlBlocks(html: string): Block[] {
  const maker = blockMaker();
  const tables: Table[] = [];
  let unread = "";
  let heading = false;
  for (const match of html.matchAll(/<!--[\s\S]*?(?:-->|$)|<[^>]*>|[^<]+|</g)) {
    const [token] = match;
    const [, closing = "", tag = ""] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token) ?? [];
    const name = tag.toLowerCase();
    if (unread !== "") {
      if (closing !== "" && name === unread) unread = "";
    } else if (!token.startsWith("<")) addText(token, match.index, maker);
    else if (UNREAD.test(name) && closing === "") unread = token.endsWith("/>") ? "" : name;
    else {
      if (name === "table") turnTable(token, closing !== "", tables);
      const table = tables.at(-1);
      if (table !== undefined && !table.isLayout) readTableTag(name, closing !== "", token, table, maker);
      else if (name === "td" || name === "th") maker.end();
      else if (BREAKS.test(name)) {
        maker.end(heading);
        heading = HEADING.test(name) && closing === "";
      }
    }
  }
  maker.end(heading);
  return withNotes(maker.blocks);
}

function turnTable(token: string, isClosing: boolean, tables: Table[]): void {
  if (isClosing) tables.pop();
  else tables.push({ isLayout: /\srole\s*=\s*"?presentation/i.test(token), labels: [], column: 0, isHead: false });
}

function readTableTag(name: string, isClosing: boolean, token: string, table: Table, maker: BlockMaker): void {
  if (name === "tr" || name === "caption" || name === "table") {
    maker.end();
    table.column = 0;
    table.isHead = false;
  } else if (name === "th" || name === "td") {
    if (!isClosing) table.isHead = name === "th" && /\sscope\s*=\s*"?col/i.test(token);
    else closeCell(table, maker);
  } else if (name === "br") closeCell(table, maker);
}

function closeCell(table: Table, maker: BlockMaker): void {
  if (table.isHead) {
    maker.cell(null);
    maker.end();
    table.labels.push(maker.blocks.pop()?.text.trim() ?? "");
    return;
  }
  maker.cell(table.labels[table.column] ?? null);
  table.column += 1;
}

/** A row of one cell below a row of several says more of that row. */
function withNotes(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.cells.length !== 1 || last === undefined || last.cells.length < 2) joined.push(block);
    else joined[joined.length - 1] = join(last, block);
  }
  return joined;
}

function join(row: Block, note: Block): Block {
  const shift = row.text.length;
  return {
    ...row,
    text: row.text + note.text,
    places: [...row.places, ...note.places],
    cells: [
      ...row.cells,
      ...note.cells.map((cell) => ({ start: cell.start + shift, end: cell.end + shift, label: null })),
    ],
  };
}

const ENTITY = /&(?:#(x?)([0-9a-f]{1,6})|([a-z]+));/iy;

function addText(text: string, offset: number, maker: BlockMaker): void {
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 32);
    ENTITY.lastIndex = at;
    const entity = character === "&" ? ENTITY.exec(text) : null;
    if (entity === null) maker.add(character, offset + at);
    else maker.add(resolved(entity[0], entity[1], entity[2], entity[3]), offset + at);
    at += entity === null ? character.length : entity[0].length;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00A0", zwnj: " " };

function resolved(whole: string, hex = "", code?: string, name = ""): string {
  if (code === undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = Number.parseInt(code, hex === "" ? 10 : 16);
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : " ";
}
