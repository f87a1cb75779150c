import type { Claim, Fact } from "../domain/fact.ts";
import { storedJson } from "../domain/json.ts";
import type { Week } from "../domain/week.ts";

const COLUMNS = [
  "id",
  "slice",
  "metric",
  "basis",
  "stat",
  "window",
  "value",
  "unit",
  "currency",
  "n",
  "employers",
  "low",
  "high",
  "verdict",
  "noticeable",
  "since",
  "vintage",
  "source",
] as const;

/**
 * Every fact of the edition as CSV (RFC 4180), a header and a row each, in the order of the facts. Verdicts go by
 * the spelling of the stored changes (`little-changed`), which no language alters; `noticeable` is in the unit of the change.
 */
export function dataCsv(facts: readonly Fact[]): string {
  const rows = facts.map((fact) => COLUMNS.map((column) => cell(columnOf(fact, column))).join(","));
  return [COLUMNS.join(","), ...rows, ""].join("\r\n");
}

/** The same facts as JSON; of a page also where it prints them, which an edition's `edition.json` tells. */
export function dataJson(week: Week, facts: readonly Fact[], claims?: readonly Claim[]): string {
  return storedJson({
    week,
    facts: facts.map((fact) => Object.fromEntries(COLUMNS.map((column) => [column, columnOf(fact, column)]))),
    ...(claims === undefined ? {} : { claims: [...claims] }),
  });
}

function columnOf(fact: Fact, column: (typeof COLUMNS)[number]): string | number | null {
  switch (column) {
    case "low":
      return fact.interval?.[0] ?? null;
    case "high":
      return fact.interval?.[1] ?? null;
    case "noticeable":
      return fact.change?.noticeable ?? null;
    case "since":
      return fact.change?.since ?? null;
    case "source":
      return `${fact.source.path}#${fact.source.field}`;
    default:
      return fact[column];
  }
}

/** Quoted where it must be. A text that a spreadsheet would run as a formula is kept from it by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
