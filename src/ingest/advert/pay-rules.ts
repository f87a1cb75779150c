import { z } from "zod";
import { currencySchema, PAY_PERIODS, type PayPeriod } from "../../domain/money.ts";
import { parseYaml } from "../../domain/yaml.ts";
import { type Lexicon, lexiconOf, textTokens } from "./pay-words.ts";

/** What a phrase says about the number beside it; a phrase may say several things ("from" opens a range and sets a floor). */
export interface UnitWord {
  readonly period?: PayPeriod;
  readonly scale?: number;
  /** A currency, settled. */
  readonly code?: string;
  /** A sign of many currencies, settled by a country. */
  readonly sign?: string;
  readonly range?: "to" | "and";
  readonly opening?: true;
  readonly upTo?: true;
  readonly atLeast?: true;
  readonly orMore?: true;
  readonly about?: true;
}

/** What a phrase says about what an amount is for. */
export interface ContextWord {
  readonly pay?: true;
  readonly other?: "either" | "before" | "after";
  readonly mention?: "equity" | "bonus";
  readonly ignored?: true;
  readonly without?: true;
  readonly stop?: true;
  readonly joins?: true;
  readonly extra?: true;
}

export interface PlaceWord {
  readonly country?: string;
  readonly before?: true;
  readonly after?: true;
  readonly zone?: true;
}

export interface PayRules {
  readonly units: Lexicon<UnitWord>;
  readonly context: Lexicon<ContextWord>;
  readonly places: Lexicon<PlaceWord>;
  /** Lower-case words that are no part of a place's name, and those that may join its parts. */
  readonly neverPlaces: ReadonlySet<string>;
  readonly joining: ReadonlySet<string>;
  readonly abbreviations: ReadonlySet<string>;
  readonly currencies: ReadonlyMap<string, { readonly in: readonly string[]; readonly perDollar: number }>;
  readonly sharedSigns: ReadonlyMap<string, { readonly means: readonly string[]; readonly elsewhere: string | null }>;
  /** The currency of an amount without sign or code, by country. */
  readonly unsigned: ReadonlyMap<string, string>;
  readonly sizes: z.infer<typeof sizesSchema>;
}

const phrase = z.string().min(1).max(60);
/** Phrases, in one list or in several for the sake of line lengths. */
const phrases = z.array(z.union([phrase, z.array(phrase)])).transform((lists) => lists.flat());
const span = z.tuple([z.number().positive(), z.number().positive()]);
const country = z.string().regex(/^[A-Z]{2}$/, "a country is a code of two capital letters, like US");
const sizesSchema = z.strictObject({
  stated: span,
  guessed: z.strictObject({ year: span, hour: span }),
  widest: z.number().min(1),
});
const sides = { either: phrases.optional(), before: phrases.optional(), after: phrases.optional() };

const paySchema = z
  .strictObject({
    periods: z.record(z.enum(PAY_PERIODS), phrases),
    scales: z.record(z.string().regex(/^10+$/, "a scale is a power of ten in digits"), phrases),
    ranges: z.strictObject({
      to: phrases,
      and: phrases,
      opening: phrases,
      upTo: phrases,
      atLeast: phrases,
      orMore: phrases,
      about: phrases,
    }),
    pay: phrases,
    other: z.strictObject({
      equity: z.strictObject(sides),
      bonus: z.strictObject(sides),
      none: z.strictObject(sides),
    }),
    ignored: phrases,
    without: phrases,
    stops: phrases,
    joins: phrases,
    extras: phrases,
    sizes: sizesSchema,
    currencies: z.record(
      currencySchema,
      z.strictObject({
        says: phrases,
        in: z.array(country),
        unsigned: z.array(country).optional(),
        perDollar: z.number().positive(),
      }),
    ),
    sharedSigns: z.record(
      phrase,
      z.strictObject({ means: z.array(currencySchema).min(1), elsewhere: currencySchema.optional() }),
    ),
    countries: z.record(country, phrases),
    places: z.strictObject({ before: phrases, after: phrases, joining: phrases, zones: phrases, never: phrases }),
    abbreviations: phrases,
  })
  .refine(
    ({ currencies, sharedSigns }) =>
      Object.values(sharedSigns).every(({ means, elsewhere }) =>
        [...means, ...(elsewhere === undefined ? [] : [elsewhere])].every((code) => Object.hasOwn(currencies, code)),
      ),
    "sharedSigns names a currency that currencies does not list",
  );
type PayFile = z.infer<typeof paySchema>;

/** `templates/<locale>/pay.yaml`; `path` is for the message only. A file that does not fit is refused (`template-invalid`). */
export function parsePayRules(text: string, path: string): PayRules {
  const file = parseYaml(paySchema, text, path);
  const currencies = Object.entries(file.currencies);
  return {
    units: lexiconOf(unitWords(file)),
    context: lexiconOf(contextWords(file)),
    places: lexiconOf(placeWords(file)),
    neverPlaces: neverPlaces(file),
    joining: new Set(file.places.joining.flatMap(wordsOf)),
    abbreviations: new Set(file.abbreviations.flatMap(wordsOf)),
    currencies: new Map(currencies),
    sharedSigns: new Map(
      Object.entries(file.sharedSigns).map(([sign, { means, elsewhere = null }]) => [sign, { means, elsewhere }]),
    ),
    unsigned: new Map(
      currencies.flatMap(([code, { unsigned = [] }]) => unsigned.map((where) => [where, code] as const)),
    ),
    sizes: file.sizes,
  };
}

function unitWords({ periods, scales, ranges, currencies, sharedSigns }: PayFile): [string, UnitWord][] {
  return [
    ...PAY_PERIODS.flatMap((period) => tagged<UnitWord>(periods[period], { period })),
    ...Object.entries(scales).flatMap(([scale, words]) => tagged<UnitWord>(words, { scale: Number(scale) })),
    ...Object.entries(currencies).flatMap(([code, { says }]) => tagged<UnitWord>(says, { code })),
    ...Object.keys(sharedSigns).flatMap((sign) => tagged<UnitWord>([sign], { sign })),
    ...tagged<UnitWord>(ranges.to, { range: "to" }),
    ...tagged<UnitWord>(ranges.and, { range: "and" }),
    ...tagged<UnitWord>(ranges.opening, { opening: true }),
    ...tagged<UnitWord>(ranges.upTo, { upTo: true }),
    ...tagged<UnitWord>(ranges.atLeast, { atLeast: true }),
    ...tagged<UnitWord>(ranges.orMore, { orMore: true }),
    ...tagged<UnitWord>(ranges.about, { about: true }),
  ];
}

function contextWords({ pay, other, ignored, without, stops, joins, extras }: PayFile): [string, ContextWord][] {
  const sided = (lists: PayFile["other"]["none"], more: ContextWord) =>
    (["either", "before", "after"] as const).flatMap((side) =>
      tagged<ContextWord>(lists[side] ?? [], { other: side, ...more }),
    );
  return [
    ...tagged<ContextWord>(pay, { pay: true }),
    ...sided(other.none, {}),
    ...sided(other.equity, { mention: "equity" }),
    ...sided(other.bonus, { mention: "bonus" }),
    ...tagged<ContextWord>(ignored, { ignored: true }),
    ...tagged<ContextWord>(without, { without: true }),
    ...tagged<ContextWord>(stops, { stop: true }),
    ...tagged<ContextWord>(joins, { joins: true }),
    ...tagged<ContextWord>(extras, { extra: true }),
  ];
}

function placeWords({ countries, places }: PayFile): [string, PlaceWord][] {
  return [
    ...Object.entries(countries).flatMap(([code, names]) => tagged<PlaceWord>(names, { country: code })),
    ...tagged<PlaceWord>(places.before, { before: true }),
    ...tagged<PlaceWord>(places.after, { after: true }),
    ...tagged<PlaceWord>(places.zones, { zone: true }),
  ];
}

/** The words that the pack says are none, and those by which pay and periods are known, but for what joins a name's parts. */
function neverPlaces({ places, pay, periods }: PayFile): ReadonlySet<string> {
  const never = [...places.never, ...pay, ...Object.values(periods).flat()].flatMap(wordsOf);
  const joining = new Set(places.joining.flatMap(wordsOf));
  return new Set(never.filter((word) => !joining.has(word)));
}

function tagged<T>(phrasesOfOne: readonly string[], says: T): [string, T][] {
  return phrasesOfOne.map((words) => [words, says]);
}

function wordsOf(text: string): string[] {
  return textTokens(text).map(({ text: word }) => word.toLowerCase());
}
