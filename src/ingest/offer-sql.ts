import type { Currency } from "../domain/money.ts";
import { literal } from "../duckdb.ts";
import { normalisedTitleSql } from "./field-sql.ts";
import type { Scope } from "./mapping.ts";

/**
 * What postings of the same job share, in whichever of a country's cities and however often they are listed: employer, title,
 * pay as stated (another exchange rate makes no other job) and, where the scope leaves it open, the country.
 */
export function offerSql(currency: Currency, scope: Scope): string {
  const own = "coalesce(pay_floor, -1), coalesce(pay_midpoint, -1), coalesce(pay_ceiling, -1)";
  const foreign =
    "stated_currency, stated_per, coalesce(floor_number, -1), coalesce(midpoint_number, -1), coalesce(ceiling_number, -1)";
  const pay = `CASE WHEN doubt IS NOT NULL OR coalesce(stated_currency = ${literal(currency)}, true) THEN concat_ws(chr(31), ${own}) ELSE concat_ws(chr(31), ${foreign}) END`;
  const market = scope.country === undefined ? ", coalesce(country, '')" : "";
  return `concat_ws(chr(31), lower(employer), ${normalisedTitleSql("title")}, ${pay}${market})`;
}
