import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type Day, mondayOf, sundayOf, type Week } from "./week.ts";
import { parseYaml } from "./yaml.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const month = z.int().min(1).max(12);

/** A day of every year: a date, the so-manieth weekday of a month (the last one as -1), or days after Easter Sunday. */
const ruleSchema = z.union([
  z.strictObject({ month, day: z.int().min(1).max(31) }),
  z.strictObject({ month, weekday: z.enum(WEEKDAYS), nth: z.union([z.int().min(1).max(4), z.literal(-1)]) }),
  z.strictObject({ easter: z.int().min(-70).max(70) }),
]);
type Rule = z.infer<typeof ruleSchema>;

const holidaysSchema = z.strictObject({
  /** `to` is the day itself where it is left out; one that is earlier in the year is of the next year. */
  holidays: z.array(z.strictObject({ name: z.string().min(1), from: ruleSchema, to: ruleSchema.optional() })),
});
export type Holidays = z.infer<typeof holidaysSchema>["holidays"];

/** Parses `holidays.yaml` of a locale pack; a file that does not fit is refused with its path and the place at fault. */
export function parseHolidays(text: string, path: string): Holidays {
  return parseYaml(holidaysSchema, text, path).holidays;
}

/** Those of the weeks that have at least one day of a holiday. */
export function holidayWeeks(holidays: Holidays, weeks: readonly Week[]): Set<Week> {
  return new Set(weeks.filter((week) => holidays.some((holiday) => touches(holiday, mondayOf(week), sundayOf(week)))));
}

function touches({ from, to }: Holidays[number], monday: Day, sunday: Day): boolean {
  const year = Number(sunday.slice(0, 4));
  return [year - 1, year].some((each) => {
    const first = dayOf(from, each);
    const sameYear = dayOf(to ?? from, each);
    const last = sameYear < first ? dayOf(to ?? from, each + 1) : sameYear;
    return first <= sunday && monday <= last;
  });
}

function dayOf(rule: Rule, year: number): Day {
  if ("easter" in rule) return easterSunday(year).add({ days: rule.easter }).toString();
  if ("day" in rule) return Temporal.PlainDate.from({ year, month: rule.month, day: rule.day }).toString();
  const first = Temporal.PlainDate.from({ year, month: rule.month, day: 1 });
  const weekday = WEEKDAYS.indexOf(rule.weekday) + 1;
  const firstOfThem = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  if (rule.nth > 0) return firstOfThem.add({ weeks: rule.nth - 1 }).toString();
  const fifth = firstOfThem.add({ weeks: 4 });
  return (fifth.month === rule.month ? fifth : firstOfThem.add({ weeks: 3 })).toString();
}

/** The Gregorian Easter (Meeus, Astronomical Algorithms 1991, chapter 8). */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}
