import { factsIn, unmarked } from "../domain/claim.ts";
import type { Passage } from "../domain/edition.ts";
import type { Week } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";

/** Writes passages from the locale pack and keeps what was written, so that the edition can account for it. */
export interface Writer {
  /** The message of that key in this week's structure, for a slot of the letter. Returns marked text. */
  write(slot: string, key: string, values?: MessageValues): string;
  readonly passages: readonly Passage[];
}

export function writerOf(week: Week, words: Words): Writer {
  const passages: Passage[] = [];
  return {
    passages,
    write: (slot, key, values = {}) => {
      const { text, variant } = words.sayInWeek(key, week, values);
      passages.push({ slot, variant, text: unmarked(text), facts: factsIn(text) });
      return text;
    },
  };
}

/** A name from outside inside our sentence: one that is written right to left is isolated, so that it cannot reorder ours. */
export function nameInText(name: string): string {
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(name) ? `\u2068${name}\u2069` : name;
}
