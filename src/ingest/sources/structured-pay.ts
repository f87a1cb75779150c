import type { Currency, PayPeriod } from "../../domain/money.ts";
import { textOf } from "./json-value.ts";

/*
 * Money that fields of their own state.
 */

/** A three-letter code in any case; null for anything else. */
export function currencyOf(value: unknown): Currency | null {
  const text = textOf(value)?.toUpperCase() ?? "";
  return /^[A-Z]{3}$/.test(text) ? text : null;
}

/**
 * A figure as a number or as text: "120,000.00", "120.000,00", "$120k", "1 200 000". Null for 0, with which boards fill a field
 * that was left empty, and for text that is more than one figure.
 */
export function figureOf(value: unknown): number | null {
  const number = typeof value === "number" ? value : figureInText(textOf(value) ?? "");
  return number === null || !Number.isFinite(number) || number === 0 ? null : number;
}

const LONGEST = 40;

function figureInText(text: string): number | null {
  if (text.length > LONGEST) return null;
  const [, digits, thousand] = /^[\p{Sc}A-Z]{0,4} ?([\d.,' \u2019]+?) ?([kK])? ?[\p{Sc}A-Z]{0,4}$/u.exec(text) ?? [];
  if (digits === undefined) return null;
  const plain = plainDigits(digits);
  if (plain === null) return null;
  return Number(plain) * (thousand === undefined ? 1 : 1000);
}

/** Groups of three are thousands, whatever stands between them; what follows another mark is a fraction. */
function plainDigits(text: string): string | null {
  if (/^\d+([.,]\d{1,2})?$/.test(text)) return text.replace(",", ".");
  if (/^\d+\.\d+$/.test(text) && !/^\d{1,3}\.\d{3}$/.test(text)) return text;
  const [, whole = "", fraction = ""] =
    /^(\d{1,3}(?:[,'\u2019 ]\d{3})+)(\.\d{1,2})?$/.exec(text) ??
    /^(\d{1,3}(?:[.'\u2019 ]\d{3})+)(,\d{1,2})?$/.exec(text) ??
    [];
  return whole === "" ? null : whole.replaceAll(/\D/g, "") + fraction.replace(",", ".");
}

const PERIODS: ReadonlyMap<string, PayPeriod> = new Map([
  ...["hour", "hours", "hourly", "hr", "hur", "hrly", "h"].map((word) => [word, "hour"] as const),
  ...["day", "days", "daily"].map((word) => [word, "day"] as const),
  ...["week", "weeks", "weekly", "wee", "wk"].map((word) => [word, "week"] as const),
  ...["month", "months", "monthly", "mon", "mo"].map((word) => [word, "month"] as const),
  ...["year", "years", "yearly", "annual", "annually", "annum", "ann", "yr"].map((word) => [word, "year"] as const),
]);

/** The period that a field's word or code means: "HOUR", "Yearly", "ANN" (UN/CEFACT), "https://schema.org/Month". */
export function periodOf(value: unknown): PayPeriod | null {
  const word = textOf(value)?.toLowerCase().slice(0, 100).split(/[/#:]/).at(-1) ?? "";
  return PERIODS.get(word.replace(/^per[ _-]/, "")) ?? null;
}
