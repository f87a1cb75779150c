import type { ChangeMetric, Verdict, WeekChanges } from "../domain/change.ts";
import type { CheckWords } from "../domain/check-words.ts";
import type { Week } from "../domain/week.ts";

/** A text of the editor's as it is read, without styles, and where it begins in `letter.md`. */
export interface EditorPassage {
  readonly slot: string;
  readonly line: number;
  readonly text: string;
  /** Its numbers that are no figures (`{{lit 3 "…"}}`) and its names (`{{name "3M"}}`), each as it is printed. */
  readonly literals: readonly { readonly text: string; readonly kind: "lit" | "name" }[];
}

/** What the words of an edition are held against. */
export interface Meaning {
  readonly week: Week;
  readonly locale: string;
  /** What a sentence is about that names no role: all roles together in an edition, the roles of a page. */
  readonly about: readonly string[];
  /** The time that amounts are printed for. */
  readonly payPeriod: "year" | "month";
  readonly words: CheckWords;
  /** Every message of the pack: its fixed words were reviewed as code is. */
  readonly messages: Readonly<Record<string, string | readonly string[]>>;
  /** Names of roles, by slice. A slice may have several. */
  readonly roles: readonly { readonly slice: string; readonly name: string }[];
  /** The archived results that the edition is told from; undefined where the week was never compared. */
  readonly changes: WeekChanges | undefined;
  /** The stored files as they are now. */
  readonly stored: readonly { readonly path: string; readonly sha256: string }[];
  readonly editor: readonly EditorPassage[];
  /** The lines of `letter.md`; none where there is no such file. */
  readonly letterLines: readonly string[];
  /** Employers that may be named, and all that are known. */
  readonly employersNamed: readonly string[];
  readonly employersKnown: readonly string[];
  /** The printed word of each verdict. */
  readonly verdicts: readonly { readonly verdict: Verdict; readonly word: string }[];
  /** Columns of verdicts by what they are called. */
  readonly columns: ReadonlyMap<string, ChangeMetric>;
}
