import { type Currency, PAY_PERIODS, PERIODS_PER_YEAR, PLAUSIBLE_PAY_USD, type Rates, rate } from "../domain/money.ts";
import { literal } from "../duckdb.ts";
import { type Cells, fieldSql } from "./field-sql.ts";
import type { Mapping } from "./mapping.ts";
import type { PayMapping } from "./mapping-fields.ts";

/** The SQL columns that state pay as text and numbers, before any judgement: one per end, period and currency. */
export function statedPaySql(alternatives: readonly PayMapping[], cells: Cells): string {
  const stated = alternatives.map((pay) => {
    const ends = [pay.floor, pay.midpoint, pay.ceiling].map((end) => fieldSql(end, cells));
    const per = typeof pay.per === "string" ? literal(pay.per) : `lower(${fieldSql(pay.per, cells)})`;
    const currency =
      typeof pay.currency === "string" ? literal(pay.currency) : `upper(${fieldSql(pay.currency, cells)})`;
    return { ends, per, currency, given: `coalesce(${ends.join(", ")}) IS NOT NULL` };
  });
  const pick = (value: (pay: (typeof stated)[number]) => string) =>
    stated.length === 0
      ? "NULL::VARCHAR"
      : `CASE ${stated.map((pay) => `WHEN ${pay.given} THEN ${value(pay)}`).join(" ")} END`;
  const names = ["stated_floor", "stated_midpoint", "stated_ceiling"];
  const ends = names.map((name, index) => `${pick((pay) => pay.ends[index] ?? "NULL")} AS ${name}`);
  return [...ends, `${pick((pay) => pay.per)} AS stated_per`, `${pick((pay) => pay.currency)} AS stated_currency`].join(
    ",\n    ",
  );
}

/** The SQL columns `read_from` and `read_tiers`: how the stated pay was read. */
export function payReadSql(read: Mapping["payRead"], cells: Cells): string {
  const from = read?.from === undefined ? "'field'" : cells.text(read.from, true);
  const tiers =
    read?.tiers === undefined ? "1" : `greatest(1, coalesce(TRY_CAST(${cells.text(read.tiers, true)} AS INTEGER), 1))`;
  return `${from} AS read_from, ${tiers}::INTEGER AS read_tiers`;
}

/** A figure as written: plain digits, or digits with commas between thousands. */
export function numberSql(sql: string): string {
  return `coalesce(TRY_CAST(${sql} AS DOUBLE), CASE WHEN regexp_full_match(${sql}, '[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?') THEN TRY_CAST(replace(${sql}, ',', '') AS DOUBLE) END)`;
}

/** What one unit of the row's period and currency is worth in a year of the newsletter's currency; null when unknown. */
export function yearlyFactorSql(currency: Currency, rates: Rates | undefined): string {
  const periods = PAY_PERIODS.map((period) => `WHEN ${literal(period)} THEN ${PERIODS_PER_YEAR[period]}`).join(" ");
  const known = new Set([currency, ...(rates === undefined ? [] : [rates.base, ...Object.keys(rates.rates)])]);
  const convertible = [...known].filter(
    (code) => code === currency || rates?.base === currency || rates?.rates[currency] !== undefined,
  );
  const perUnit = convertible.map((code) => `WHEN ${literal(code)} THEN ${rate(code, currency, rates)}`).join(" ");
  return `(CASE stated_per ${periods} END) * (CASE stated_currency ${perUnit} END)`;
}

/**
 * Why a row's pay is not used, although the posting is counted; null when nothing is wrong or no pay is stated.
 * Expects the columns of `statedPaySql`, `floor_number`, `midpoint_number`, `ceiling_number` and `factor`.
 */
export function payDoubtSql(limits: { min: number; max: number }): string {
  const ends = ["floor", "midpoint", "ceiling"];
  const any = (test: (end: string) => string) => ends.map((end) => `(${test(end)})`).join(" OR ");
  return `CASE
      WHEN ${any((end) => `stated_${end} IS NOT NULL AND (${end}_number IS NULL OR NOT isfinite(${end}_number))`)} THEN 'pay-unreadable'
      WHEN ${any((end) => `${end}_number <= 0`)} THEN 'pay-not-positive'
      WHEN coalesce(floor_number, midpoint_number, ceiling_number) IS NULL THEN NULL
      WHEN stated_currency IS NULL OR NOT regexp_full_match(stated_currency, '[A-Z]{3}') THEN 'currency-unknown'
      WHEN stated_per IS NULL OR NOT list_contains(['hour', 'day', 'week', 'month', 'year'], stated_per) THEN 'pay-period-unknown'
      WHEN factor IS NULL THEN 'currency-without-rate'
      WHEN ${any((end) => `${end}_number * factor NOT BETWEEN ${limits.min} AND ${limits.max}`)} THEN 'pay-implausible'
    END`;
}

/** The plausible yearly pay in a currency; the limits are set in US dollars and converted, so a foreign one needs a rate. */
export function plausiblePay(currency: Currency, rates: Rates | undefined): { min: number; max: number } {
  const perUsd = rate("USD", currency, rates);
  return { min: PLAUSIBLE_PAY_USD.min * perUsd, max: PLAUSIBLE_PAY_USD.max * perUsd };
}
