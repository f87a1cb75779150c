import type { Edition } from "../domain/edition.ts";
import type { Fact } from "../domain/fact.ts";
import type { Meaning } from "./meaning.ts";

/** A rendered edition with what is needed to judge it. */
export interface CheckRequest {
  readonly edition: Edition;
  /** Final text of every surface a claim may be on: `subject`, `email.html`, `email.txt`, `index.html`. */
  readonly surfaces: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly preheader: string;
  /** What an edition of invented data must say at the top of every surface; null where the data are real. */
  readonly banner: string | null;
  /** How a fact's value must be printed. */
  readonly printed: (fact: Fact) => string;
  /** Texts whose digits state no figure. */
  readonly literals: readonly string[];
  /** The lines of the editor's `letter.md`; none where there is no such file. */
  readonly letterLines: readonly string[];
  /** What the editor wrote, which may look like markup or like what a template leaves over. */
  readonly editorWords: readonly string[];
  /** What the words are held against; null for a language without `check.yaml`, of which only numbers are checked. */
  readonly meaning: Meaning | null;
  /** Bytes of each image by name. */
  readonly imageBytes: ReadonlyMap<string, number>;
}
