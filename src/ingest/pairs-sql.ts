import { numberSql } from "./pay-sql.ts";

/**
 * A SELECT that says which rows of a table are one posting. The table has the columns `c0`, `c1` … in the order of its rowid.
 * Greedy over the whole table: a row and the next one are a pair when they are equal in all columns but `equalBut`; then the
 * search goes on behind them, so that every row is in exactly one posting. Rows without any cell are never a pair.
 * Adds `record` (from 0), `second` (true for the second row of a pair) and, on the first row of a pair, the smaller and
 * larger figure of each column of `equalBut` as `low3` and `high3`; both null in a row without a partner.
 */
export function pairedSql(table: string, columns: number, equalBut: readonly number[]): string {
  const alike = Array.from({ length: columns }, (_, index) => index)
    .filter((index) => !equalBut.includes(index))
    .map((index) => `c${index}`);
  const cells = alike.length === 0 ? "true" : `coalesce(${alike.join(", ")}) IS NOT NULL`;
  // In a run of equal rows the first and second are a pair, the third and fourth, and so on.
  return `WITH compared AS (
    SELECT *, rowid AS record, row(0${alike.map((name) => `, ${name}`).join("")}) AS alike, ${cells} AS filled FROM ${table}
  ), begun AS (
    SELECT *, alike IS DISTINCT FROM lag(alike) OVER (ORDER BY record) OR NOT filled AS begins FROM compared
  ), runs AS (
    SELECT * EXCLUDE (alike, filled, begins), sum(begins::INTEGER) OVER (ORDER BY record) AS run FROM begun
  ), placed AS (
    SELECT *, row_number() OVER in_run AS place, lead(record) OVER in_run IS NOT NULL AS followed,
      ${equalBut.map((index) => `lead(c${index}) OVER in_run AS next${index}`).join(", ")}
    FROM runs WINDOW in_run AS (PARTITION BY run ORDER BY record)
  )
  SELECT * EXCLUDE (run, place, followed, ${equalBut.map((index) => `next${index}`).join(", ")}), place % 2 = 0 AS second,
    ${equalBut.map((index) => endsSql(`c${index}`, `next${index}`, index)).join(",\n    ")}
  FROM placed`;
}

/** The two cells of a pair by size, whichever comes first in the file: figures before other text, and text before nothing. */
function endsSql(one: string, other: string, index: number): string {
  const [first, next] = [numberSql(one), numberSql(other)];
  const swapped = `coalesce(${next} < ${first}, false) OR (${first} IS NOT DISTINCT FROM ${next} AND coalesce(${other} < ${one}, false))
      OR (${first} IS NULL AND ${next} IS NOT NULL) OR (${one} IS NULL AND ${other} IS NOT NULL)`;
  const paired = "place % 2 = 1 AND followed";
  return `CASE WHEN ${paired} THEN CASE WHEN ${swapped} THEN ${other} ELSE ${one} END END AS low${index},
    CASE WHEN ${paired} THEN CASE WHEN ${swapped} THEN ${one} ELSE ${other} END END AS high${index}`;
}
