import { literal } from "../duckdb.ts";

/** A day with a time and an offset, with or without seconds: 2026-05-29T23:30:00-04:00, 2026-05-29 23:30Z. */
const MOMENT = "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d+)?)?\\s*([Zz]|[+-]\\d{2}(:?\\d{2})?)";

/**
 * The day that a text states, as an SQL date: a moment with an offset is of the day that it was in the time zone; any other
 * date stays as it is written. Null where there is none.
 */
export function daySql(sql: string, timeZone: string): string {
  const seconds = `regexp_replace(regexp_replace(${sql}, '\\s+([Zz+-])', '\\1'), '^(.{16})([Zz+-])', '\\1:00\\2')`;
  const local = `(TRY_CAST(${seconds} AS TIMESTAMPTZ) AT TIME ZONE ${literal(timeZone)})::DATE`;
  const written = `TRY_CAST(${sql} AS DATE)`;
  return `CASE WHEN length(${sql}) > 16 AND regexp_full_match(${sql}, ${literal(MOMENT)}) THEN coalesce(${local}, ${written}) ELSE ${written} END`;
}
