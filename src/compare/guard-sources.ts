import type { GuardReason } from "../domain/change.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { LEVEL_FROM } from "../domain/suppression.ts";
import type { Week } from "../domain/week.ts";
import { middle, newRowsBySource, plain, SOURCE_SHARE, sum } from "./guard-evidence.ts";

/** Rows of a source, against the median of the weeks before, outside which the source changed rather than the market. */
const ROWS_RANGE = { low: 0.6, high: 1.6 } as const;

/**
 * Of a source's rows, from which share on old postings under a new title or rate are noteworthy. They seldom fall on all roles
 * alike: where a role is a tenth of the rows, it may gain or lose a fifth of its postings. Weeks without a revision have 0.5 %
 * at most in the feeds that tell of them, weeks with one over 50 %.
 */
const REVISED_SHARE = 0.02;

/** A source whose rows jumped against the usual of the earlier weeks (newest first, at least one), came or went. */
export function sourceReasons(week: Week, now: Snapshot, earlier: readonly Snapshot[]): GuardReason[] {
  const rowsNow = newRowsBySource(now);
  const before = earlier.map(newRowsBySource);
  const totalNow = sum(rowsNow.values());
  const names = [...new Set([...rowsNow.keys(), ...before.flatMap((rows) => [...rows.keys()])])].sort();
  return names.flatMap((source): GuardReason[] => {
    const rows = rowsNow.get(source) ?? 0;
    const there = before.flatMap((each) => each.get(source) ?? []);
    const usual = middle(there);
    const heavy =
      rows >= SOURCE_SHARE * totalNow || usual >= SOURCE_SHARE * middle(before.map((each) => sum(each.values())));
    if (!heavy) return [];
    const reason = {
      ...plain("source-rows", [week]),
      source,
      found: rows,
      low: Math.round(ROWS_RANGE.low * usual),
      high: Math.round(ROWS_RANGE.high * usual),
    };
    if (there.length === 0) return [{ ...reason, code: "source-new", low: null, high: null }];
    // A source that left stays gone; only the week it goes in is unlike the one before.
    if (rows === 0) return before[0]?.has(source) ? [{ ...reason, code: "source-gone" }] : [];
    return rows < ROWS_RANGE.low * usual || rows > ROWS_RANGE.high * usual ? [reason] : [];
  });
}

/** Postings of earlier weeks that came back under other titles or another exchange rate, of each source that says so. */
export function revisedReasons(week: Week, { sources }: Snapshot): GuardReason[] {
  const bySource = [...Map.groupBy(sources, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
  return bySource.flatMap(([source, files]) => {
    const limit = REVISED_SHARE * sum(files.map(({ rows }) => rows));
    return (["renamed", "repriced"] as const).flatMap((code) => {
      const found = sum(files.map(({ revised }) => revised?.[code] ?? 0));
      return found < LEVEL_FROM || found <= limit
        ? []
        : [{ ...plain(code, [week]), source, found, high: Math.round(limit) }];
    });
  });
}
