import { z } from "zod";
import { ReportError } from "../errors.ts";
import { daySchema } from "./week.ts";

/** A three-letter ISO 4217 code. No amount in this program is without one. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "a currency is a code of three capital letters, like USD");
export type Currency = z.infer<typeof currencySchema>;

/** A dated table of exchange rates: units of each currency for one unit of `base`. */
export const ratesSchema = z.strictObject({
  date: daySchema,
  source: z.string().min(1),
  base: currencySchema,
  rates: z.record(currencySchema, z.number().positive()),
});
export type Rates = z.infer<typeof ratesSchema>;

/** How many of one currency are one of the other, by the table; 1 for the same currency, with or without a table. */
export function rate(from: Currency, to: Currency, rates: Rates | undefined): number {
  if (from === to) return 1;
  return unitsPerBase(to, rates) / unitsPerBase(from, rates);
}

function unitsPerBase(currency: Currency, rates: Rates | undefined): number {
  if (rates === undefined) throw ratesMissing(currency, "no rate table is set");
  if (currency === rates.base) return 1;
  const units = rates.rates[currency];
  if (units === undefined) throw ratesMissing(currency, `the table of ${rates.date} does not list it`);
  return units;
}

function ratesMissing(currency: Currency, why: string): ReportError {
  return new ReportError(
    "rates-missing",
    `Amounts in ${currency} cannot be converted: ${why}.`,
    `Set "rates" in the settings to a JSON file {date, source, base, rates} that lists ${currency}.`,
  );
}

export const PAY_PERIODS = ["hour", "day", "week", "month", "year"] as const;
export type PayPeriod = (typeof PAY_PERIODS)[number];

/**
 * Pay periods in a year of full-time work: 40 hours and 5 days a week for 52 weeks, the convention of the US Bureau of
 * Labor Statistics for annual wages (2,080 hours).
 */
export const PERIODS_PER_YEAR: Readonly<Record<PayPeriod, number>> = {
  hour: 2080,
  day: 260,
  week: 52,
  month: 12,
  year: 1,
};

/** Pay outside these yearly limits is a typing or parsing mistake far more often than pay; it stays out of levels. */
export const PLAUSIBLE_PAY_USD = { min: 10_000, max: 1_500_000 } as const;

/** Below this a change of pay is rounding to most readers, whatever a test says. */
export const PAY_FLOOR_USD = 2_000;
