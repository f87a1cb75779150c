import { z } from "zod";
import { weekSchema } from "./week.ts";

/**
 * The fixed words a change earns (STATISTICS, section 3d).
 * `rose`/`fell`: every gate passed. `edged-up`/`edged-down`: sure, but between half the floor and the floor, or a headline that its
 * own history does not find unusual. `little-changed`: the interval of the change lies inside the floor either way. `unclear`: could
 * be noise. `one-employer`: it does not hold without the most influential employer. `mostly-mix`: more than half of it is which
 * jobs were posted. `too-few`: the sample is too small to compare. `not-comparable`: the data before and now are not alike.
 */
export const VERDICTS = [
  "rose",
  "fell",
  "edged-up",
  "edged-down",
  "little-changed",
  "unclear",
  "one-employer",
  "mostly-mix",
  "too-few",
  "not-comparable",
] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

export const METRICS = ["offers", "pay", "remote"] as const;
export const metricSchema = z.enum(METRICS);
export type Metric = z.infer<typeof metricSchema>;

/**
 * What is compared between two windows. Besides the three that roles are compared by: `new-pay`, the matched-offer index (pay of
 * new offers against new offers before, at the same employers for the same work); `disclosed`, the share of offers that state
 * pay; `repriced`, how pay of ads that stayed open was changed (stocks only).
 */
export const CHANGE_METRICS = [...METRICS, "new-pay", "disclosed", "repriced"] as const;
export const changeMetricSchema = z.enum(CHANGE_METRICS);
export type ChangeMetric = z.infer<typeof changeMetricSchema>;

/** Windows of one week, of four and of thirteen; only the first two are compared. */
export const windowSchema = z.enum(["1w", "4w", "13w"]);

/** One test a change went through: what was asked, what was found, and whether it passed. */
export const gateSchema = z.strictObject({
  gate: z.string(),
  passed: z.boolean(),
  found: z.number().nullable(),
  limit: z.number().nullable(),
});
export type Gate = z.infer<typeof gateSchema>;

/**
 * One cohort in one window of weeks, over offers (the same job once). Pay is whole yearly midpoints.
 * A level below the suppression limits has `pay: null`, and `remote: null`.
 */
export const windowLevelSchema = z.strictObject({
  weeks: z.array(weekSchema),
  offers: z.number().nonnegative(),
  employers: z.int().nonnegative().nullable(),
  topEmployerShare: z.number().min(0).max(1).nullable(),
  pay: z
    .strictObject({
      n: z.int(),
      employers: z.int().nullable(),
      mean: z.int(),
      p25: z.int(),
      median: z.int(),
      p75: z.int(),
      interval: z.tuple([z.int(), z.int()]).nullable(),
      unreliable: z.boolean(),
      /** The plain median lies outside the interval in which no employer weighs over 10 %. */
      movedByOneEmployer: z.boolean(),
    })
    .nullable(),
  /** Offers that state pay, of all. */
  disclosed: z.strictObject({ n: z.int(), count: z.int() }).nullable(),
  remote: z.strictObject({ n: z.int(), count: z.int() }).nullable(),
});
export type WindowLevel = z.infer<typeof windowLevelSchema>;

const test = z.strictObject({
  name: z.enum([
    "sign-flip-counts",
    "sign-flip-ranks",
    "sign-flip-shares",
    "sign-flip-matched-offers",
    "sign-flip-repricing",
  ]),
  /** Two-sided, of the employer sign-flip; the larger of with and without the most influential employer. */
  p: z.number(),
  pAll: z.number(),
  pWithoutTopEmployer: z.number().nullable(),
  draws: z.int(),
  /** Chance that a random offer of now pays more than one of before; only for the rank test. */
  theta: z.number().nullable(),
  /** Benjamini-Hochberg over the role tests of the week; null for the headline family. */
  q: z.number().nullable(),
});

export const changeSchema = z.strictObject({
  slice: z.string(),
  metric: changeMetricSchema,
  window: z.enum(["1w", "4w"]),
  /** 1 for the indices `new-pay` and `repriced`, whose `now` is the index. */
  before: z.number().nullable(),
  now: z.number().nullable(),
  /** now − before: offers, money, a share (0.02 is two points), or an index less 1. */
  difference: z.number().nullable(),
  /** difference / before, null for shares. */
  growth: z.number().nullable(),
  /** 95 % of the difference, by employers: of medians from their mid-distribution medians, of all else by a bootstrap. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /**
   * The smallest difference that would have been noticed in four of five such weeks, in the unit of the difference; never under the floor,
   * and the floor itself where little changed, as the interval rules out anything larger; null where an interval of no width
   * hides the error.
   */
  noticeable: z.number().nullable(),
  /** How the difference of pay splits: what the same jobs pay, and which jobs were posted. They add up to the difference. */
  mix: z.strictObject({ pay: z.number(), jobs: z.number() }).nullable(),
  /** The first week of the unbroken run of weeks that gave this change the same direction; this week for a new one; null for no direction. */
  since: weekSchema.nullable(),
  /** The employer that moves it most, under a pseudonym of the week; left out where none does, and in weeks compared before it was kept. */
  driver: z.string().optional(),
  test: test.nullable(),
  gates: z.array(gateSchema),
  verdict: verdictSchema,
});
export type Change = z.infer<typeof changeSchema>;

/** How two roles differ in one window; `a` is first in alphabetical order and `difference` is a − b. */
export const pairResultSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  metric: metricSchema,
  aValue: z.number().nullable(),
  bValue: z.number().nullable(),
  difference: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Chance that a random offer of a pays more than one of b; pay only. */
  theta: z.number().nullable(),
  /** Two-sided p of the bootstrap, and Benjamini-Hochberg over all pairs of the week. */
  p: z.number().nullable(),
  q: z.number().nullable(),
  gates: z.array(gateSchema),
  verdict: z.enum(["a-more", "b-more", "no-clear-gap", "too-few"]),
});
export type PairResult = z.infer<typeof pairResultSchema>;

/**
 * Why weeks cannot be compared. `weeks` are the ones at fault; `found` is what they show and `low` to `high` what they might:
 * rows or postings, weeks (`weeks-missing`), days (`days-missing`, `days-apart`) or shares (`pay-share`, `pay-reread`).
 */
export const guardReasonSchema = z.strictObject({
  code: z.enum([
    "first-week",
    "weeks-missing",
    "source-rows",
    "days-missing",
    "source-gone",
    "source-new",
    "pay-share",
    "method-changed",
    "no-postings",
    "no-employers",
    "days-apart",
    "renamed",
    "repriced",
    "pay-reread",
    "source-grown",
  ]),
  weeks: z.array(weekSchema),
  source: z.string().nullable(),
  found: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type GuardReason = z.infer<typeof guardReasonSchema>;

/** The highest or the lowest level of a slice in so many weeks. */
export const recordSchema = z.strictObject({
  slice: z.string(),
  metric: metricSchema,
  kind: z.enum(["highest", "lowest"]),
  /** Weeks looked back on, this one among them; at least 13. */
  weeks: z.int(),
});
export type LevelRecord = z.infer<typeof recordSchema>;

export const CHANGES_VERSION = 2;

/** What `snapshots/<week>/changes.json` holds: figures only, no employer by name. */
export const weekChangesSchema = z.strictObject({
  schemaVersion: z.literal(CHANGES_VERSION),
  week: weekSchema,
  method: z.strictObject({ version: z.int(), settings: z.string() }),
  /** The snapshots compared, with the hash of each file. */
  inputs: z.array(z.strictObject({ week: weekSchema, sha256: z.string() })),
  guard: z.strictObject({ total: z.array(guardReasonSchema), roles: z.array(guardReasonSchema) }),
  levels: z.array(
    z.strictObject({
      slice: z.string(),
      /** `13w` for a role too thin at four weeks. */
      window: windowSchema,
      now: windowLevelSchema,
      before: windowLevelSchema.nullable(),
    }),
  ),
  changes: z.array(changeSchema),
  pairs: z.array(pairResultSchema),
  records: z.array(recordSchema),
});
export type WeekChanges = z.infer<typeof weekChangesSchema>;

/** Whether the week's own count is not that of a week: days without a feed, or the ads of more days than seven. */
export function isNotWhole({ week, guard }: WeekChanges): boolean {
  return guard.total.some(
    ({ code, weeks }) => (code === "days-missing" || code === "days-apart") && weeks.includes(week),
  );
}
