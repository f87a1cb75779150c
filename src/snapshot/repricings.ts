import { z } from "zod";
import type { Repricing } from "../domain/repricing.ts";
import type { Week } from "../domain/week.ts";
import type { Database } from "../duckdb.ts";
import { fromParquet, postingsOf } from "./store.ts";

/** A week's rate of exchange moves pay in other currencies by less; it is no decision of the employer's. */
const ALTERED = 0.02;

const columns = z.array(z.object({ employer: z.string(), before: z.number(), now: z.number(), ads: z.int() }));

/**
 * Ads of two weeks of a stock (the same key in both) that bear other pay in the second, by employer and by both figures, in that
 * order; empty where this machine lacks the postings of either. Keys that stand for several postings of a week, ads of no named
 * employer and ads that lost or gained their pay are left out.
 */
export async function readRepricings(
  folder: string,
  before: Week,
  now: Week,
  database: Database,
): Promise<readonly Repricing[]> {
  const [earlier, later] = [await postingsOf(folder, before), await postingsOf(folder, now)];
  if (earlier === undefined || later === undefined) return [];
  const once = (table: string) =>
    `SELECT key, any_value(employer) AS employer, any_value(pay_midpoint) AS pay FROM ${table} GROUP BY key HAVING count(*) = 1`;
  const rows = await fromParquet(
    `SELECT n.employer, b.pay AS before, n.pay AS now, count(*)::INTEGER AS ads
      FROM (${once(later)}) AS n JOIN (${once(earlier)}) AS b ON b.key = n.key
      WHERE n.employer IS NOT NULL AND b.pay > 0 AND n.pay > 0 AND abs(n.pay - b.pay) > ${ALTERED} * b.pay
      GROUP BY ALL ORDER BY ALL`,
    [before, now],
    database,
  );
  return columns.parse(rows);
}
