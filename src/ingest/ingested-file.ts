import type { Week } from "../domain/week.ts";

/** What became of the rows of one file. `rejected` and `doubted` are by reason, in the order of frequency. */
export interface IngestedFile {
  readonly file: string;
  readonly name: string;
  readonly format: string;
  readonly sha256: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly doubted: Readonly<Record<string, number>>;
  /** Postings that state any pay, fit or not. */
  readonly payStated: number;
  /** Of each week: rows dated in it, and what became of them. */
  readonly byWeek: ReadonlyMap<Week, { rows: number; accepted: number; rejected: Readonly<Record<string, number>> }>;
}
