import { isLevel } from "./fact-kinds.ts";
import type { Said } from "./ladder.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";
import { amountBare, amountBy } from "./word-lists.ts";

interface Fault {
  readonly rule: "direction";
  readonly why: string;
  readonly fix: string;
}

/** "Rose by 22%" and "rose 22%" tell how much something moved; a level ("rose to 22%") is none of that, whatever its sign. */
export function amountFault(reading: Reading, { text, figures }: Statement, word: Said): Fault | undefined {
  const figure = figures.find(({ start }) => start >= word.start);
  if (figure === undefined || !isLevel(figure.fact) || word.way === "none") return undefined;
  // A word in two parts may hold its amount between them: "legte um 22 % zu".
  const between = text.slice(figure.start < word.end ? word.start : word.end, figure.start);
  const isBare = between.trim() === "" && (word.strength !== "way" || isBareWord(reading, word));
  const by = reading.find(amountBy)(between).at(-1);
  const isBy =
    by !== undefined &&
    /^\s*(?:\p{L}+\s+){0,3}$/u.test(between.slice(0, by.start)) &&
    /^\s*(?:\p{L}+\s+)?$/u.test(between.slice(by.end));
  if (!isBare && !isBy) return undefined;
  return {
    rule: "direction",
    why: `is followed by ${figure.printed}, a level, as if it had moved by that much (${figure.fact.id})`,
    fix: "Print the change, or say that it moved to the level.",
  };
}

function isBareWord({ find }: Reading, { phrase }: Said): boolean {
  return find(amountBare)(phrase).some(({ start, end }) => start === 0 && end === phrase.length);
}
