import { z } from "zod";
import { currencySchema, PAY_PERIODS } from "../domain/money.ts";

/*
 * The small parts of a mapping file: how one value of a posting is read from the cells of a row.
 */

/**
 * What a field's value becomes: by whole value, else `otherwise` (null drops it; absent keeps the value as it is);
 * `empty` stands for an empty cell or a column that is not there.
 */
const translation = {
  values: z.record(z.string(), z.string().nullable()).optional(),
  otherwise: z.string().nullable().optional(),
  empty: z.string().optional(),
};

export const pattern = z.string().min(1).refine(isPattern, "that is no regular expression");
export const names = z
  .array(z.string().min(1))
  .min(1)
  .refine((all) => new Set(all).size === all.length, "each column stands there once");

const column = z.strictObject({
  column: z.string().min(1),
  /** A file may lack the column; its values are then null. */
  optional: z.boolean().optional(),
  /** Keep only the first group of this pattern (RE2 syntax); a value that does not match becomes null. */
  pattern: pattern.optional(),
  /** Of two rows that are one posting: the smaller or the larger figure; null in a row without a partner. */
  of: z.enum(["lower", "upper"]).optional(),
  ...translation,
});

/** A column by name, a column with a translation, or the same value on every row. */
export const field = z.union([z.string().min(1), column, z.strictObject({ constant: z.string().min(1) })]);
export type Field = z.infer<typeof field>;

/** A list in one cell: a Python or JSON list literal, or values joined by a separator; or one value in each of many rows of a side file. */
export const list = z.strictObject({
  column: z.string().min(1),
  optional: z.boolean().optional(),
  list: z.union([z.literal("literal"), z.literal("rows"), z.strictObject({ separator: z.string().min(1) })]),
});

/** A yes-or-no column; see `booleanSql` for the spellings understood. */
export const flag = z.strictObject({
  column: z.string().min(1),
  optional: z.boolean().optional(),
  boolean: z.literal(true),
});

/** One way in which a row may state pay; the first whose figures are there is taken. */
export const pay = z.strictObject({
  floor: field.optional(),
  midpoint: field.optional(),
  ceiling: field.optional(),
  per: z.union([z.enum(PAY_PERIODS), column]),
  currency: z.union([currencySchema, column]),
});
export type PayMapping = z.infer<typeof pay>;

export const condition = z.strictObject({
  column: z.string().min(1),
  is: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  present: z.boolean().optional(),
});
export type Condition = z.infer<typeof condition>;

export type ListField = z.infer<typeof list>;
export type FlagField = z.infer<typeof flag>;

/** Whether a pattern, itself well formed, keeps anything. */
export function hasGroup(pattern: string): boolean {
  return (new RegExp(`${unflagged(pattern)}|`, "u").exec("")?.length ?? 0) > 1;
}

function unflagged(pattern: string): string {
  return pattern.replace(/^\(\?[a-z]+\)/, "");
}

/** RE2 and JavaScript agree on what a pattern is, but for flags at its start; RE2 cannot look around or back. */
function isPattern(pattern: string): boolean {
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern)) return false;
  try {
    return new RegExp(unflagged(pattern), "u").source !== "";
  } catch {
    return false;
  }
}
