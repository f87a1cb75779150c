import { unmarked } from "../domain/claim.ts";
import { displayWidth } from "../domain/display-width.ts";
import type { Table } from "../domain/letter.ts";

/** Numbers up to this many places stay on one line in a table; words and anything longer may break on a small screen. */
const SHORT = 14;

/** Longer words of a name are broken before they widen a table; "Infrastructure" has as many places. */
const LONG = 14;

type Align = Table["columns"][number]["align"];

/** A value of a table: `short` for a number that stays on one line, `moved` for words with the size of a move, out of brackets. */
interface ValueView {
  readonly text: string;
  readonly align: Align;
  readonly short: boolean;
  readonly moved: boolean;
}

interface LabelView {
  readonly label: string;
  readonly align: Align;
}

/** A table as templates read it: what goes below a column is in its cells, line by line as in their head. */
export interface TableView {
  readonly caption: string;
  readonly heads: readonly (LabelView & { readonly below: readonly LabelView[] })[];
  /** Cells without the row's name; each has as many lines below it as its head. */
  readonly rows: readonly {
    readonly name: string;
    /** Whether the name has a word that a phone's column cannot hold. */
    readonly long: boolean;
    readonly cells: readonly (ValueView & { readonly below: readonly ValueView[] })[];
    readonly note: string | null;
  }[];
  readonly note: string | null;
}

/** The table with each text passed through `text`. */
export function tableView(table: Table, text: (value: string) => string): TableView {
  const stacks = stacksOf(table.columns);
  const [, ...others] = stacks;
  const label = (column: Placed) => ({ label: text(column.label), align: column.align });
  return {
    caption: text(table.caption),
    heads: stacks.map(({ head, below }) => ({ ...label(head), below: below.map(label) })),
    rows: table.rows.map((row, index) => {
      const note = table.rowNotes?.[index] ?? null;
      const value = (column: Placed) => valueView(row[column.index] ?? "", column, text);
      return {
        name: text(row[0] ?? ""),
        long: (row[0] ?? "").split(/[\s-]+/u).some((word) => displayWidth(word) > LONG),
        cells: others.map(({ head, below }) => ({ ...value(head), below: below.map(value) })),
        note: note === null ? null : text(note),
      };
    }),
    note: table.note === null ? null : text(table.note),
  };
}

type Placed = Table["columns"][number] & { readonly index: number };

/** Each column that has a place of its own, with those that go below it. */
function stacksOf(columns: Table["columns"]): { readonly head: Placed; readonly below: readonly Placed[] }[] {
  const placed = columns.map((column, index) => ({ ...column, index }));
  const heads = placed.filter(({ below, index }) => !below || index === 0);
  return heads.map((head, place) => ({
    head,
    below: placed.slice(head.index + 1, heads[place + 1]?.index ?? placed.length),
  }));
}

function valueView(words: string, { align }: Placed, text: (value: string) => string): ValueView {
  const plain = unmarked(words);
  // A no-break space belongs to the number: "3.480 €".
  const short = align === "right" && !/[ \t\n]/.test(plain) && displayWidth(plain) <= SHORT;
  return { text: text(words), align, short, moved: align === "left" && /^[^(]*\p{N}/u.test(plain) };
}
