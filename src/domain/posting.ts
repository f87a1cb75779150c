import { z } from "zod";
import { currencySchema } from "./money.ts";
import { daySchema } from "./week.ts";

export const LEVELS = ["entry", "mid", "senior", "lead"] as const;
export const WORKPLACES = ["remote", "hybrid", "onsite"] as const;
export const PAY_SOURCES = ["field", "text"] as const;
export type Workplace = (typeof WORKPLACES)[number];

/**
 * One job advertisement, normalised: a row of `postings.parquet`, whose columns bear these names in this order.
 * Pay is whole yearly money in `currency`. Null where the source does not say. Files of earlier versions lack `places`,
 * `pay_from` and `pay_tiers`.
 */
export const postingSchema = z.strictObject({
  key: z.string().min(1),
  /** The same for postings that advertise the same job (employer, normalised title, pay); null without an employer. */
  offer: z.string().nullable(),
  title: z.string().min(1),
  employer: z.string().nullable(),
  /** Empty for a posting of no role that the rules know: it counts in the totals only. */
  roles: z.array(z.string().min(1)),
  role_titles: z.array(z.string().min(1)),
  level: z.enum(LEVELS).nullable(),
  country: z.string().nullable(),
  /** Of `places`, the one that the posting names first. */
  place: z.string().nullable(),
  /** Every metro area that the posting names, by code point. */
  places: z.array(z.string().min(1)).nullable(),
  workplace: z.enum(WORKPLACES).nullable(),
  employment_type: z.string().nullable(),
  pay_floor: z.int().nullable(),
  pay_midpoint: z.int().nullable(),
  pay_ceiling: z.int().nullable(),
  currency: currencySchema.nullable(),
  /** Where the pay was read: in a field of its own, or in the ad's text; null without pay. */
  pay_from: z.enum(PAY_SOURCES).nullable(),
  /** How many ranges or figures of pay the posting states; null without pay. */
  pay_tiers: z.int().positive().nullable(),
  skills: z.array(z.string()).nullable(),
  equity: z.boolean().nullable(),
  bonus: z.boolean().nullable(),
  first_seen: daySchema.nullable(),
  last_seen: daySchema.nullable(),
  source: z.string().min(1),
});

export type Posting = z.infer<typeof postingSchema>;

/** What a source can say of its postings. What it cannot say is null in a snapshot. */
export const GIVEN_FIELDS = [
  "employer",
  "level",
  "place",
  "remote",
  "hybrid",
  "onsite",
  "range",
  "skills",
  "equity",
  "bonus",
] as const;
export type GivenField = (typeof GIVEN_FIELDS)[number];
