import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { quantile } from "../../../src/domain/quantile.ts";

/*
 * What the mapping language promises, written again the plain way, to check the SQL against.
 */

export type Cells = Readonly<Record<string, string>>;

/** Records of a CSV file, packed or not. */
export function records(path: string): Cells[] {
  const bytes = readFileSync(path);
  return parse(path.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true });
}

/** Adjacent rows that are equal in all but some columns, greedily from the top; each row is in one posting. */
export function greedyPairs<T extends Cells>(rows: readonly T[], equalBut: readonly string[]): T[][] {
  const alike = (row: T) => JSON.stringify(Object.entries(row).filter(([name]) => !equalBut.includes(name)));
  const postings: T[][] = [];
  for (let at = 0; at < rows.length; at++) {
    const [row, next] = [rows[at], rows[at + 1]];
    if (row === undefined) break;
    if (next !== undefined && alike(row) === alike(next)) {
      postings.push([row, next]);
      at++;
    } else postings.push([row]);
  }
  return postings;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Type 7, of values in any order. */
export function quantileOf(values: readonly number[], share: number): number {
  return (
    quantile(
      [...values].sort((one, other) => one - other),
      share,
    ) ?? Number.NaN
  );
}

/** Postings whose every row is equal to one that went, but for some columns: pairs choose first, each row that went once. */
export function cameBack<T extends Cells>(postings: readonly T[][], went: readonly T[], but: readonly string[]): T[][] {
  const text = (row: T) => JSON.stringify(Object.entries(row).filter(([name]) => !but.includes(name)));
  const left = went.map(text);
  return [2, 1].flatMap((size) =>
    postings.filter((rows) => {
      if (rows.length !== size) return false;
      const rest = [...left];
      for (const row of rows) {
        const at = rest.indexOf(text(row));
        if (at < 0) return false;
        rest.splice(at, 1);
      }
      left.splice(0, left.length, ...rest);
      return true;
    }),
  );
}
