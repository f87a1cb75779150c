import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** An ISO week, Monday to Sunday, as `2026-W47`. Weeks sort as text. */
export type Week = string;

/** A day in the newsletter's time zone, as `2026-11-21`. Days sort as text. */
export type Day = string;

export const weekSchema = z
  .string()
  .regex(/^\d{4}-W\d{2}$/, "an ISO week looks like 2026-W47")
  .refine((text) => isWeek(text), "that year has no such week");

export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a day looks like 2026-11-21")
  .refine((text) => isDay(text), "the calendar has no such day");

const DAY_MS = 24 * 3600 * 1000;

/** The ISO week that holds the day; the first days of January may belong to the year before. */
export function weekOf(day: Day): Week {
  const date = Temporal.PlainDate.from(day);
  return `${String(date.yearOfWeek).padStart(4, "0")}-W${String(date.weekOfYear).padStart(2, "0")}`;
}

/** The Monday that begins the week. */
export function mondayOf(week: Week): Day {
  const [year = "", number = ""] = week.split("-W");
  // 4 January is always in week 1. Plain arithmetic: charts and checks ask for thousands of Mondays.
  const january4 = dateAtUtcMidnight(`${year}-01-04`);
  const daysOn = 7 * (Number(number) - 1) - ((january4.getUTCDay() + 6) % 7);
  const [monday = ""] = new Date(january4.getTime() + daysOn * DAY_MS).toISOString().split("T");
  return monday;
}

/** The Sunday that ends the week. */
export function sundayOf(week: Week): Day {
  return Temporal.PlainDate.from(mondayOf(week)).add({ days: 6 }).toString();
}

/** The week `count` weeks later, or earlier when negative. */
export function addWeeks(week: Week, count: number): Week {
  return weekOf(Temporal.PlainDate.from(mondayOf(week)).add({ weeks: count }).toString());
}

/** The `count` weeks that end with `last`, earliest first. */
export function weeksUpTo(last: Week, count: number): Week[] {
  return Array.from({ length: count }, (_, index) => addWeeks(last, index - count + 1));
}

/** Runs of weeks (ascending) by their first and last. */
export function weekRuns(weeks: readonly Week[]): { readonly first: Week; readonly last: Week }[] {
  const runs: { first: Week; last: Week }[] = [];
  for (const week of weeks) {
    const run = runs.at(-1);
    if (run !== undefined && addWeeks(run.last, 1) === week) run.last = week;
    else runs.push({ first: week, last: week });
  }
  return runs;
}

/** The day `count` days later. */
export function addDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Days from the one day to the other; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** Weeks in which recruiters rest: the two or three that end a year, and the first. */
export function isTurnOfYear(week: Week): boolean {
  const number = weekNumber(week);
  return number >= 51 || number === 1;
}

/** Weeks since the one that holds 5 January 1970: turns are taken by it, as it does not begin anew with the year. */
export function absoluteWeekNumber(week: Week): number {
  return Math.round(daysBetween("1970-01-05", mondayOf(week)) / 7);
}

/** The number of the week in its year, 1 to 53. */
export function weekNumber(week: Week): number {
  return Number(week.slice(6));
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Weeks since the one that held 1 January 1970: it goes on by one each week, over the ends of years too. */
export function weekCount(week: Week): number {
  // 1 January 1970 was a Thursday, three days after its Monday.
  return Math.round(dateAtUtcMidnight(mondayOf(week)).getTime() / WEEK_MS + 3 / 7);
}

/** Midnight UTC at the start of the day: only for formatters that take a `Date` and are given `timeZone: "UTC"`. */
export function dateAtUtcMidnight(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function isWeek(text: string): boolean {
  return /^\d{4}-W\d{2}$/.test(text) && weekOf(mondayOf(text)) === text;
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
