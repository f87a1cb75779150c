import { z } from "zod";
import { addDays, type Day, daySchema, sundayOf, type Week, weekSchema } from "./week.ts";

/** The format of `ingest` for Indeed Hiring Lab's share of postings that mention AI. */
export const BACKDROP_FORMAT = "indeed-ai-share";

/** What every line with such a figure names. */
export const BACKDROP_SOURCE = { name: "Indeed Hiring Lab", licence: "CC-BY-4.0" } as const;

/** A day's value may be so much older than the week's end, or than the day a year earlier, to stand for it. */
const STALE_DAYS = 13;

const dayShare = z.strictObject({ day: daySchema, share: z.number().min(0).max(1) });

/**
 * `snapshots/<week>/backdrop.json`: what others measured of the market around ours. The share of postings on Indeed that mention
 * AI on the last day known up to the week's end, a year earlier, and the difference of the two (0.01 is a point). Never mixed
 * with figures of ours.
 */
export const backdropSchema = z.strictObject({
  schemaVersion: z.literal(1),
  week: weekSchema,
  measure: z.literal("ai-share-of-postings"),
  /** Two letters; the country whose postings are meant. */
  country: z.string().regex(/^[A-Z]{2}$/, "a country is two capital letters"),
  value: dayShare,
  /** Null where the data do not reach back so far; then there is no difference. */
  yearEarlier: dayShare.nullable(),
  difference: z.number().nullable(),
  source: z.strictObject({
    name: z.literal(BACKDROP_SOURCE.name),
    licence: z.literal(BACKDROP_SOURCE.licence),
    format: z.literal(BACKDROP_FORMAT),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, "a hash is 64 lower-case hex digits"),
  }),
});
export type Backdrop = z.infer<typeof backdropSchema>;

/** A country's share by day, 0 to 1. */
export type DailyShares = ReadonlyMap<Day, number>;

/**
 * The backdrop of a week; nothing after its Sunday is looked at. Undefined where the last day up to then is more than thirteen days
 * before it: an older value is none of that week.
 */
export function backdropOf(week: Week, country: string, shares: DailyShares, sha256: string): Backdrop | undefined {
  const value = lastUpTo(sundayOf(week), shares);
  if (value === undefined) return undefined;
  const yearEarlier = lastUpTo(aYearBefore(value.day), shares) ?? null;
  return {
    schemaVersion: 1,
    week,
    measure: "ai-share-of-postings",
    country,
    value,
    yearEarlier,
    difference: yearEarlier === null ? null : rounded(value.share - yearEarlier.share),
    source: { ...BACKDROP_SOURCE, format: BACKDROP_FORMAT, sha256 },
  };
}

function lastUpTo(end: Day, shares: DailyShares): { day: Day; share: number } | undefined {
  for (let back = 0; back <= STALE_DAYS; back++) {
    const day = addDays(end, -back);
    const share = shares.get(day);
    if (share !== undefined) return { day, share: rounded(share) };
  }
  return undefined;
}

/** The same day of the year before; of 29 February the 28th. */
function aYearBefore(day: Day): Day {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
  return daySchema.safeParse(before).success ? before : addDays(day, -366);
}

/** To a ten-thousandth of a point: stored figures are read by people too. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6 + 0;
}
