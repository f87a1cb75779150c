import { dateAtUtcMidnight, mondayOf } from "../domain/week.ts";
import type { Finding } from "./finding.ts";
import { finderOf } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";

const DAY_MS = 86_400_000;

/** A day of the week named right before a date is that of the date; a date without a year is taken to be near the edition's week. */
export function weekdayFindings(reading: Reading): Finding[] {
  const { locale, week } = reading.meaning;
  const monday = dateAtUtcMidnight(mondayOf(week)).getTime();
  const day = (offset: number) => new Date(monday + offset * DAY_MS);
  const long = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const find = finderOf(Array.from({ length: 7 }, (_, offset) => long.format(day(offset))));
  let near: readonly (readonly [string, Date])[] | undefined;
  return reading.statements.flatMap((statement) =>
    find(statement.text).flatMap((name) => {
      near ??= daysNear(day, locale);
      const date = dateBehind(statement.text.slice(name.end), near);
      const right = date === undefined ? name.phrase : long.format(date);
      return right.toLowerCase() === name.phrase.toLowerCase() ? [] : [wrongDay(reading, statement, name, right)];
    }),
  );
}

/** Half a year either way, as "September 25" and the like, the longest first so that the 25th is not the 2nd. */
function daysNear(day: (offset: number) => Date, locale: string): (readonly [string, Date])[] {
  const written = new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", timeZone: "UTC" });
  const days = Array.from({ length: 365 }, (_, index) => day(index - 182));
  return days
    .map((date) => [written.format(date).toLowerCase(), date] as const)
    .sort(([one], [other]) => other.length - one.length);
}

function dateBehind(text: string, near: readonly (readonly [string, Date])[]): Date | undefined {
  const rest = text
    .slice(0, 40)
    .replace(/^[\s,.]+/u, "")
    .toLowerCase();
  const [iso] = /^\d{4}-\d{2}-\d{2}/.exec(rest) ?? [];
  const [written, date] = near.find(([each]) => rest.startsWith(each)) ?? ["", undefined];
  const found = iso === undefined ? date : new Date(`${iso}T00:00:00Z`);
  if (found === undefined || Number.isNaN(found.getTime())) return undefined;
  const year = iso === undefined ? /^,?\s*(\d{4})/.exec(rest.slice(written.length))?.[1] : undefined;
  return year === undefined ? found : new Date(Date.UTC(Number(year), found.getUTCMonth(), found.getUTCDate()));
}

function wrongDay(
  reading: Reading,
  statement: Statement,
  name: { start: number; end: number; phrase: string },
  right: string,
): Finding {
  return editorFinding(reading, statement, name, {
    rule: "period",
    severity: "blocking",
    why: `${name.phrase} is said of a day that is a ${right}`,
    fix: `Write ${right}, or the other date.`,
  });
}
