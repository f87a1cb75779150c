import { z } from "zod";
import { claimSchema, factSchema, warningSchema } from "./fact.ts";
import { toldSchema } from "./published.ts";
import { weekSchema } from "./week.ts";

/** The version of formats, statistics and templates together; `verify` compares only editions of its own. */
export const EDITION_VERSION = "0.5.0";

/** A paragraph, line or heading of the letter: plain text, and the facts it uses. */
export const passageSchema = z.strictObject({
  slot: z.string(),
  variant: z.int(),
  text: z.string(),
  facts: z.array(z.string()),
  /** Its numbers by their places in the text, so that whoever quotes it can say what they stand for. Absent where there are none. */
  claims: z.array(claimSchema.omit({ surface: true })).optional(),
});

/** Digits of the editor's that state nothing about the data: in `{{lit}}` with its reason, in `{{name}}` with none. */
export const literalSchema = claimSchema.omit({ fact: true }).extend({ reason: z.string().nullable(), line: z.int() });
export type EditionLiteral = z.infer<typeof literalSchema>;

export const chartSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** The finding in words, 20 to 150 characters. */
  alt: z.string(),
  /** CSS pixels; the PNG has twice as many. */
  width: z.int(),
  height: z.int(),
  svg: z.string(),
  png: z.string(),
  /** The facts or weekly figures drawn. */
  data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

/** What `reports/<week>/edition.json` holds: every statement of the edition and where each printed number comes from. */
export const editionSchema = z.strictObject({
  version: z.string(),
  week: weekSchema,
  /** Told from made-up postings, wholly or in part. Absent otherwise. */
  invented: z.literal(true).optional(),
  /** SHA-256 over the plain bytes of every text file of the edition but this one, of all that readers' mails are made from, and the hashes of its inputs. */
  hash: z.string(),
  /** SHA-256 of all that readers' mails are made from: subject, sender, and the parts that are joined for each reader. */
  mail: z.string(),
  inputs: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  facts: z.array(factSchema),
  passages: z.array(passageSchema),
  claims: z.array(claimSchema),
  /** Absent where the editor's letter has none. */
  literals: z.array(literalSchema).optional(),
  charts: z.array(chartSchema),
  warnings: z.array(warningSchema),
  /** Subject, structures, lead and pairs: what later editions are told not to repeat. Editions of before it have none. */
  told: toldSchema.optional(),
});
export type Edition = z.infer<typeof editionSchema>;
export type Passage = z.infer<typeof passageSchema>;
export type ChartEntry = z.infer<typeof chartSchema>;
