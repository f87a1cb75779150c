import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Holidays, holidayWeeks, parseHolidays } from "../../../src/domain/holidays.ts";
import { weekOf, weeksUpTo } from "../../../src/domain/week.ts";

const SHIPPED = parseHolidays(readFileSync("templates/en-US/holidays.yaml", "utf8"), "holidays.yaml");
const weeksOf = (holidays: Holidays, year: number) => [
  ...holidayWeeks(holidays, weeksUpTo(weekOf(`${year}-12-28`), 52)),
];
const only = (from: Holidays[number]["from"], year: number) => weeksOf([{ name: "one", from }], year);

describe("holidayWeeks", () => {
  // Easter Sundays as published by the US Naval Observatory.
  it.each([
    [2023, "2023-04-09"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2038, "2038-04-25"],
  ])("finds the Easter of %i", (year, day) => {
    expect(only({ easter: 0 }, year)).toEqual([weekOf(day)]);
    expect(only({ easter: 1 }, year)).not.toEqual([weekOf(day)]);
  });

  it("finds the so-manieth weekday of a month, and the last", () => {
    // Thanksgiving 2023 was on 23 November, Labor Day on 4 September, Memorial Day on 29 May; May 2024 has four Mondays.
    expect(only({ month: 11, weekday: "thursday", nth: 4 }, 2023)).toEqual([weekOf("2023-11-23")]);
    expect(only({ month: 9, weekday: "monday", nth: 1 }, 2023)).toEqual([weekOf("2023-09-04")]);
    expect(only({ month: 5, weekday: "monday", nth: -1 }, 2023)).toEqual([weekOf("2023-05-29")]);
    expect(only({ month: 5, weekday: "monday", nth: -1 }, 2024)).toEqual([weekOf("2024-05-27")]);
  });

  it("runs a span into the next year", () => {
    const turn: Holidays = [{ name: "turn", from: { month: 12, day: 24 }, to: { month: 1, day: 2 } }];
    expect([...holidayWeeks(turn, weeksUpTo("2024-W02", 5))]).toEqual(["2023-W51", "2023-W52", "2024-W01"]);
  });

  it("knows the weeks of 2023 that rest in the United States", () => {
    expect(weeksOf(SHIPPED, 2023)).toEqual([
      ...["2023-W01", "2023-W02", "2023-W14", "2023-W22", "2023-W27", "2023-W36"],
      ...["2023-W47", "2023-W48", "2023-W49", "2023-W50", "2023-W51", "2023-W52"],
    ]);
  });
});

describe("parseHolidays", () => {
  it.each([
    "holidays:\n  - { name: x, from: { month: 13, day: 1 } }",
    "holidays:\n  - { name: x, from: { month: 5, weekday: moonday, nth: 1 } }",
    "days: []",
  ])("refuses %j with the path", (text) => {
    expect(() => parseHolidays(text, "de-DE/holidays.yaml")).toThrow(
      expect.objectContaining({ code: "template-invalid", message: expect.stringContaining("de-DE/holidays.yaml") }),
    );
  });
});
