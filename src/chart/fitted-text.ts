import { evenLines, graphemes, greedyLines } from "./text-lines.ts";
import { textWidth, type Weight } from "./text-width.ts";

/** The place for a text: no wider, no more lines, and with all of them no higher than this. */
export interface Room {
  readonly width: number;
  readonly lines: number;
  readonly height: number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly sizePx: number;
}

/** From one line of a text to the next, in its size. */
export const LEADING = 1.14;

/** More characters than fit into any room of ours. What follows is left out before anything is measured. */
const MOST_CHARACTERS = 500;

/** Scripts that are written without spaces: a line of them may end after any character. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The text in the largest of the sizes, given from large to small, in which it fits without breaking a word; else in the
 * smallest, with words broken; and where even that is too long, cut after a word, with an ellipsis.
 */
export function fittedText(text: string, room: Room, sizes: readonly number[], weight: Weight): FittedText {
  const short = [...text].slice(0, MOST_CHARACTERS).join("");
  const whole = short === text;
  const size = sizes.find(
    (sizePx) => whole && unbroken(text, room, sizePx, weight) && fits(text, room, sizePx, weight),
  );
  const sizePx = size ?? sizes.at(-1) ?? 0;
  const shown =
    size !== undefined || (whole && fits(text, room, sizePx, weight)) ? text : cut(short, room, sizePx, weight);
  return { lines: evenLines(shown, room.width, { sizePx, weight }), sizePx };
}

function fits(text: string, room: Room, sizePx: number, weight: Weight): boolean {
  const count = greedyLines(text, room.width, { sizePx, weight }).length;
  return count <= room.lines && count * sizePx * LEADING <= room.height;
}

function unbroken(text: string, room: Room, sizePx: number, weight: Weight): boolean {
  return text.split(" ").every((word) => UNSPACED.test(word) || textWidth(word, sizePx, weight) <= room.width);
}

/** As many words from the start as fit with an ellipsis after them; of a single word, as many characters. */
function cut(text: string, room: Room, sizePx: number, weight: Weight): string {
  const words = UNSPACED.test(text) ? [] : text.split(/(?<= )/u);
  return longestStart(words, room, sizePx, weight) ?? longestStart(graphemes(text), room, sizePx, weight) ?? "…";
}

/** A number, its separators and its currency. Digits that belong to a word ("GPT4") are none; scripts without spaces have no such words. */
const END_NUMBER = /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}])[\p{Sc}\p{N}+−.,’'\s]*\p{N}$/u;
const END_PUNCTUATION = /[\s\p{Pd},;:.]+$/u;

/** Whether an ellipsis behind the text would leave open how its last number goes on. */
export function endsInNumber(text: string): boolean {
  return END_NUMBER.test(text.replace(END_PUNCTUATION, ""));
}

/** Text that an ellipsis may follow: no comma or dash belongs before one, and no number. */
function withoutEndNumber(text: string): string {
  return text.replace(END_PUNCTUATION, "").replace(END_NUMBER, "").replace(END_PUNCTUATION, "");
}

/** Found by halving: what is longer never takes less room. Undefined where not even the first unit fits. */
function longestStart(units: readonly string[], room: Room, sizePx: number, weight: Weight): string | undefined {
  let longest: string | undefined;
  let low = 1;
  let high = units.length - 1;
  while (low <= high) {
    const count = Math.floor((low + high) / 2);
    const start = `${withoutEndNumber(units.slice(0, count).join(""))}…`;
    if (fits(start, room, sizePx, weight)) {
      longest = start;
      low = count + 1;
    } else high = count - 1;
  }
  return longest;
}
