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
  /** Which structure of which message was used in which slot, in the order in which they were written. */
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
  /**
   * Weeks whose `published.json` this edition was told with. When it is built again it is told with the same ones, whatever went
   * out since; absent in an edition that knew of all.
   */
  knew: z.array(weekSchema).optional(),
  /** Pictures that its mail and its page show, by their paths in the edition's folder; absent in older records. */
  pictures: z.array(z.string()).optional(),
});
export type Published = z.infer<typeof publishedSchema>;

/** What an edition itself says of how it was told: it becomes part of `published.json` when the edition goes out. */
export const toldSchema = publishedSchema.pick({
  subject: true,
  preheader: true,
  variants: true,
  pairs: true,
  lead: true,
  career: true,
});
export type Told = z.infer<typeof toldSchema>;
