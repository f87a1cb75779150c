import { z } from "zod";
import { currencySchema, PAY_PERIODS } from "../domain/money.ts";
import { LEVELS, WORKPLACES } from "../domain/posting.ts";
import { ReportError } from "../errors.ts";

/**
 * What a field's value becomes: by whole value, else `otherwise` (null drops it; absent keeps the value as it is);
 * `empty` stands for an empty cell or a column that is not there.
 */
const translation = {
  values: z.record(z.string(), z.string().nullable()).optional(),
  otherwise: z.string().nullable().optional(),
  empty: z.string().optional(),
};

const column = z.strictObject({
  column: z.string().min(1),
  /** A file may lack the column; its values are then null. */
  optional: z.boolean().optional(),
  /** Keep only the first group of this pattern (RE2 syntax); a value that does not match becomes null. */
  pattern: z.string().refine(isPattern, "that is no regular expression").optional(),
  ...translation,
});

/** A column by name, a column with a translation, or the same value on every row. */
const field = z.union([z.string().min(1), column, z.strictObject({ constant: z.string().min(1) })]);
export type Field = z.infer<typeof field>;

/** A list in one cell: a Python or JSON list literal, or values joined by a separator. */
const list = z.strictObject({
  column: z.string().min(1),
  optional: z.boolean().optional(),
  list: z.union([z.literal("literal"), z.strictObject({ separator: z.string().min(1) })]),
});

/** A yes-or-no column; see `booleanSql` for the spellings understood. */
const flag = z.strictObject({ column: z.string().min(1), optional: z.boolean().optional(), boolean: z.literal(true) });

/** One way in which a row may state pay; the first whose figures are there is taken. */
const pay = z.strictObject({
  floor: field.optional(),
  midpoint: field.optional(),
  ceiling: field.optional(),
  per: z.union([z.enum(PAY_PERIODS), column]),
  currency: z.union([currencySchema, column]),
});
export type PayMapping = z.infer<typeof pay>;

const condition = z.strictObject({
  column: z.string().min(1),
  is: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  present: z.boolean().optional(),
});
export type Condition = z.infer<typeof condition>;

/** `templates/mappings/<name>.json`: how a table of somebody else's becomes postings. */
export const mappingSchema = z.strictObject({
  name: z.string().min(1),
  /** Where the data come from, as readers see it. */
  source: z.strictObject({ title: z.string().min(1), url: z.url().nullable(), licence: z.string().nullable() }),
  /** The rows were made up: every snapshot, and every edition told from one, then says so. */
  invented: z.literal(true).optional(),
  kind: z.enum(["stock", "flow"]),
  csv: z
    .strictObject({ delimiter: z.string().length(1).optional(), quote: z.string().length(1).optional() })
    .optional(),
  /** `column`: the role column says the role, which is slugged. */
  roles: z.enum(["column"]),
  columns: z.strictObject({
    key: field.optional(),
    title: field,
    employer: field.optional(),
    role: z.union([field, list]),
    level: field.optional(),
    country: field.optional(),
    place: field.optional(),
    /** A translated column, or a flag that says remote when true and nothing when false. */
    workplace: z.union([flag, field]).optional(),
    employmentType: field.optional(),
    skills: list.optional(),
    equity: flag.optional(),
    bonus: flag.optional(),
    /** The day that puts a row into its week: published (flow) or last seen (stock). */
    date: field.optional(),
    firstSeen: field.optional(),
  }),
  pay: z.array(pay),
  /** Rows that do not meet every condition are left out, uncounted as faults. */
  filter: z.array(condition).optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type ListField = z.infer<typeof list>;
export type FlagField = z.infer<typeof flag>;

/** `templates/scopes/<name>.json`: which postings a newsletter is about; compared with the normalised values. */
export const scopeSchema = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "a country is a code of two capital letters, like US")
    .optional(),
  employmentType: z.string().min(1).optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** Parses a mapping file; `path` is for the message only. */
export function parseMapping(text: string, path: string): Mapping {
  const mapping = parsed(mappingSchema, text, path);
  refuseForeignValues(mapping.columns.workplace, WORKPLACES, "workplace", path);
  refuseForeignValues(mapping.columns.level, LEVELS, "level", path);
  return mapping;
}

/** Parses a scope file; `path` is for the message only. */
export function parseScope(text: string, path: string): Scope {
  return parsed(scopeSchema, text, path);
}

function parsed<T>(schema: z.ZodType<T>, text: string, path: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const why = issue === undefined ? "it is not JSON" : `${issue.path.join(".") || "the file"}: ${issue.message}`;
    throw new ReportError(
      "mapping-invalid",
      `${path} cannot be used: ${why}.`,
      "See docs/mappings.md for what a mapping may hold.",
      { cause },
    );
  }
}

/** A translation into a word that nothing else understands would silently lose postings. */
function refuseForeignValues(
  mapped: Field | FlagField | undefined,
  known: readonly string[],
  name: string,
  path: string,
): void {
  if (mapped === undefined || typeof mapped === "string" || !("column" in mapped) || "boolean" in mapped) return;
  const outcomes = [...Object.values(mapped.values ?? {}), mapped.otherwise, mapped.empty];
  const foreign = outcomes.find((value) => value != null && !known.includes(value));
  if (foreign === undefined) return;
  throw new ReportError(
    "mapping-invalid",
    `${path} cannot be used: columns.${name} translates to "${foreign}".`,
    `Use one of: ${known.join(", ")}.`,
  );
}

/** RE2 and JavaScript agree on what a pattern is, but for flags at its start. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/^\(\?[a-z]+\)/, ""), "u").source !== "";
  } catch {
    return false;
  }
}
