import { z } from "zod";
import { type EmployerCount, medianIntervalShares } from "../domain/median-interval.ts";
import type { Currency, Rates } from "../domain/money.ts";
import { type GivenField, LEVELS } from "../domain/posting.ts";
import { quantile } from "../domain/quantile.ts";
import {
  type PayFigures,
  type RoleFigures,
  SNAPSHOT_VERSION,
  type Snapshot,
  type SourceCount,
  type Spread,
} from "../domain/snapshot.ts";
import { type Day, sundayOf, type Week } from "../domain/week.ts";
import type { Database, Row } from "../duckdb.ts";
import * as figures from "./figures-sql.ts";
import { text, whole } from "./row-values.ts";
import { cameBack, type EarlierPostings, openedAndClosed, type Turnover, turnoverBetween } from "./turnover.ts";

export interface SnapshotRequest {
  readonly weeks: readonly Week[];
  /** The postings were made up. */
  readonly invented: boolean;
  readonly kind: Snapshot["kind"];
  readonly scope: Snapshot["scope"];
  readonly currency: Currency;
  readonly rates: Rates | undefined;
  /** Hash of the rules that gave postings their roles. */
  readonly taxonomy: string;
  readonly given: ReadonlySet<GivenField>;
  /** What it means that a posting has no skills or no word of equity or bonus: that there are none, or that it could not say. */
  readonly unsaid: "none" | "unknown";
  readonly sources: ReadonlyMap<Week, readonly SourceCount[]>;
  /** Postings of the weeks before one, where those of the week just before are known. */
  readonly postingsBefore: (week: Week) => EarlierPostings | undefined;
}

/** The version of how postings become figures; a change of it makes weeks incomparable. */
export const METHOD_VERSION = 1;

/**
 * Snapshots of the weeks in the database's table `postings`, in the order of `weeks`. The same postings in any order give
 * the same snapshots. Roles are in alphabetical order, lists by count and then by code point.
 */
export async function makeSnapshots(request: SnapshotRequest, database: Database): Promise<Snapshot[]> {
  await figures.createByRole(database);
  const titles = new Map((await figures.roleTitles(database)).map((row) => [weekAndRole(row), text(row["title"])]));
  const totals = byKey(await figures.totalCounts(database), (row) => text(row["week"]));
  const counts = byKey(await figures.roleCounts(database), (row) => text(row["week"]));
  const parts = await partsOf(database);
  const snapshots: Snapshot[] = [];
  for (const week of request.weeks) {
    const [total] = totals.get(week) ?? [];
    if (total === undefined) continue;
    const asOf = total["last_day"] === null ? sundayOf(week) : text(total["last_day"]);
    const turnover = await turnoverOf(week, asOf, request, database);
    const roles = (counts.get(week) ?? []).map((row) => {
      const role = text(row["role"]);
      const given = givenOf(row, request);
      return [role, roleFigures(row, titles.get(weekAndRole(row)) ?? role, parts, turnover, given)] as const;
    });
    snapshots.push({
      schemaVersion: SNAPSHOT_VERSION,
      week,
      ...(request.invented ? { invented: true } : {}),
      asOf,
      kind: request.kind,
      scope: request.scope,
      currency: request.currency,
      method: { taxonomy: request.taxonomy, fx: request.rates?.date ?? null, version: METHOD_VERSION },
      sources: [...(request.sources.get(week) ?? [])],
      totals: {
        openings: whole(total["openings"]),
        offers: request.given.has("employer") ? whole(total["offers"]) : null,
        employers: request.given.has("employer") ? whole(total["employers"]) : null,
        ...openedAndClosed("", turnover),
        payDisclosed: whole(total["disclosed"]),
        ...(request.kind === "stock" ? cameBack(turnover) : {}),
      },
      roles: Object.fromEntries(roles),
    });
  }
  await database.run("DROP VIEW by_role");
  return snapshots;
}

/** What a role's postings can say: of some feeds it is less than what others of the same week can. */
function givenOf(row: Row, { given, unsaid }: SnapshotRequest): ReadonlySet<GivenField> {
  if (unsaid === "none") return given;
  const untold = (["skills", "equity", "bonus"] as const).filter((field) => row[`told_${field}`] === 0);
  return new Set([...given].filter((field) => !untold.some((each) => each === field)));
}

/** Only a stock has openings that stay; a flow lists what was published, and cannot say what closed. */
async function turnoverOf(
  week: Week,
  asOf: Day,
  request: SnapshotRequest,
  database: Database,
): Promise<Turnover | undefined> {
  const earlier = request.kind === "stock" ? request.postingsBefore(week) : undefined;
  return earlier === undefined
    ? undefined
    : turnoverBetween(`(SELECT * FROM postings WHERE week = '${week}')`, earlier, asOf, database);
}

/** Rows of every list-like query, grouped by week and role. */
interface Parts {
  readonly pay: ReadonlyMap<string, readonly Row[]>;
  readonly histogram: ReadonlyMap<string, readonly Row[]>;
  readonly employerPay: ReadonlyMap<string, readonly Row[]>;
  readonly skills: ReadonlyMap<string, readonly Row[]>;
  readonly employers: ReadonlyMap<string, readonly Row[]>;
  readonly places: ReadonlyMap<string, readonly Row[]>;
}

async function partsOf(database: Database): Promise<Parts> {
  return {
    pay: byKey(await figures.payFigures(database), weekAndRole),
    histogram: byKey(await figures.payHistogram(database), weekAndRole),
    employerPay: byKey(await figures.employerPay(database), weekAndRole),
    skills: byKey(await figures.skillCounts(database), weekAndRole),
    employers: byKey(await figures.nameCounts("employer", database), weekAndRole),
    places: byKey(await figures.nameCounts("places", database), weekAndRole),
  };
}

function roleFigures(
  row: Row,
  title: string,
  parts: Parts,
  turnover: Turnover | undefined,
  given: ReadonlySet<GivenField>,
): RoleFigures {
  const key = weekAndRole(row);
  const openings = whole(row["openings"]);
  const told = (field: GivenField, count: unknown) => (given.has(field) ? whole(count) : null);
  const workplace = {
    remote: told("remote", row["remote"]),
    hybrid: told("hybrid", row["hybrid"]),
    onsite: told("onsite", row["onsite"]),
  };
  const known = Object.values(workplace).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return {
    title,
    openings,
    offers: told("employer", row["offers"]),
    ...openedAndClosed(text(row["role"]), turnover),
    employers: told("employer", row["employers"]),
    pay: payOf(null, key, parts, given),
    levels: given.has("level") ? levelsOf(key, parts, given) : null,
    workplace:
      given.has("remote") || given.has("hybrid") || given.has("onsite")
        ? { ...workplace, unknown: openings - known }
        : null,
    mentions: { equity: told("equity", row["equity"]), bonus: told("bonus", row["bonus"]) },
    skills: given.has("skills")
      ? (parts.skills.get(key) ?? []).map((each) => ({ ...named(each), pay: spread(each["pay"]) }))
      : null,
    topEmployers: given.has("employer") ? (parts.employers.get(key) ?? []).map(named) : null,
    metros: given.has("place") ? (parts.places.get(key) ?? []).map(named) : null,
  };
}

function levelsOf(key: string, parts: Parts, given: ReadonlySet<GivenField>): NonNullable<RoleFigures["levels"]> {
  const of = (level: string) => {
    const row = parts.pay.get(key)?.find((each) => each["level"] === level);
    const pay = payOf(level, key, parts, given);
    return { openings: row === undefined ? 0 : whole(row["openings"]), pay: pay.disclosed === 0 ? null : pay };
  };
  const [entry, mid, senior, lead] = LEVELS;
  return { entry: of(entry), mid: of(mid), senior: of(senior), lead: of(lead), unknown: of("") };
}

/** Pay of a role, or of one level in it. The interval is given for the role as a whole only. */
function payOf(level: string | null, key: string, parts: Parts, given: ReadonlySet<GivenField>): PayFigures {
  const row = parts.pay.get(key)?.find((each) => each["level"] === level);
  const histogram = (parts.histogram.get(key) ?? [])
    .filter((each) => each["level"] === level)
    .map((each) => [whole(each["midpoint"]), whole(each["n"])] as const);
  const employers =
    level !== null || !given.has("employer") ? [] : (parts.employerPay.get(key) ?? []).map(employerCount);
  const midpoint = spread(row?.["midpoint"]);
  return {
    disclosed: row === undefined ? 0 : whole(row["disclosed"]),
    employers: given.has("employer") ? whole(row?.["employers"] ?? 0) : null,
    floor: given.has("range") ? spread(row?.["floor"]) : null,
    midpoint: midpoint === null ? null : { ...midpoint, interval: intervalOf(employers, histogram) },
    ceiling: given.has("range") ? spread(row?.["ceiling"]) : null,
    distribution: toTheThousand(histogram),
  };
}

function intervalOf(
  employers: readonly EmployerCount[],
  histogram: readonly (readonly [number, number])[],
): [number, number] | null {
  const shares = medianIntervalShares(employers);
  if (shares === undefined) return null;
  const values = histogram.flatMap(([midpoint, n]) => Array.from({ length: n }, () => midpoint));
  return [Math.round(quantile(values, shares[0]) ?? 0), Math.round(quantile(values, shares[1]) ?? 0)];
}

function toTheThousand(histogram: readonly (readonly [number, number])[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const [midpoint, n] of histogram) {
    const thousand = Math.round(midpoint / 1000) * 1000;
    counts.set(thousand, (counts.get(thousand) ?? 0) + n);
  }
  return [...counts];
}

const spreadSchema = z.object({ mean: z.number(), p25: z.number(), median: z.number(), p75: z.number() }).nullable();

function spread(value: unknown): Spread | null {
  return spreadSchema.parse(value ?? null);
}

function employerCount(row: Row): EmployerCount {
  return { n: whole(row["n"]), below: whole(row["below_twice"]) / 2 };
}

function named(row: Row): { name: string; postings: number } {
  return { name: text(row["name"]), postings: whole(row["postings"]) };
}

function weekAndRole(row: Row): string {
  return `${text(row["week"])} ${text(row["role"])}`;
}

function byKey(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, key);
}
