import { IntlMessageFormat } from "intl-messageformat";
import { z } from "zod";
import { ReportError } from "../errors.ts";
import { textHash } from "./random.ts";
import { type Day, dateAtUtcMidnight, mondayOf, sundayOf, type Week, weekNumber } from "./week.ts";

/** `templates/<locale>/pack.json`: what the language needs besides its messages. */
export const packSchema = z.strictObject({
  locale: z.string(),
  language: z.string(),
  direction: z.enum(["ltr", "rtl"]),
});

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
  /** The message in that week's structure for a slot of the letter, `(week number + hash(slot)) mod k`, and which it was. */
  sayInWeek(
    key: string,
    slot: string,
    week: Week,
    values?: MessageValues,
  ): { readonly text: string; readonly variant: number };
  /** To the thousand, compact: $129K. From a million: $1.25M. */
  money(amount: number, currency: string): string;
  count(value: number): string;
  /** A share of 0 to 1 in percent; a share above zero never prints as 0 %, and one below one seldom as 100 %. */
  share(value: number): string;
  /** A difference of shares in percentage points without its unit word, one decimal: 2.1. */
  points(value: number): string;
  /** A ratio less 1 in percent without sign, one decimal under 10 %: 3.2%, 14%. */
  growth(value: number): string;
  /** A number of another kind, at most `digits` decimals. */
  decimal(value: number, digits: number): string;
  day(day: Day): string;
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

/** The words of a locale pack. Pure: the pack is read from disk elsewhere. */
export function wordsOf(pack: LocalePack): Words {
  const words = WORDS.get(pack) ?? newWords(pack);
  WORDS.set(pack, words);
  return words;
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
  const wholePercent = number({ style: "percent", maximumFractionDigits: 0 });
  const onePercent = number({ style: "percent", maximumFractionDigits: 1 });
  const finePercent = number({ style: "percent", maximumSignificantDigits: 1 });
  const oneDecimal = number({ maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(pack.locale, { ...options, timeZone: "UTC" });
  const longDate = date({ day: "numeric", month: "long", year: "numeric" });
  const shortDate = date({ day: "numeric", month: "short" });
  const countries = new Intl.DisplayNames(pack.locale, { type: "region" });
  const list = new Intl.ListFormat(pack.locale, { style: "long", type: "conjunction" });

  return {
    pack,
    say: (key, values = {}) => format(key, 0, values),
    sayInWeek: (key, slot, week, values = {}) => {
      const variant = (weekNumber(week) + textHash(slot)) % structures(pack, key).length;
      return { text: format(key, variant, values), variant };
    },
    money: (amount, currency) => {
      const rounded =
        Math.abs(amount) < 999_500 ? Math.round(amount / 1000) * 1000 : Math.round(amount / 10_000) * 10_000;
      const maximumFractionDigits = Math.abs(rounded) < 1_000_000 ? 0 : 2;
      return number({
        style: "currency",
        currency,
        notation: "compact",
        minimumFractionDigits: 0,
        maximumFractionDigits,
      }).format(rounded);
    },
    count: (value) => count.format(value),
    share: (value) =>
      (value > 0 && value < 0.005 ? finePercent : value > 0.995 && value < 1 ? onePercent : wholePercent).format(value),
    points: (value) => oneDecimal.format(Math.abs(value) * 100),
    growth: (value) => (Math.abs(value) < 0.0995 ? onePercent : wholePercent).format(Math.abs(value)),
    decimal: (value, digits) => number({ maximumFractionDigits: digits }).format(value),
    day: (day) => longDate.format(dateAtUtcMidnight(day)),
    shortDay: (day) => shortDate.format(dateAtUtcMidnight(day)),
    weekRange: (week) => longDate.formatRange(dateAtUtcMidnight(mondayOf(week)), dateAtUtcMidnight(sundayOf(week))),
    list: (items) => list.format(items),
    country: (code) => countries.of(code) ?? code,
    skill: (name) => own(pack.skillNames, name.toLowerCase()) ?? name,
  };
}

/** Formats of a language by their options, each made once: making one takes as long as hundreds of uses. */
function numberFormats(locale: string): (options: Intl.NumberFormatOptions) => Intl.NumberFormat {
  const made = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format;
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
