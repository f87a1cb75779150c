import { factsIn, literalPlace, takeClaims, unmarked } from "../domain/claim.ts";
import type { Passage } from "../domain/edition.ts";
import type { Week } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";

/** One way to fill a slot. */
export interface Candidate {
  readonly key: string;
  readonly values?: MessageValues;
}

/** Writes passages from the locale pack and keeps what was written, so that the edition can account for it. */
export interface Writer {
  /** The message of that key in this week's structure, for a slot of the letter. Returns marked text. */
  write(slot: string, key: string, values?: MessageValues): string;
  /** The first of the candidates that fits when read without marks, else the last. Only that one is kept. */
  writeFitting(slot: string, candidates: readonly [Candidate, ...Candidate[]], fits: (text: string) => boolean): string;
  readonly passages: readonly Passage[];
}

export function writerOf(week: Week, words: Words): Writer {
  const passages: Passage[] = [];
  const writeFitting: Writer["writeFitting"] = (slot, candidates, fits) => {
    const said = candidates.map(({ key, values }) => words.sayInWeek(key, slot, week, values));
    const { text, variant } = said.find((each) => fits(unmarked(each.text))) ?? said.at(-1) ?? { text: "", variant: 0 };
    passages.push(passageOf(slot, variant, text));
    return text;
  };
  return {
    passages,
    writeFitting,
    write: (slot, key, values = {}) => writeFitting(slot, [{ key, values }], () => true),
  };
}

/** What the edition keeps of a marked text that stands in a slot of the letter. */
export function passageOf(slot: string, variant: number, text: string): Passage {
  const claims = takeClaims("", text)
    .claims.filter(({ fact }) => literalPlace(fact) === undefined)
    .map(({ offset, printed, fact }) => ({ offset, printed, fact }));
  return {
    slot,
    variant,
    text: unmarked(text),
    facts: factsIn(text),
    ...(claims.length === 0 ? {} : { claims }),
  };
}

/** A name from outside inside our sentence: one that is written right to left is isolated, so that it cannot reorder ours. */
export function nameInText(name: string): string {
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(name) ? `\u2068${name}\u2069` : name;
}
