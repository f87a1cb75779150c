import { LABEL, LEFT, type PlacedText } from "./card.ts";
import { balancedLines, balancedWidth, drawable, widthOf } from "./text-lines.ts";

/** A name up to this wide stays on one line; a wider one is set on two if that suffices. */
const ONE_LINE_PX = 210;
/** Names take no more than this, so that more than half of the card is left for the figures. */
const WIDEST_PX = 236;
const LINE_PX = 22;
/** Room above and below the lines of a name, together. */
const ROW_PADDING_PX = 12;

export interface Row {
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
}

export interface RowLabels {
  readonly lines: readonly PlacedText[];
  readonly rows: readonly Row[];
  /** Where the widest name ends. */
  readonly right: number;
  readonly bottom: number;
}

/**
 * A column of names, one row each from `top` down, in the order given. The column is as wide as its names need. A name
 * is never shortened: it takes more lines, and its row grows with them.
 */
export function rowLabels(labelled: readonly { readonly label: string }[], top: number, rowHeight: number): RowLabels {
  const names = labelled.map((row) => drawable(row.label));
  const width = Math.max(0, ...names.map(widthNeeded));
  const lines: PlacedText[] = [];
  const rows: Row[] = [];
  let right = LEFT;
  let y = top;
  for (const name of names) {
    const texts = balancedLines(name, width, LABEL);
    const height = Math.max(rowHeight, texts.length * LINE_PX + ROW_PADDING_PX);
    const row = { top: y, middle: y + height / 2, bottom: y + height };
    const first = row.middle - ((texts.length - 1) * LINE_PX) / 2;
    lines.push(...texts.map((text, index) => ({ x: LEFT, y: first + index * LINE_PX, text })));
    rows.push(row);
    right = Math.max(right, LEFT + widthOf(texts, LABEL));
    y = row.bottom;
  }
  return { lines, rows, right, bottom: y };
}

function widthNeeded(name: string): number {
  const oneLine = widthOf([name], LABEL);
  if (oneLine <= ONE_LINE_PX) return oneLine;
  return Math.max(ONE_LINE_PX, balancedWidth(name, WIDEST_PX, LABEL));
}
