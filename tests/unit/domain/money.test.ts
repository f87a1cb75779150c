import { describe, expect, it } from "vitest";
import { currencySchema, PERIODS_PER_YEAR, rate, ratesSchema } from "../../../src/domain/money.ts";

/** European Central Bank reference rates have this form: units for one euro. */
const RATES = ratesSchema.parse({ date: "2026-11-20", source: "ECB", base: "EUR", rates: { USD: 1.25, GBP: 0.8 } });

describe("rate", () => {
  it("goes from the base, to the base, and through it", () => {
    expect(100 * rate("EUR", "USD", RATES)).toBe(125);
    expect(125 * rate("USD", "EUR", RATES)).toBe(100);
    expect(80 * rate("GBP", "USD", RATES)).toBeCloseTo(125, 12);
  });

  it("needs no table for the same currency", () => {
    expect(rate("JPY", "JPY", undefined)).toBe(1);
  });

  it("says which currency a table lacks, and that there is none", () => {
    expect(() => rate("CHF", "USD", RATES)).toThrowError(
      expect.objectContaining({
        code: "rates-missing",
        message: "Amounts in CHF cannot be converted: the table of 2026-11-20 does not list it.",
      }),
    );
    expect(() => rate("EUR", "USD", undefined)).toThrowError(expect.objectContaining({ code: "rates-missing" }));
  });
});

describe("schemas of money", () => {
  it.each(["usd", "US", "USDT", "€", ""])("refuse %j as a currency", (code) => {
    expect(currencySchema.safeParse(code).success).toBe(false);
  });

  it.each([
    { date: "2026-11-20", source: "s", base: "EUR", rates: { USD: 0 } },
    { date: "2026-11-20", source: "s", base: "EUR", rates: { usd: 1 } },
    { date: "yesterday", source: "s", base: "EUR", rates: {} },
    { date: "2026-11-20", source: "", base: "EUR", rates: {} },
  ])("refuse the table %j", (table) => {
    expect(ratesSchema.safeParse(table).success).toBe(false);
  });

  it("take a year of full-time work as 2,080 hours, as the BLS does", () => {
    expect(PERIODS_PER_YEAR).toEqual({ hour: 2080, day: 260, week: 52, month: 12, year: 1 });
  });
});
