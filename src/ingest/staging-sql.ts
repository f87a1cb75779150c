import type { Currency, Rates } from "../domain/money.ts";
import { LEVELS, WORKPLACES } from "../domain/posting.ts";
import type { Day, Week } from "../domain/week.ts";
import { literal, literals } from "../duckdb.ts";
import { booleanSql, type Cells, fieldSql, inertSql, listSql, roleSlugSql } from "./field-sql.ts";
import type { FileDay } from "./file-day.ts";
import type { Marks } from "./joined-sql.ts";
import type { Mapping, Scope } from "./mapping.ts";
import type { Condition, Field } from "./mapping-fields.ts";
import { daySql } from "./moment-sql.ts";
import { offerSql } from "./offer-sql.ts";
import { numberSql, payDoubtSql, payReadSql, plausiblePay, statedPaySql, yearlyFactorSql } from "./pay-sql.ts";
import { ruledRolesSql } from "./role-sql.ts";

export interface Staging {
  readonly mapping: Mapping;
  readonly scope: Scope;
  readonly currency: Currency;
  readonly rates: Rates | undefined;
  /** Where moments become days. */
  readonly timeZone: string;
  /** Rows of other weeks are left out; undefined keeps every week. */
  readonly week: Week | undefined;
  /** Rows need no date when the week is given for a stock. */
  readonly dateNeeded: boolean;
  /** The last day a row may bear. */
  readonly lastDay: Day;
  /** What is known of rows besides their cells. */
  readonly marks: Marks;
  /** The day that the file's name says its rows are of. */
  readonly fileDay: FileDay | undefined;
}

/** Before this a date is a placeholder or a typing mistake: no feed of postings is older. */
const FIRST_DAY: Day = "2000-01-01";

const PAID = "coalesce(pay_midpoint, pay_floor, pay_ceiling) IS NOT NULL";

const REMARKED = "reason IS NOT NULL OR doubt IS NOT NULL";

/**
 * A SELECT with one row per record of the table: the columns of a posting (`domain/posting.ts`) with `week`, `reason`
 * (null for a posting), `doubt` about its pay, and the stated texts that samples quote. Order is the file's.
 */
export function stagingSql(relation: string, cells: Cells, staging: Staging): string {
  const { currency, rates, mapping } = staging;
  return `WITH stated AS (
  SELECT ${statedSql(staging, cells)}
  FROM ${relation}
), numbers AS (
  SELECT *,
    ${numberSql("stated_floor")} AS floor_number, ${numberSql("stated_midpoint")} AS midpoint_number, ${numberSql("stated_ceiling")} AS ceiling_number,
    ${yearlyFactorSql(currency, rates)} AS factor,
    ${daySql("stated_date", staging.timeZone)} AS day,
    ${firstDaySql(staging)} AS first_day,
    ${mapping.roleRules === undefined ? "" : `${ruledRolesSql(mapping.roleRules, "given_title")} AS stated_roles,`}
    list_transform(stated_roles, lambda item: ${roleSlugSql("item")}) AS slugs
  FROM stated
), judged AS (
  SELECT *, ${reasonSql(staging)} AS reason, ${payDoubtSql(plausiblePay(currency, rates))} AS doubt
  FROM numbers
), paid AS (
  SELECT *,
    CASE WHEN doubt IS NULL THEN round(CASE WHEN ceiling_number < floor_number THEN ceiling_number ELSE floor_number END * factor)::BIGINT END AS pay_floor,
    CASE WHEN doubt IS NULL THEN round(CASE WHEN floor_number > ceiling_number THEN floor_number ELSE ceiling_number END * factor)::BIGINT END AS pay_ceiling,
    CASE WHEN doubt IS NULL THEN round(coalesce(midpoint_number, (floor_number + ceiling_number) / 2) * factor)::BIGINT END AS pay_midpoint
  FROM judged
)
SELECT ${postingSql(staging)}
FROM paid`;
}

/** A first day out of range is not said: it decides about no row. */
function firstDaySql({ timeZone, lastDay }: Staging): string {
  const day = daySql("stated_first", timeZone);
  return `CASE WHEN ${day} BETWEEN DATE ${literal(FIRST_DAY)} AND DATE ${literal(lastDay)} THEN ${day} END`;
}

function statedSql({ mapping, marks, fileDay }: Staging, cells: Cells): string {
  const { columns } = mapping;
  const roleTitles =
    typeof columns.role === "object" && "list" in columns.role
      ? listSql(columns.role, cells)
      : `[${inertSql(fieldSql(columns.role, cells))}]`;
  const date = fileDay === undefined ? dateSql(columns.date, cells) : literal(fileDay.day);
  return [
    `${fieldSql(columns.key, cells)} AS given_key`,
    `${inertSql(fieldSql(columns.title, cells))} AS title`,
    `${inertSql(fieldSql(columns.employer, cells))} AS employer`,
    // Rules look at the title as the file has it; the taxonomy looks at all titles together, later.
    {
      column: `${roleTitles} AS stated_roles`,
      taxonomy: "NULL::VARCHAR[] AS stated_roles",
      exact: `${fieldSql(columns.title, cells)} AS given_title`,
      pattern: `${fieldSql(columns.title, cells)} AS given_title`,
    }[mapping.roles],
    `${oneOfSql(fieldSql(columns.level, cells), LEVELS)} AS level`,
    `${fieldSql(columns.country, cells)} AS country`,
    `${inertSql(fieldSql(columns.place, cells))} AS place`,
    ...(columns.places === undefined ? [] : [`${listSql(columns.places, cells)} AS places`]),
    `${workplaceSql(columns.workplace, cells)} AS workplace`,
    `${fieldSql(columns.employmentType, cells)} AS employment_type`,
    `${listSql(columns.skills, cells)} AS skills`,
    `${booleanSql(columns.equity, cells)} AS equity`,
    `${booleanSql(columns.bonus, cells)} AS bonus`,
    `${date} AS stated_date`,
    `${fieldSql(columns.firstSeen, cells)} AS stated_first`,
    statedPaySql(mapping.pay, cells),
    payReadSql(mapping.payRead, cells),
    `${filterSql(mapping.filter ?? [], cells)} AS wanted`,
    `${quotedSql(
      (mapping.filter ?? []).map((condition) => condition.column),
      cells,
    )} AS stated_filter`,
    `${quotedSql([columns.country, columns.employmentType].flatMap(columnOf), cells)} AS stated_scope`,
    ...(marks.second === undefined ? [] : [`${marks.second} AS second`]),
    ...(marks.revised === undefined ? [] : [`${marks.revised} AS revised`]),
    ...(marks.lacking === undefined ? [] : [`${marks.lacking} AS lacking`]),
    ...(marks.file === undefined ? [] : [`${marks.file} AS row_file`]),
    ...(marks.reason === undefined ? [] : [`${marks.reason} AS given_reason`]),
    ...(marks.note === undefined ? [] : [`${marks.note} AS given_note`]),
  ].join(",\n    ");
}

/** A day from the file's name is no column. */
function dateSql(date: Mapping["columns"]["date"], cells: Cells): string {
  return typeof date === "object" && "fileName" in date ? "NULL::VARCHAR" : fieldSql(date, cells);
}

/** A flag says remote when true and nothing when false: "not remote" may be hybrid or on site. */
function workplaceSql(mapped: Mapping["columns"]["workplace"], cells: Cells): string {
  if (typeof mapped === "object" && "boolean" in mapped)
    return `CASE WHEN ${booleanSql(mapped, cells)} THEN 'remote' END`;
  return oneOfSql(fieldSql(mapped, cells), WORKPLACES);
}

function oneOfSql(sql: string, words: readonly string[]): string {
  return `CASE WHEN list_contains(${literals(words)}, lower(${sql})) THEN lower(${sql}) END`;
}

/** Cells as they stand in the file, for a sample to quote. */
function quotedSql(columns: readonly string[], cells: Cells): string {
  const there = columns
    .filter((column) => cells.has(column))
    .map((column) => `coalesce(${cells.text(column, true)}, '')`);
  return there.length === 0 ? "NULL::VARCHAR" : `concat_ws(' / ', ${there.join(", ")})`;
}

function columnOf(field: Field | undefined): string[] {
  if (typeof field === "string") return [field];
  return field !== undefined && "column" in field ? [field.column] : [];
}

function filterSql(conditions: readonly Condition[], cells: Cells): string {
  const tests = conditions.map((condition) => {
    const cell = cells.text(condition.column, false);
    if (condition.is !== undefined)
      return `coalesce(list_contains(${literals([condition.is].flat())}, ${cell}), false)`;
    return `${cell} IS ${condition.present === false ? "" : "NOT "}NULL`;
  });
  return tests.length === 0 ? "true" : tests.join(" AND ");
}

/** Left out by intention first: a row that nobody wanted is no fault. Then what a posting cannot be without. */
function reasonSql(staging: Staging): string {
  const { mapping, scope, week, dateNeeded, lastDay } = staging;
  const inScope = [
    ...(scope.country === undefined ? [] : [`coalesce(country = ${literal(scope.country)}, false)`]),
    ...(scope.employmentType === undefined
      ? []
      : [`coalesce(employment_type = ${literal(scope.employmentType)}, false)`]),
  ];
  const branches = [
    ...jointReasons(staging),
    "WHEN NOT wanted THEN 'filtered'",
    ...(inScope.length === 0 ? [] : [`WHEN NOT (${inScope.join(" AND ")}) THEN 'out-of-scope'`]),
    "WHEN title IS NULL THEN 'no-title'",
    ...(mapping.roles === "column" ? ["WHEN coalesce(list_count(slugs), 0) = 0 THEN 'no-role'"] : []),
    ...(dateNeeded ? ["WHEN stated_date IS NULL THEN 'no-date'"] : []),
    "WHEN stated_date IS NOT NULL AND day IS NULL THEN 'date-unreadable'",
    `WHEN day NOT BETWEEN DATE ${literal(FIRST_DAY)} AND DATE ${literal(lastDay)} THEN 'date-out-of-range'`,
    ...(week === undefined
      ? []
      : [`WHEN day IS NOT NULL AND strftime(day, '%G-W%V') <> ${literal(week)} THEN 'other-week'`]),
  ];
  return `CASE ${branches.join("\n      ")} END`;
}

/** Rows that are no posting of their own come before all: nothing else about them is looked at. */
function jointReasons({ mapping, marks, fileDay }: Staging): string[] {
  return [
    ...(fileDay?.superseded ? ["WHEN true THEN 'earlier-day'"] : []),
    ...(marks.reason === undefined ? [] : ["WHEN given_reason IS NOT NULL THEN given_reason"]),
    ...(marks.second === undefined ? [] : ["WHEN second THEN 'second-of-pair'"]),
    ...(mapping.removed?.revised === "left-out" ? ["WHEN revised IS NOT NULL THEN revised"] : []),
    // What a side file would say of the row may decide whether it is wanted: without that it cannot be judged.
    ...(marks.lacking === undefined ? [] : ["WHEN lacking THEN 'no-side-row'"]),
  ];
}

function postingSql(staging: Staging): string {
  const { mapping, currency, week, marks } = staging;
  const kindDate = mapping.kind === "flow" ? ", coalesce(day::VARCHAR, '')" : "";
  // What makes two rows the same posting where the source gives no key; unit separators keep "a|b" and "a", "b" apart.
  const identity = `concat_ws(chr(31), coalesce(lower(employer), ''), lower(title), coalesce(place, ''), coalesce(stated_midpoint, stated_floor, ''), coalesce(stated_ceiling, '')${kindDate})`;
  const offer = offerSql(currency, staging.scope);
  return [
    `coalesce(given_key, substr(md5(${identity}), 1, 16)) AS key`,
    `CASE WHEN employer IS NOT NULL THEN substr(md5(${offer}), 1, 16) END AS offer`,
    "title",
    "employer",
    // Two spellings of one role are one role; titles stay in step with slugs.
    "list_filter(slugs, lambda item, place: item IS NOT NULL AND list_position(slugs, item) = place) AS roles",
    "list_filter(stated_roles, lambda item, place: slugs[place] IS NOT NULL AND list_position(slugs, slugs[place]) = place) AS role_titles",
    "level",
    "country",
    "place",
    mapping.columns.places === undefined ? "CASE WHEN place IS NOT NULL THEN [place] END AS places" : "places",
    "workplace",
    "employment_type",
    "pay_floor",
    "pay_midpoint",
    "pay_ceiling",
    `CASE WHEN ${PAID} THEN ${literal(currency)} END AS currency`,
    `CASE WHEN ${PAID} THEN read_from END AS pay_from`,
    `CASE WHEN ${PAID} THEN read_tiers END AS pay_tiers`,
    "skills",
    "equity",
    "bonus",
    "coalesce(first_day, day)::VARCHAR AS first_seen",
    "day::VARCHAR AS last_seen",
    `${literal(mapping.name)} AS source`,
    week === undefined
      ? "strftime(day, '%G-W%V') AS week"
      : `CASE WHEN day IS NULL OR strftime(day, '%G-W%V') = ${literal(week)} THEN ${literal(week)} ELSE strftime(day, '%G-W%V') END AS week`,
    "given_key IS NOT NULL AS keyed",
    "reason",
    "doubt",
    "coalesce(stated_midpoint, stated_floor, stated_ceiling) IS NOT NULL AS pay_stated",
    ...(marks.revised === undefined ? [] : ["revised"]),
    ...(marks.file === undefined ? [] : ["row_file"]),
    `${marks.note === undefined ? "NULL::VARCHAR" : "given_note"} AS stated_note`,
    // Only a row with a remark is quoted.
    ...["stated_date", "stated_per", "stated_currency", "stated_filter", "stated_scope"].map(
      (name) => `CASE WHEN ${REMARKED} THEN ${name} END AS ${name}`,
    ),
    `CASE WHEN ${REMARKED} THEN coalesce(stated_midpoint, stated_floor, stated_ceiling) END AS stated_pay`,
  ].join(",\n  ");
}
