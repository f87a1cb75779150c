import { IntlMessageFormat } from "intl-messageformat";
import { z } from "zod";
import { ReportError } from "../errors.ts";
import { PERIODS_PER_YEAR } from "./money.ts";
import { type Day, dateAtUtcMidnight, mondayOf, sundayOf, type Week, weekNumber } from "./week.ts";

/** `templates/<locale>/pack.json`: what the language needs besides its messages. */
export const packSchema = z.strictObject({
  locale: z.string(),
  language: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  /** How readers are told of pay: per year or per month, rounded to so many of the currency, short ($129K) or in full. */
  money: z
    .strictObject({ period: z.enum(["year", "month"]), roundedTo: z.int().positive(), compact: z.boolean() })
    .optional(),
});

/** What a pack prints money as that says nothing of it. */
const YEARLY_THOUSANDS = { period: "year", roundedTo: 1000, compact: true } as const;

/** `templates/<locale>/messages.json`: ICU messages by key; a list holds structures of which one is chosen per week. */
export const messagesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));

export interface LocalePack extends z.infer<typeof packSchema> {
  readonly messages: z.infer<typeof messagesSchema>;
  /** Spellings of skills as readers know them, by the source's lower-case spelling. */
  readonly skillNames: Readonly<Record<string, string>>;
}

export type MessageValues = Readonly<Record<string, string | number>>;

/** Every word and every number, date and list format a reader sees, from one locale pack. */
export interface Words {
  readonly pack: LocalePack;
  /** The message in its first structure. Throws `template-invalid` for a key the pack lacks. */
  say(key: string, values?: MessageValues): string;
  /** How many structures the pack has for a message: which of them a letter takes is decided by its writer. */
  structures(key: string): number;
  /** The message in one of its structures, counted from 0. */
  sayIn(variant: number, key: string, values?: MessageValues): string;
  /**
   * An amount of a year, as the pack tells pay: $129K, from a million $1.25M; or by the month and in full, 3.480 €. Differences
   * of pay alike. Compact with so many decimals of the thousand, none by default; in full there are none.
   */
  money(amount: number, currency: string, decimals?: number): string;
  /** Amounts of a year that differ by less may print alike. */
  readonly moneyStep: number;
  count(value: number): string;
  /** A share of 0 to 1 in percent, whole by default; one above zero never prints as 0 %, and one below one never as 100 %. */
  share(value: number, decimals?: number): string;
  /**
   * A difference of shares in percentage points without its unit word: 2.1. With so many decimals one that is not nothing never
   * prints as 0; by default it has at most one.
   */
  points(value: number, decimals?: number): string;
  /** A ratio less 1 in percent without sign, by default with one decimal under 10 %: 3.2%, 14%. */
  growth(value: number, decimals?: number): string;
  /** A number of another kind, at most `digits` decimals. */
  decimal(value: number, digits: number): string;
  day(day: Day): string;
  /** The week by its number: 2026-W47, or as the language counts weeks. */
  week(week: Week): string;
  shortDay(day: Day): string;
  /** The week's Monday to Sunday. */
  weekRange(week: Week): string;
  list(items: readonly string[]): string;
  skill(name: string): string;
  /** The country's name by its two-letter code. */
  country(code: string): string;
}

/** Words keep the messages that they compiled: a pack has them once. */
const WORDS = new WeakMap<LocalePack, Words>();

/** The words of a locale pack, as a flow is told. Pure: the pack is read from disk elsewhere. */
export function wordsOf(pack: LocalePack): Words {
  const words = WORDS.get(pack) ?? newWords(pack);
  WORDS.set(pack, words);
  return words;
}

/** Ends the keys of messages for feeds whose postings stay open. */
const OF_STOCK = ".stock";
const STOCK_PACKS = new WeakMap<LocalePack, LocalePack>();

/**
 * The words for a week of this kind. Postings of a stock stay open, and a role's offers are the mean of the days counted: a message
 * that has a form for that (`table.offers.stock`) is told in it. A flow's words are the pack's as they stand.
 */
export function wordsOfKind(words: Words, kind: "stock" | "flow"): Words {
  const { pack } = words;
  if (kind === "flow" || !Object.keys(pack.messages).some((key) => key.endsWith(OF_STOCK))) return words;
  const ofStock = STOCK_PACKS.get(pack) ?? stockPack(pack);
  STOCK_PACKS.set(pack, ofStock);
  return wordsOf(ofStock);
}

function stockPack(pack: LocalePack): LocalePack {
  const { messages } = pack;
  const told = Object.keys(messages).filter((key) => !key.endsWith(OF_STOCK));
  return {
    ...pack,
    messages: Object.fromEntries(told.map((key) => [key, own(messages, `${key}${OF_STOCK}`) ?? messages[key] ?? ""])),
  };
}

function newWords(pack: LocalePack): Words {
  const compiled = new Map<string, IntlMessageFormat>();
  const format = (key: string, variant: number, values: MessageValues): string => {
    const id = `${key}#${variant}`;
    const message = compiled.get(id) ?? compile(structures(pack, key)[variant] ?? "", key, pack);
    compiled.set(id, message);
    return filled(message, key, values, pack);
  };
  const number = numberFormats(pack.locale);
  const count = number({ maximumFractionDigits: 0 });
  const percent = (value: number, decimals: number) =>
    number({ style: "percent", ...fraction(value * 100, decimals) }).format(value);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(pack.locale, { ...options, timeZone: "UTC" });
  const longDate = date({ day: "numeric", month: "long", year: "numeric" });
  const shortDate = date({ day: "numeric", month: "short" });
  const countries = new Intl.DisplayNames(pack.locale, { type: "region" });
  const list = new Intl.ListFormat(pack.locale, { style: "long", type: "conjunction" });
  const { period, roundedTo, compact } = pack.money ?? YEARLY_THOUSANDS;

  return {
    pack,
    say: (key, values = {}) => format(key, 0, values),
    structures: (key) => structures(pack, key).length,
    sayIn: (variant, key, values = {}) => format(key, variant, values),
    money: (amount, currency, decimals = 0) => {
      const told = amount / PERIODS_PER_YEAR[period];
      const fine = compact ? roundedTo / 10 ** decimals : roundedTo;
      const step = compact && Math.abs(told) >= 999_500 ? 10_000 : fine;
      const rounded = Math.round(told / step) * step;
      const ofThousands = compact ? decimals : 0;
      return number({
        style: "currency",
        currency,
        notation: compact ? "compact" : "standard",
        minimumFractionDigits: 0,
        maximumFractionDigits: compact && Math.abs(rounded) >= 1_000_000 ? 2 : ofThousands,
      }).format(rounded);
    },
    moneyStep: roundedTo * PERIODS_PER_YEAR[period],
    count: (value) => count.format(value),
    share: (value, decimals = 0) => percent(value, value < 1 ? decimalsBelowOne(value, decimals) : decimals),
    points: (value, decimals) => {
      const points = Math.abs(value) * 100;
      const options = decimals === undefined ? { maximumFractionDigits: 1 } : fraction(points, decimals);
      return number(options).format(points);
    },
    growth: (value, decimals = Math.abs(value) < 0.0995 ? 1 : 0) => percent(Math.abs(value), decimals),
    decimal: (value, digits) => number({ maximumFractionDigits: digits }).format(value),
    week: (week) => format("week.name", 0, { year: week.slice(0, 4), week: weekNumber(week) }),
    day: (day) => longDate.format(dateAtUtcMidnight(day)),
    shortDay: (day) => shortDate.format(dateAtUtcMidnight(day)),
    weekRange: (week) => longDate.formatRange(dateAtUtcMidnight(mondayOf(week)), dateAtUtcMidnight(sundayOf(week))),
    list: (items) => list.format(items),
    country: (code) => countries.of(code) ?? code,
    skill: (name) => own(pack.skillNames, name.toLowerCase()) ?? name,
  };
}

/** So many decimals, or the first digit that is not zero where they would print a number above zero as zero. */
function fraction(value: number, decimals: number): Intl.NumberFormatOptions {
  return value > 0 && value < 0.5 / 10 ** decimals
    ? { maximumSignificantDigits: 1 }
    : { maximumFractionDigits: decimals };
}

/** The decimals, or as many more as keep a share that is not all from being printed as all. */
function decimalsBelowOne(share: number, decimals: number): number {
  return decimals < 6 && (1 - share) * 100 <= 0.5000001 / 10 ** decimals
    ? decimalsBelowOne(share, decimals + 1)
    : decimals;
}

/**
 * Formats of a language by their options, each made once: making one takes as long as hundreds of uses. They write numbers as the
 * language does, without the marks of direction that some languages set beside signs: letters around a
 * number give it its direction, and what comes from outside loses such marks.
 */
function numberFormats(locale: string): (options: Intl.NumberFormatOptions) => { format(value: number): string } {
  const made = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const whole = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, whole);
    return { format: (value) => whole.format(value).replace(/[\u061C\u200E\u200F]/g, "") };
  };
}

function structures(pack: LocalePack, key: string): readonly string[] {
  const entry = own(pack.messages, key);
  if (entry === undefined) {
    throw new ReportError(
      "template-invalid",
      `The locale pack ${pack.locale} has no message "${key}".`,
      `Add "${key}" to templates/${pack.locale}/messages.json.`,
    );
  }
  return typeof entry === "string" ? [entry] : entry;
}

function compile(text: string, key: string, pack: LocalePack): IntlMessageFormat {
  try {
    return new IntlMessageFormat(text, pack.locale, undefined, { ignoreTag: true });
  } catch (cause) {
    throw messageInvalid(key, pack, cause);
  }
}

function filled(message: IntlMessageFormat, key: string, values: MessageValues, pack: LocalePack): string {
  try {
    return String(message.format(values));
  } catch (cause) {
    throw messageInvalid(key, pack, cause);
  }
}

function messageInvalid(key: string, pack: LocalePack, cause: unknown): ReportError {
  const why = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  return new ReportError(
    "template-invalid",
    `The message "${key}" of the locale pack ${pack.locale} cannot be used: ${why}.`,
    `Mend it in templates/${pack.locale}/messages.json; the syntax is ICU MessageFormat.`,
    { cause },
  );
}

/** A record's own entry: a skill may be called "constructor". */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
