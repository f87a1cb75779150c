import type { Database, Row } from "../duckdb.ts";

/** Lists of names in a snapshot end here; further names are in `postings.parquet`. */
const SKILLS = 50;
const NAMES = 20;

/** Below this a skill's pay says more about chance than about the skill. */
const MIN_FOR_SKILL_PAY = 30;

/** The same spread of one pay column: R type 7 quantiles and the mean, rounded to whole money. */
function spreadSql(column: string): string {
  return `CASE WHEN count(${column}) > 0 THEN {
    'mean': round(avg(${column}))::BIGINT, 'p25': round(quantile_cont(${column}, 0.25))::BIGINT,
    'median': round(quantile_cont(${column}, 0.5))::BIGINT, 'p75': round(quantile_cont(${column}, 0.75))::BIGINT } END`;
}

/**
 * The view `by_role`: a row per posting and role, for every query below. Most feeds give a posting one role, and then nothing
 * needs to be unnested. A posting without any role is in no row.
 */
export async function createByRole(database: Database): Promise<void> {
  const [found] = await database.rows("SELECT max(len(roles)) AS most, min(len(roles)) AS least FROM postings");
  const [role, title] =
    found?.["most"] === 1 && found["least"] === 1
      ? ["roles[1]", "role_titles[1]"]
      : ["unnest(roles)", "unnest(role_titles)"];
  await database.run(`CREATE TEMP VIEW by_role AS
    SELECT week, ${role} AS role, ${title} AS role_title, key, offer, employer, level, places, workplace,
      pay_floor, pay_midpoint, pay_ceiling, skills, equity, bonus
    FROM postings`);
}

/** Everything that is one number per week and role. Ordered by week and role, as all queries here. */
export function roleCounts(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, role, count(*) AS openings, count(DISTINCT offer) AS offers, count(DISTINCT employer) AS employers,
      count(*) FILTER (workplace = 'remote') AS remote, count(*) FILTER (workplace = 'hybrid') AS hybrid, count(*) FILTER (workplace = 'onsite') AS onsite,
      count(*) FILTER (equity) AS equity, count(*) FILTER (bonus) AS bonus,
      count(skills) AS told_skills, count(equity) AS told_equity, count(bonus) AS told_bonus
    FROM by_role GROUP BY week, role ORDER BY week, role`);
}

/** The spelling of each role's title that most postings of a week use; of equals the first by code point. */
export function roleTitles(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, role, role_title AS title FROM (SELECT week, role, role_title, count(*) AS n FROM by_role GROUP BY ALL)
    QUALIFY row_number() OVER (PARTITION BY week, role ORDER BY n DESC, role_title) = 1 ORDER BY week, role`);
}

/** Pay per week and role, and per level within it (`level` null for the role as a whole, '' for an unknown level). */
export function payFigures(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, role, CASE WHEN grouping(coalesce(level, '')) = 1 THEN NULL ELSE coalesce(level, '') END AS level,
      count(*) AS openings, count(pay_midpoint) AS disclosed, count(DISTINCT employer) FILTER (pay_midpoint IS NOT NULL) AS employers,
      ${spreadSql("pay_floor")} AS floor, ${spreadSql("pay_midpoint")} AS midpoint, ${spreadSql("pay_ceiling")} AS ceiling
    FROM by_role GROUP BY GROUPING SETS ((week, role), (week, role, coalesce(level, ''))) ORDER BY week, role, level NULLS FIRST`);
}

/** How often each midpoint occurs per week, role and level; both the role as a whole (`level` null) and its levels. */
export function payHistogram(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, role, CASE WHEN grouping(coalesce(level, '')) = 1 THEN NULL ELSE coalesce(level, '') END AS level,
      pay_midpoint AS midpoint, count(*) AS n
    FROM by_role WHERE pay_midpoint IS NOT NULL
    GROUP BY GROUPING SETS ((week, role, pay_midpoint), (week, role, coalesce(level, ''), pay_midpoint)) ORDER BY week, role, level NULLS FIRST, midpoint`);
}

/** Per employer: disclosed pay, and how much of it is below the role's median (ties by half). */
export function employerPay(database: Database): Promise<Row[]> {
  return database.rows(`WITH medians AS (
      SELECT week, role, quantile_cont(pay_midpoint, 0.5) AS median FROM by_role WHERE pay_midpoint IS NOT NULL GROUP BY week, role
    )
    SELECT week, role, count(*) AS n, sum(CASE WHEN pay_midpoint < median THEN 2 WHEN pay_midpoint = median THEN 1 ELSE 0 END) AS below_twice
    FROM by_role JOIN medians USING (week, role) WHERE pay_midpoint IS NOT NULL AND employer IS NOT NULL
    GROUP BY week, role, employer ORDER BY week, role, employer`);
}

/** The most named skills, with pay of the postings that name each where there are enough; ties by code point. */
export function skillCounts(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, role, skill AS name, count(*) AS postings,
      CASE WHEN count(pay_midpoint) >= ${MIN_FOR_SKILL_PAY} THEN ${spreadSql("pay_midpoint")} END AS pay
    FROM (SELECT week, role, pay_midpoint, unnest(skills) AS skill FROM by_role) GROUP BY week, role, skill
    QUALIFY row_number() OVER (PARTITION BY week, role ORDER BY count(*) DESC, skill) <= ${SKILLS}
    ORDER BY week, role, postings DESC, name`);
}

/** The most frequent employers, or metro areas (each that a posting names), per week and role; ties by code point. */
export function nameCounts(of: "employer" | "places", database: Database): Promise<Row[]> {
  const names = of === "employer" ? "employer" : "unnest(places)";
  return database.rows(`SELECT week, role, name, count(*) AS postings FROM (SELECT week, role, ${names} AS name FROM by_role) WHERE name IS NOT NULL
    GROUP BY week, role, name
    QUALIFY row_number() OVER (PARTITION BY week, role ORDER BY count(*) DESC, name) <= ${NAMES}
    ORDER BY week, role, postings DESC, name`);
}

/** A posting counts once in the totals, whatever number of roles it has. */
export function totalCounts(database: Database): Promise<Row[]> {
  return database.rows(`SELECT week, count(*) AS openings, count(DISTINCT offer) AS offers, count(DISTINCT employer) AS employers,
      count(pay_midpoint) AS disclosed, max(last_seen) AS last_day
    FROM postings GROUP BY week ORDER BY week`);
}

/**
 * Per role ('' for the total): postings of the week whose key was not open the week before, and those of the week before
 * whose key is open no more. Both weeks are FROM clauses with `key` and `roles`.
 */
export function openedAndClosed(now: string, before: string, database: Database): Promise<Row[]> {
  return database.rows(`WITH now AS (SELECT key, roles FROM ${now}), earlier AS (SELECT key, roles FROM ${before}),
      opened AS (SELECT key, roles FROM now WHERE key NOT IN (SELECT key FROM earlier)),
      closed AS (SELECT key, roles FROM earlier WHERE key NOT IN (SELECT key FROM now))
    SELECT role, sum(opened)::BIGINT AS opened, sum(closed)::BIGINT AS closed FROM (
      SELECT unnest(list_append(roles, '')) AS role, 1 AS opened, 0 AS closed FROM opened
      UNION ALL SELECT unnest(list_append(roles, '')), 0, 1 FROM closed
    ) GROUP BY role ORDER BY role`);
}

/**
 * One row: postings whose pay is another than in the week before (`repriced`), and postings that were not open then but whose
 * offer was listed since the day `since` by a posting that is gone, or by themselves (`reposted`); null where no posting has
 * an offer. Other exchange rates are no other pay: an offer is made of pay as it was stated.
 */
export async function repostedAndRepriced(
  now: string,
  before: string,
  recent: readonly string[],
  since: string,
  database: Database,
): Promise<Row | undefined> {
  const pay = "pay_floor, pay_midpoint, pay_ceiling";
  const lately = recent.map((table) => `SELECT key, offer, last_seen FROM ${table}`).join(" UNION ALL ");
  const rows = await database.rows(`WITH now AS (SELECT key, offer, [${pay}] AS pay FROM ${now}),
      earlier AS (SELECT key, any_value(offer) AS offer, any_value([${pay}]) AS pay FROM ${before} GROUP BY key),
      lately AS (SELECT DISTINCT key, offer FROM (${lately}) WHERE offer IS NOT NULL AND coalesce(last_seen >= '${since}', true)),
      opened AS (SELECT key, offer FROM now WHERE key NOT IN (SELECT key FROM earlier)),
      gone AS (SELECT offer FROM lately WHERE key NOT IN (SELECT key FROM now)),
      reopened AS (SELECT key FROM lately)
    SELECT
      (SELECT CASE WHEN count(offer) > 0 THEN 0 END FROM now)
        + (SELECT count(*) FROM opened WHERE offer IN (SELECT offer FROM gone) OR key IN (SELECT key FROM reopened)) AS reposted,
      (SELECT count(*) FROM now JOIN earlier USING (key)
        WHERE now.pay IS DISTINCT FROM earlier.pay AND (now.offer IS NULL OR now.offer IS DISTINCT FROM earlier.offer)) AS repriced`);
  return rows[0];
}
