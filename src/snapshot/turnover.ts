import type { Snapshot } from "../domain/snapshot.ts";
import { inertText } from "../domain/text.ts";
import { addDays, type Day } from "../domain/week.ts";
import type { Database } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import * as figures from "./figures-sql.ts";
import { text, whole } from "./row-values.ts";

/** What happened to postings since the week before. */
export interface Turnover {
  /** How many opened and closed, by role; "" for all. A role that is absent had neither. */
  readonly roles: ReadonlyMap<string, { readonly opened: number; readonly closed: number }>;
  /** Of the opened: the offer was listed within the 60 days before. Null where the source names no employers. */
  readonly reposted: number | null;
  readonly repriced: number;
}

/** The postings that a week is held against, each a FROM clause. */
export interface EarlierPostings {
  readonly before: string;
  /** Of the weeks that a re-posted offer may be found in (`REPOSTED_WEEKS`), the week before among them. */
  readonly recent: readonly string[];
}

/** An ad that comes back within so many days is the same offer, listed again: two months is what a hiring round takes. */
const REPOSTED_DAYS = 60;
/** Weeks before that reach so far back, whatever the weekdays of their stocks. */
export const REPOSTED_WEEKS = 9;

/** What opened, closed and came back up to the day of `now`, a FROM clause of postings. */
export async function turnoverBetween(
  now: string,
  { before, recent }: EarlierPostings,
  day: Day,
  database: Database,
): Promise<Turnover> {
  const since = addDays(day, -REPOSTED_DAYS);
  const read = async () => ({
    rows: await figures.openedAndClosed(now, before, database),
    again: await figures.repostedAndRepriced(now, before, recent, since, database),
  });
  const { rows, again } = await read().catch((cause: unknown) => {
    const why = cause instanceof Error ? inertText(cause.message) : String(cause);
    throw new ReportError(
      "snapshot-invalid",
      `The stored postings of the week before cannot be read: ${why}`,
      "Ingest that week again.",
      { cause },
    );
  });
  const reposted = again?.["reposted"] ?? null;
  return {
    roles: new Map(
      rows.map((row) => [text(row["role"]), { opened: whole(row["opened"]), closed: whole(row["closed"]) }]),
    ),
    reposted: reposted === null ? null : whole(reposted),
    repriced: whole(again?.["repriced"]),
  };
}

/** The figures of a stock's totals, or of one of its roles: none where no week before can be compared. */
export function openedAndClosed(
  role: string,
  turnover: Turnover | undefined,
): { readonly opened: number | null; readonly closed: number | null } {
  if (turnover === undefined) return { opened: null, closed: null };
  return turnover.roles.get(role) ?? { opened: 0, closed: 0 };
}

/** What a stock's totals say of postings that came back or changed their pay. */
export function cameBack(turnover: Turnover | undefined): Pick<Snapshot["totals"], "reposted" | "repriced"> {
  return { reposted: turnover?.reposted ?? null, repriced: turnover?.repriced ?? null };
}

/**
 * A stored stock with its turnover counted against other postings of the weeks before, which were ingested after it. `now` is a
 * FROM clause of its postings; where none of the week before can be compared, nothing of it is known.
 */
export async function withTurnover(
  snapshot: Snapshot,
  now: string,
  earlier: EarlierPostings | undefined,
  database: Database,
): Promise<Snapshot> {
  const turnover = earlier === undefined ? undefined : await turnoverBetween(now, earlier, snapshot.asOf, database);
  const roles = Object.entries(snapshot.roles).map(
    ([role, own]) => [role, { ...own, ...openedAndClosed(role, turnover) }] as const,
  );
  const totals = { ...snapshot.totals, ...openedAndClosed("", turnover), ...cameBack(turnover) };
  return { ...snapshot, totals, roles: Object.fromEntries(roles) };
}
