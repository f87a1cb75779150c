import { z } from "zod";
import { verdictSchema } from "./change.ts";
import { weekSchema } from "./week.ts";

/**
 * `snapshots/<week>/published.json`: the edition as it left the house, written when the first reader is mailed or the archive
 * that holds it is published, and never changed after. What a later edition must not repeat, and may have to revise, it reads here.
 */
export const publishedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  week: weekSchema,
  /** Hash of the edition that was sent, as in its `edition.json`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, "a hash is 64 lower-case hex digits"),
  subject: z.string(),
  preheader: z.string(),
  /** Which structure of which message was used in which slot, in order of the letter. */
  variants: z.array(z.strictObject({ slot: z.string(), key: z.string(), variant: z.int() })),
  /** The facts that were told, in order of first appearance, as they were printed. */
  facts: z.array(
    z.strictObject({
      id: z.string(),
      value: z.number(),
      printed: z.string(),
      /** What the letter called it; absent or null for a fact that was not compared. */
      verdict: verdictSchema.nullable().optional(),
    }),
  ),
  /** Pairs of roles that had a quick verdict in the letter, each in alphabetical order, with the verdict of each metric. */
  pairs: z.array(z.strictObject({ a: z.string(), b: z.string(), verdicts: z.record(z.string(), z.string()) })),
  /** The fact that led the letter, and the one of its career item; null where there was none. */
  lead: z.string().nullable(),
  career: z.string().nullable(),
});
export type Published = z.infer<typeof publishedSchema>;
