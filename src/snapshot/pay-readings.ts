import type { PayReading } from "../domain/pay-reading.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import type { Database } from "../duckdb.ts";
import { whole } from "./row-values.ts";
import { fromParquet, postingsOf } from "./store.ts";

/** A week's rate of exchange moves pay in other currencies by less; it is no other reading of the ad. */
const ALTERED = 0.02;

/**
 * How the pay of jobs open in each of the weeks and in the week before it (the same key in both) differs between the two.
 * Weeks without postings here, of their own or of the week before, are absent. A posting without an employer counts as an
 * employer of its own.
 */
export async function readPayReadings(
  folder: string,
  weeks: readonly Week[],
  database: Database,
): Promise<Map<Week, PayReading>> {
  const readings = new Map<Week, PayReading>();
  for (const week of weeks) {
    const earlier = addWeeks(week, -1);
    const [now, before] = [await postingsOf(folder, week), await postingsOf(folder, earlier)];
    if (now === undefined || before === undefined) continue;
    const [row] = await fromParquet(readingSql(now, before), [earlier, week], database);
    const [postings, changed, top, topChanged] = ["postings", "changed", "top", "top_changed"].map((column) =>
      whole(row?.[column] ?? 0),
    );
    if (postings === undefined || changed === undefined || top === undefined || topChanged === undefined) continue;
    readings.set(week, { postings, changed, others: { postings: postings - top, changed: changed - topChanged } });
  }
  return readings;
}

/** Keys that stand for several postings of a week say of none which is which, and are left out. */
function readingSql(now: string, before: string): string {
  const once = (table: string) =>
    `SELECT key, any_value(employer) AS employer, any_value(pay_midpoint) AS pay FROM ${table} GROUP BY key HAVING count(*) = 1`;
  return `WITH employers AS (
      SELECT coalesce(n.employer::VARCHAR, n.key) AS employer, count(*) AS postings, count(*) FILTER (
        (b.pay IS NULL) <> (n.pay IS NULL) OR abs(n.pay - b.pay) > ${ALTERED} * b.pay) AS changed
      FROM (${once(now)}) AS n JOIN (${once(before)}) AS b ON b.key = n.key GROUP BY ALL
    ), first AS (SELECT * FROM employers ORDER BY changed DESC, postings, employer LIMIT 1)
    SELECT coalesce(sum(postings), 0)::BIGINT AS postings, coalesce(sum(changed), 0)::BIGINT AS changed,
      (SELECT postings FROM first) AS top, (SELECT changed FROM first) AS top_changed FROM employers`;
}
