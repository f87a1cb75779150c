import type { Span } from "./phrases.ts";

/**
 * A stretch of a surface that is read as one: a paragraph, a heading, an item, a row of a table. White space is single; `places`
 * says where in the surface each character stands.
 */
export interface Block {
  readonly text: string;
  readonly places: readonly number[];
  readonly isHeading: boolean;
  /** Of a row of a table, its cells in order; the first names the row. Empty for anything else. */
  readonly cells: readonly Cell[];
}

export interface Cell extends Span {
  /** What its column is called, or null where none says. */
  readonly label: string | null;
}

/** Text between blocks of HTML, one block at a time. */
export interface BlockMaker {
  /** One character as a reader sees it, and where it stands. */
  add(character: string, place: number): void;
  /** Ends the cell that is being read. */
  cell(label: string | null): void;
  /** Ends the block; one without words is none. */
  end(isHeading?: boolean): void;
  readonly blocks: Block[];
}

export function blockMaker(): BlockMaker {
  const blocks: Block[] = [];
  let text = "";
  let places: number[] = [];
  let cells: Cell[] = [];
  let begun = 0;
  return {
    blocks,
    add: (character, place) => {
      const space = character === " " || (!/^[!-~]/.test(character) && /\s/u.test(character));
      if (space && (text === "" || text.endsWith(" "))) return;
      text += space ? " " : character;
      for (let unit = 0; unit < (space ? 1 : character.length); unit++) places.push(place + unit);
    },
    cell: (label) => {
      cells.push({ start: begun, end: text.trimEnd().length, label });
      if (text !== "" && !text.endsWith(" ")) {
        text += " ";
        places.push((places.at(-1) ?? 0) + 1);
      }
      begun = text.length;
    },
    end: (isHeading = false) => {
      if (text.trim() !== "") blocks.push({ text, places, isHeading, cells });
      text = "";
      places = [];
      cells = [];
      begun = 0;
    },
  };
}
