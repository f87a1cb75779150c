import { describe, expect, it } from "vitest";
import { numberSql, payDoubtSql, plausiblePay, yearlyFactorSql } from "../../../src/ingest/pay-sql.ts";
import { evaluated } from "./evaluated.ts";

const rates = { date: "2026-11-02", source: "made up", base: "EUR", rates: { USD: 1.25, PLN: 5 } };

describe("pay in SQL", () => {
  it.each([
    ["120000", 120_000],
    ["120,000", 120_000],
    ["1,200,000.50", 1_200_000.5],
    ["-5", -5],
    ["+5", 5],
    ["57.25", 57.25],
    ["1e5", 100_000],
    ["12,00", null],
    ["1,20,000", null],
    ["$120,000", null],
    ["120k", null],
    ["120 000", null],
    ["100000-120000", null],
    ["", null],
  ])("reads %j as %j", async (text, number) => {
    expect(await evaluated(numberSql("c"), [text])).toEqual([number]);
  });

  it("knows what a unit of each period and currency is worth in a year", async () => {
    const factor = (currency: string, period: string, table: typeof rates | undefined) =>
      evaluated(
        yearlyFactorSql("USD", table)
          .replaceAll("stated_per", `'${period}'`)
          .replaceAll("stated_currency", `'${currency}'`),
        ["x"],
      );
    expect(await factor("USD", "hour", undefined)).toEqual([2080]);
    expect(await factor("USD", "day", undefined)).toEqual([260]);
    expect(await factor("USD", "fortnight", undefined)).toEqual([null]);
    expect(await factor("EUR", "year", undefined)).toEqual([null]);
    expect(await factor("EUR", "year", rates)).toEqual([1.25]);
    expect(await factor("PLN", "month", rates)).toEqual([3]);
    expect(await factor("CHF", "year", rates)).toEqual([null]);
  });

  it("names the one reason why stated pay is not used", async () => {
    const stated = (floor: string, per: string, currency: string) => {
      const number = numberSql(`'${floor}'`);
      const names = {
        stated_floor: `'${floor}'`,
        stated_midpoint: "NULL",
        stated_ceiling: "NULL",
        floor_number: number,
        midpoint_number: "NULL::DOUBLE",
        ceiling_number: "NULL::DOUBLE",
        stated_per: `'${per}'`,
        stated_currency: `'${currency}'`,
        factor: "1.0",
      };
      return Object.entries(names).reduce(
        (sql, [name, value]) => sql.replace(new RegExp(`\\b${name}\\b`, "g"), value),
        payDoubtSql({ min: 10_000, max: 1_500_000 }),
      );
    };
    const doubt = async (...args: [string, string, string]) => (await evaluated(stated(...args), ["x"]))[0];
    expect(await doubt("100000", "year", "USD")).toBeNull();
    expect(await doubt("10000", "year", "USD")).toBeNull();
    expect(await doubt("9999", "year", "USD")).toBe("pay-implausible");
    expect(await doubt("1500001", "year", "USD")).toBe("pay-implausible");
    expect(await doubt("a lot", "year", "USD")).toBe("pay-unreadable");
    expect(await doubt("infinity", "year", "USD")).toBe("pay-unreadable");
    expect(await doubt("0", "year", "USD")).toBe("pay-not-positive");
    expect(await doubt("100000", "year", "dollars")).toBe("currency-unknown");
    expect(await doubt("100000", "shift", "USD")).toBe("pay-period-unknown");
  });

  it("takes the plausible limits in the newsletter's currency, and asks for a rate where there is none", () => {
    expect(plausiblePay("USD", undefined)).toEqual({ min: 10_000, max: 1_500_000 });
    expect(plausiblePay("PLN", rates)).toEqual({ min: 40_000, max: 6_000_000 });
    expect(() => plausiblePay("PLN", undefined)).toThrow(/PLN cannot be converted|USD cannot be converted/);
  });
});
