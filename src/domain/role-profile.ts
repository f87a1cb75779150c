import { z } from "zod";

const sentence = z.string().min(1);
const list = z.array(sentence).min(1);
const level = z.enum(["low", "medium", "high"]);
/** A year, and the text that was true then. */
const dated = z.strictObject({ text: sentence, asOf: z.int().min(2020).max(2100) });

/**
 * A figure that others published: never measured here, never in a verdict, a rank or a chart of ours. Money is in `unit`.
 * One end is enough; both where a range was published.
 */
export const publishedFigureSchema = z
  .strictObject({
    what: z.enum(["entry", "mid", "senior", "average", "hired", "total", "freelance", "equity"]),
    from: z.number().positive().optional(),
    to: z.number().positive().optional(),
    unit: z.string().regex(/^[A-Z]{3} (a year|a month|an hour)$/, "a unit is a currency and a period, like USD a year"),
    /** The kind of source, as a reader may judge it: "career guide". */
    source: sentence,
    year: z.int().min(2020).max(2100),
    note: sentence.optional(),
  })
  .refine(({ from, to }) => from !== undefined || to !== undefined, "a figure needs from, to, or both")
  .refine(({ from = 0, to = Number.POSITIVE_INFINITY }) => from <= to, "from is larger than to");

/** What the work of a role is: prose of our own, in the pack's language. Short sentences without figures of pay. */
export const roleProfileSchema = z.strictObject({
  /** What the role is about, in one sentence. */
  focus: sentence,
  lean: z.enum(["applied", "infrastructure", "research", "data", "product", "software"]),
  /** What leaves its hands. */
  ships: list,
  /** A usual day, as a reader would live it. */
  typicalDay: z.array(sentence).min(3).max(8),
  coding: z.strictObject({ level: z.enum(["minimal", "some", "yes", "advanced"]), note: sentence }),
  maths: z.strictObject({ level, note: sentence }),
  entry: z.strictObject({ difficulty: z.enum(["easiest", "medium", "hardest"]), reason: sentence }),
  techniques: z.array(sentence).min(3).max(10),
  /** Tools by layer, from the data up to what users see; names spelt as in skills.yaml. */
  stack: z
    .array(z.strictObject({ layer: sentence, tools: list }))
    .min(2)
    .max(8),
  strongCandidates: z.array(sentence).min(3).max(6),
  quality: z.array(sentence).min(2).max(6),
  stakeholders: list,
  bestFit: z.array(sentence).min(2).max(5),
  entryPoints: list,
  /** From the first job of this role to what comes after it. */
  progression: z.array(sentence).min(3).max(8),
  specialistRoutes: list,
  hybridRoutes: list,
  talentPools: list,
  /** Months from a neighbouring job, with steady evening work; `role` is a slug of the taxonomy or a job in words. */
  switching: z
    .array(z.strictObject({ from: sentence, months: z.tuple([z.int().min(0), z.int().max(72)]), needs: list }))
    .min(2),
  outlook: dated,
  risk: z.strictObject({ text: sentence, asOf: z.int().min(2020).max(2100), commoditisation: level }),
  goodSigns: z.array(sentence).min(3).max(6),
  weakSigns: z.array(sentence).min(3).max(6),
  roadmap: z
    .array(z.strictObject({ stage: sentence, learn: list, build: sentence }))
    .min(4)
    .max(6),
  /** Free to use; `url` is a stable address of the maker. */
  resources: z.array(z.strictObject({ title: sentence, by: sentence, url: z.url().optional(), why: sentence })).min(2),
  published: z.array(publishedFigureSchema),
  freelance: sentence,
  equity: sentence,
});
export type RoleProfile = z.infer<typeof roleProfileSchema>;
