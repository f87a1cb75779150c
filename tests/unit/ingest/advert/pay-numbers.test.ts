import { expect, it } from "vitest";
import { numberValue } from "../../../../src/ingest/advert/pay-numbers.ts";

it.each([
  ["120000", 120000],
  ["120,000", 120000],
  ["120.000", 120000],
  ["120 000", 120000],
  ["120'000", 120000],
  ["120’000", 120000],
  ["1,20,000", 120000],
  ["12,00,000", 1200000],
  ["1.234.567,89", 1234567.89],
  ["1,234,567.8", 1234567.8],
  ["120 000,50", 120000.5],
  ["62.50", 62.5],
  ["62,5", 62.5],
  ["0.5", 0.5],
])("reads %s", (text, value) => {
  expect(numberValue(text, false)).toBe(value);
});

it.each([["1,2,3"], ["12,34,56"], ["1.2.3"], ["0,120"], ["1234,567"], ["1,234.567.89"], ["1.2345"], ["1".repeat(30)]])(
  "reads nothing in %s",
  (text) => {
    expect(numberValue(text, false)).toBeNull();
  },
);

it("reads a decimal before a scale, and nothing where it could be thousands too", () => {
  expect(numberValue("143.5", true)).toBe(143.5);
  expect(numberValue("1.250", true)).toBeNull();
});
