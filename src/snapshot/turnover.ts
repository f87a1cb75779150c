import type { Snapshot } from "../domain/snapshot.ts";
import { inertText } from "../domain/text.ts";
import type { Database } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import * as figures from "./figures-sql.ts";
import { text, whole } from "./row-values.ts";

/** How many postings opened and closed since the week before, by role; "" for all. A role that is absent had neither. */
export type Turnover = ReadonlyMap<string, { readonly opened: number; readonly closed: number }>;

/** What opened and closed between two weeks, each a FROM clause of postings. */
export async function turnoverBetween(now: string, before: string, database: Database): Promise<Turnover> {
  const rows = await figures.openedAndClosed(now, before, database).catch((cause: unknown) => {
    const why = cause instanceof Error ? inertText(cause.message) : String(cause);
    throw new ReportError(
      "snapshot-invalid",
      `The stored postings of the week before cannot be read: ${why}`,
      "Ingest that week again.",
      { cause },
    );
  });
  return new Map(
    rows.map((row) => [text(row["role"]), { opened: whole(row["opened"]), closed: whole(row["closed"]) }]),
  );
}

/**
 * A stored stock with its opened and closed counted against other postings of the week before, which were ingested after it.
 * Both weeks are FROM clauses of postings; where none of the week before can be compared, neither number is known.
 */
export async function withTurnover(
  snapshot: Snapshot,
  now: string,
  before: string | undefined,
  database: Database,
): Promise<Snapshot> {
  const turnover = before === undefined ? undefined : await turnoverBetween(now, before, database);
  const of = (role: string) =>
    turnover === undefined ? { opened: null, closed: null } : (turnover.get(role) ?? { opened: 0, closed: 0 });
  const roles = Object.entries(snapshot.roles).map(([role, own]) => [role, { ...own, ...of(role) }] as const);
  return { ...snapshot, totals: { ...snapshot.totals, ...of("") }, roles: Object.fromEntries(roles) };
}
