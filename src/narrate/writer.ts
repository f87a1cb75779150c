import { factsIn, literalPlace, takeClaims, unmarked } from "../domain/claim.ts";
import type { Passage } from "../domain/edition.ts";
import type { MessageValues } from "../domain/words.ts";
import type { NarrateRequest } from "./request.ts";
import { type UsedVariant, variantOrder } from "./variant.ts";

/** One way to fill a slot. */
export interface Candidate {
  readonly key: string;
  readonly values?: MessageValues;
}

/** Writes passages from the locale pack and keeps what was written, so that the edition can account for it. */
export interface Writer {
  /** The message of that key in the structure that is due (`variantOrder`), for a slot of the letter. Returns marked text. */
  write(slot: string, key: string, values?: MessageValues): string;
  /**
   * The first of the candidates, each in its structures as they are due, that fits when read without marks; else the last
   * candidate. Only what is returned is kept.
   */
  writeFitting(slot: string, candidates: readonly [Candidate, ...Candidate[]], fits: (text: string) => boolean): string;
  readonly passages: readonly Passage[];
  /** Which structure of which message stands in which slot, in the order of writing. */
  readonly variants: readonly UsedVariant[];
}

interface Said {
  readonly key: string;
  readonly variant: number;
  readonly text: string;
}

export function writerOf({ week, words, published }: Pick<NarrateRequest, "week" | "words" | "published">): Writer {
  const passages: Passage[] = [];
  const variants: UsedVariant[] = [];
  const told = published.map(({ content }) => content.variants);
  const keep = (slot: string, { key, variant, text }: Said) => {
    variants.push({ slot, key, variant });
    passages.push(passageOf(slot, variant, text));
    return text;
  };
  const writeFitting: Writer["writeFitting"] = (slot, candidates, fits) => {
    let last: Said | undefined;
    for (const { key, values } of candidates) {
      const inTurn = variantOrder({ key, structures: words.structures(key), week }, variants, told);
      for (const [place, variant] of inTurn.entries()) {
        const said = { key, variant, text: words.sayIn(variant, key, withCounts(values)) };
        if (fits(unmarked(said.text))) return keep(slot, said);
        if (place === 0) last = said;
      }
    }
    return last === undefined ? "" : keep(slot, last);
  };
  return {
    passages,
    variants,
    writeFitting,
    write: (slot, key, values = {}) => writeFitting(slot, [{ key, values }], () => true),
  };
}

/**
 * The values, and beside each that prints a whole number the number itself, for the plural of a word: `openings` "1,606" brings
 * `openingsCount` 1606.
 */
export function withCounts(values: MessageValues = {}): MessageValues {
  const counts = Object.entries(values).flatMap(([key, value]) => {
    const text = unmarked(String(value));
    return /^\p{Nd}[\p{Nd}\s.,’']*$/u.test(text) ? [[`${key}Count`, Number(text.replace(/\P{Nd}/gu, ""))]] : [];
  });
  return { ...Object.fromEntries(counts), ...values };
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
