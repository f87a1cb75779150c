import { z } from "zod";
import type { Offer } from "../domain/offer.ts";
import { LEVELS } from "../domain/posting.ts";
import { CATEGORY_PREFIX } from "../domain/role.ts";
import { mondayOf, sundayOf, type Week } from "../domain/week.ts";
import { type Database, literal, literals, type Row } from "../duckdb.ts";
import { fromParquet, postingsOf } from "./store.ts";

/** Above this ratio of upper to lower end the middle of a pay range is too soft for a test. */
const WIDEST_RANGE = 3;

export interface OffersWanted {
  /** The week before the first one, where it is stored and alike: what was listed there is not new. */
  readonly weekBefore?: Week | undefined;
  /** An offer that a stock holds in its first week was there before, for all that is known. */
  readonly kind: "stock" | "flow";
  /** Category of each role that has one; an offer counts once in a category, whatever its roles. */
  readonly categories?: ReadonlyMap<string, string>;
  /** Slices to read, by `Offer.role`; all where it is left out. */
  readonly only?: readonly string[];
}

/** Texts as the numbers of their names: few names stand in many rows, and reading a text costs ten times what a number does. */
const offerColumns = z.array(
  z.object({
    role: z.int(),
    mainRole: z.int(),
    employer: z.int().nullable(),
    level: z.int().nullable(),
    region: z.int().nullable(),
    weeks: z.int(),
    remoteWeeks: z.int(),
    newWeeks: z.int(),
    midpoint: z.number().nullable(),
    narrow: z.boolean(),
  }),
);

/**
 * The offers of some weeks, of each role, each category and (role empty) in all, in a fixed order; undefined when this machine lacks
 * the postings of any of them. Postings of a week without an employer are each an offer of their own, also where all that is
 * known of them is the same. An offer is new in the week of the day it was first seen, and where no day is known in the first week
 * that lists it.
 */
export async function readOffers(
  folder: string,
  weeks: readonly Week[],
  wanted: OffersWanted,
  database: Database,
): Promise<Offer[] | undefined> {
  const tables = await Promise.all(weeks.map((week) => postingsOf(folder, week)));
  if (tables.length === 0 || tables.some((table) => table === undefined)) return undefined;
  const before = wanted.weekBefore === undefined ? undefined : await postingsOf(folder, wanted.weekBefore);
  const listed = tables.map((table, index) => `SELECT *, ${2 ** index} AS bit FROM ${table}`);
  const all = [...listed, ...(before === undefined ? [] : [`SELECT *, 0 AS bit FROM ${before}`])].join(
    " UNION ALL BY NAME ",
  );
  // A stock's first week without the one before: nobody knows what of it is new.
  const known = wanted.kind === "stock" && before === undefined ? "& ~1" : "";
  const only = wanted.only === undefined ? "" : `WHERE role IN (${wanted.only.map(literal).join(", ")})`;
  const ask = (sql: string) => fromParquet(sql, weeks, database);
  await ask(
    `CREATE OR REPLACE TEMP TABLE offers_read AS WITH jobs AS (
      SELECT *, offer AS job FROM (${all}) WHERE offer IS NOT NULL UNION ALL BY NAME
      SELECT *, concat_ws('|', key, pay_midpoint, row_number() OVER (PARTITION BY bit, key, pay_midpoint ORDER BY workplace, pay_floor, pay_ceiling, roles)) AS job FROM (${all}) WHERE offer IS NULL
    ), listed AS (
      SELECT job, employer, level, bit, CASE WHEN workplace = 'remote' THEN 'remote' ELSE country::VARCHAR END AS region,
        CASE WHEN workplace = 'remote' THEN bit ELSE 0 END AS remote_bit, pay_midpoint AS midpoint, first_seen,
        coalesce(pay_ceiling <= ${WIDEST_RANGE} * pay_floor, true) AS narrow, roles, ${slicesSql(wanted)} AS slices
      FROM jobs
    )
    SELECT role, min(CASE WHEN list_contains(roles, role) THEN role ELSE coalesce(list_min(roles), '') END) AS "mainRole",
      min(employer)::VARCHAR AS employer, min(level)::VARCHAR AS level, min(region) AS region,
      bit_or(bit)::INTEGER AS weeks, bit_or(remote_bit)::INTEGER AS "remoteWeeks",
      CASE WHEN min(bit) = 0 THEN 0 ELSE (${newWeekSql(weeks)} ${known})::INTEGER END AS "newWeeks",
      min(midpoint) FILTER (bit > 0) AS midpoint, bool_and(narrow) FILTER (bit > 0) AS narrow
    FROM (SELECT * EXCLUDE (slices), unnest(slices) AS role FROM listed) ${only}
    GROUP BY role, job HAVING bit_or(bit) > 0 ORDER BY role, job`,
  );
  return await namedOffers(ask);
}

/** The offers of the table, in its order. */
async function namedOffers(ask: (sql: string) => Promise<readonly Row[]>): Promise<Offer[]> {
  const texts = `SELECT DISTINCT unnest([role, "mainRole", employer, region]) AS name FROM offers_read`;
  await ask(
    `CREATE OR REPLACE TEMP TABLE offer_names AS SELECT name, row_number() OVER (ORDER BY name) - 1 AS number FROM (${texts}) WHERE name IS NOT NULL`,
  );
  const names = nameColumn.parse(await ask("SELECT name FROM offer_names ORDER BY number")).map(({ name }) => name);
  const rows = await ask(
    `SELECT of_role.number AS role, of_main.number AS "mainRole", of_employer.number AS employer, of_region.number AS region,
      nullif(list_position(${literals(LEVELS)}, level), 0) - 1 AS level, weeks, "remoteWeeks", "newWeeks", midpoint, narrow
    FROM offers_read
      JOIN offer_names of_role ON of_role.name = role JOIN offer_names of_main ON of_main.name = "mainRole"
      LEFT JOIN offer_names of_employer ON of_employer.name = employer LEFT JOIN offer_names of_region ON of_region.name = region
    ORDER BY offers_read.rowid`,
  );
  await ask("DROP TABLE offers_read");
  await ask("DROP TABLE offer_names");
  const named = (number: number | null) => (number === null ? null : (names[number] ?? null));
  return offerColumns.parse(rows).map((row) => ({
    ...row,
    role: named(row.role) ?? "",
    mainRole: named(row.mainRole) ?? "",
    employer: named(row.employer),
    level: row.level === null ? null : (LEVELS[row.level] ?? null),
    region: named(row.region),
  }));
}

const nameColumn = z.array(z.object({ name: z.string() }));

/** A posting's roles, the categories they are in, and the total. */
function slicesSql({ categories = new Map() }: OffersWanted): string {
  const byCategory = Map.groupBy(categories.keys(), (role) => categories.get(role) ?? "");
  const named = [...byCategory].map(
    ([category, roles]) =>
      `CASE WHEN list_has_any(roles, [${roles.map(literal).join(", ")}]) THEN [${literal(CATEGORY_PREFIX + category)}] ELSE [] END`,
  );
  return `list_concat(list_distinct(roles), ${[...named, "['']"].join(", ")})`;
}

/** The bit of the week that an offer was new in. */
function newWeekSql(weeks: readonly Week[]): string {
  const cases = weeks.map(
    (week, index) => `WHEN min(first_seen) BETWEEN '${mondayOf(week)}' AND '${sundayOf(week)}' THEN ${2 ** index}`,
  );
  return `CASE WHEN min(first_seen) IS NULL THEN min(bit) ${cases.join(" ")} ELSE 0 END`;
}
