import { z } from "zod";
import { changeMetricSchema, gateSchema, guardReasonSchema, verdictSchema } from "./change.ts";
import { currencySchema } from "./money.ts";
import { weekSchema } from "./week.ts";

/** How a value is printed. `money` is whole yearly; `share` 0 to 1; `points` a difference of shares; `growth` a ratio less 1. */
export const UNITS = ["count", "money", "share", "points", "growth"] as const;

/**
 * A typed, numbered statement; prose may use nothing else.
 * Ids are `<slice>.<metric>[.<basis>].<stat>[@<window>]`; without a window the fact is of the week alone.
 */
export const factSchema = z.strictObject({
  id: z.string(),
  slice: z.string(),
  metric: z.string(),
  basis: z.enum(["floor", "midpoint", "ceiling"]).nullable(),
  stat: z.string(),
  window: z.string().nullable(),
  value: z.number(),
  unit: z.enum(UNITS),
  currency: currencySchema.nullable(),
  n: z.int().nullable(),
  employers: z.int().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** For a fact that was compared: the change it was compared by. */
  change: z
    .strictObject({
      metric: changeMetricSchema,
      before: z.number(),
      difference: z.number(),
      p: z.number().nullable(),
      q: z.number().nullable(),
      theta: z.number().nullable(),
      /** As in the change, where the edition knew them: from what difference on it would have been noticed, since when it stands, and its two parts. */
      noticeable: z.number().nullable().default(null),
      since: weekSchema.nullable().default(null),
      mix: z.strictObject({ pay: z.number(), jobs: z.number() }).nullable().default(null),
    })
    .nullable(),
  verdict: verdictSchema.nullable(),
  gates: z.array(gateSchema),
  /** The week as whose data the value was known. */
  vintage: weekSchema,
  /** The stored file the value was read from, and where in it. */
  source: z.strictObject({ path: z.string(), sha256: z.string(), field: z.string() }),
});
export type Fact = z.infer<typeof factSchema>;
export type Unit = (typeof UNITS)[number];

/** A printed number and the fact it stands for. `offset` counts UTF-16 units in the surface's final text. */
export const claimSchema = z.strictObject({
  surface: z.string(),
  offset: z.int(),
  printed: z.string(),
  fact: z.string(),
});
export type Claim = z.infer<typeof claimSchema>;

/** Something a reader or editor should know about the data, with the numbers behind it. */
export const warningSchema = z.strictObject({
  code: z.string(),
  slice: z.string().nullable(),
  reason: guardReasonSchema.nullable(),
});
export type Warning = z.infer<typeof warningSchema>;
