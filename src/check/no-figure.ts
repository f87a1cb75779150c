import { dateAtUtcMidnight } from "../domain/week.ts";
import { escaped, finderOf, type Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";
import { weeksWords } from "./word-lists.ts";

/** Where in a text days stand that the calendar has, whole weeks, and addresses: their digits state no figure. */
export type FindDates = (text: string) => readonly Span[];

const MONTHS = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, "0")}-03`);

/**
 * Dates as the locale writes them: a month by name with a day before or behind it (and a year), ISO days and weeks, and years alone
 * next to a month. A day that the month never has is none.
 */
export function dateFinder(locale: string, fillers: readonly string[]): FindDates {
  const names = (["long", "short"] as const).flatMap((month) =>
    MONTHS.map((day, index) => ({
      name:
        new Intl.DateTimeFormat(locale, { month, day: "numeric", timeZone: "UTC" })
          .formatToParts(dateAtUtcMidnight(day))
          .find(({ type }) => type === "month")
          ?.value.replace(/\.$/, "") ?? "",
      index,
    })),
  );
  const months = new Map(names.map(({ name, index }) => [name.toLowerCase(), index]));
  const find = finderOf([...months.keys()].filter((name) => /^\p{L}/u.test(name)));
  const filler = fillers.map(escaped).join("|");
  const behind = new RegExp(
    `^\\.?(?:[\\s,.–-]|${filler || "(?!)"})*(\\d{1,2})(?:\\.|${filler || "(?!)"})?(?!\\d)(?:\\s*[–-]\\s*(\\d{1,2})(?!\\d))?(?:,?\\s+(\\d{4})(?!\\d))?`,
    "u",
  );
  const ahead = new RegExp(
    `(?<!\\d)(?:(\\d{1,2})\\.?\\s*[–-]\\s*)?(\\d{1,2})(?:\\.|(?:[\\s]|${filler || "(?!)"})*)?\\s*$`,
    "u",
  );
  return (text) => {
    const found: Span[] = [...text.matchAll(/\d{4}-W\d{2}|\d{4}-\d{2}-\d{2}|https?:\/\/\S+/g)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
    for (const month of find(text)) {
      const most = daysIn(months.get(month.phrase) ?? 0);
      const after = behind.exec(text.slice(month.end));
      const before = ahead.exec(text.slice(0, month.start));
      const year = /^,?\s+(\d{4})(?!\d)/.exec(text.slice(month.end));
      const fits = (...days: (string | undefined)[]) =>
        days.every((day) => day === undefined || (Number(day) >= 1 && Number(day) <= most));
      const start = before !== null && fits(before[2]) ? before.index : month.start;
      const end = after !== null && fits(after[1]) ? month.end + after[0].length : month.end + (year?.[0].length ?? 0);
      found.push({ start, end });
    }
    return found;
  };
}

/** Days that a month can have. */
function daysIn(month: number): number {
  return month === 1 ? 29 : [3, 5, 8, 10].includes(month) ? 30 : 31;
}

/** Whether a number agrees with the structure around it: as many roles, figures or items follow, or as many weeks as a window has. */
export function agreesWithStructure(reading: Reading, statement: Statement, span: Span, value: number): boolean {
  return isWindow(reading, statement, span, value) || isListSize(reading, statement, span, value);
}

/** "the past four weeks": as long as the window of a figure nearby, or of some fact where no figure is near. */
function isWindow(
  { find, facts }: Reading,
  { text, figures, block }: Statement,
  { end }: Span,
  value: number,
): boolean {
  const [next] = find(weeksWords)(text.slice(end, end + 24));
  if (value < 2 || next === undefined || text.slice(end, end + next.start).trim() !== "") return false;
  const near = figures.flatMap(({ fact }) => weeksOf(fact.window));
  const known = near.length > 0 ? near : [...facts.values()].flatMap(({ window }) => weeksOf(window));
  return block.text !== "" && known.includes(value);
}

function weeksOf(window: string | null): number[] {
  const [, weeks] = /^(\d+)w(?:-before)?$/.exec(window ?? "") ?? [];
  return weeks === undefined ? [] : [Number(weeks)];
}

/** Characters in which a list is looked for. */
const LIST_REACH = 400;

/** "three roles: A, B and C": as many roles, or items, follow behind a colon or a comma that comes a few words later. */
function isListSize(reading: Reading, { block, start }: Statement, { end }: Span, value: number): boolean {
  if (!Number.isInteger(value) || value < 2 || value > 20) return false;
  const rest = block.text.slice(start + end, start + end + LIST_REACH);
  if (namesAsMany(reading, rest, value)) return true;
  const noun = /^(?:\s+\p{L}[\p{L}-]*){1,4}\s*[:,(—–]/u.exec(rest)?.[0];
  if (noun === undefined) return false;
  const list = rest.slice(noun.length);
  if (new Set(reading.rolesIn(list).map(({ slice }) => slice)).size === value) return true;
  if (!/[:(—–]$/u.test(noun)) return false;
  const and = new Intl.ListFormat(reading.meaning.locale).formatToParts(["a", "b"])[1]?.value ?? ",";
  const sentence = /^[^.;!?)]*/u.exec(list)?.[0] ?? "";
  return (
    sentence
      .split(/,/u)
      .flatMap((item) => item.split(and))
      .filter((item) => item.trim() !== "").length === value
  );
}

/** "Three roles now offer more than a month ago: A, B and C": behind the colon of the sentence stand as many roles, and no more. */
function namesAsMany(reading: Reading, rest: string, value: number): boolean {
  const [before = "", list] = /^[^.;!?]*/u.exec(rest)?.[0].split(/:\s/u) ?? [];
  if (list === undefined || !/^(?:\s+[\p{L}'’-]+){1,14}$/u.test(before)) return false;
  return new Set(reading.rolesIn(list).map(({ slice }) => slice)).size === value;
}
