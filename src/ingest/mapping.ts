import { z } from "zod";
import { LEVELS, WORKPLACES } from "../domain/posting.ts";
import { slug } from "../domain/role.ts";
import { ReportError } from "../errors.ts";
import {
  condition,
  type Field,
  type FlagField,
  field,
  flag,
  hasGroup,
  type ListField,
  list,
  names,
  pattern,
  pay,
} from "./mapping-fields.ts";

/** The first group of the pattern in the file's name is the day of all its rows. */
const fileDate = z.strictObject({
  fileName: pattern.refine((text) => /^(?!\(\?[a-z]+\)).*\(/s.test(text), "it needs a group, and no flags before it"),
});

/** A role by its title, and what makes a posting one of it: a title as a whole, or a pattern found in it. */
const roleRule = z.strictObject({
  title: z.string().min(1),
  is: z.union([z.string().min(1), names]).optional(),
  pattern: pattern.optional(),
});
export type RoleRule = z.infer<typeof roleRule>;

/** A file beside each ingested one: a path from its folder, with `*` in the name, or `{file}` for the ingested file's own name. */
const sidePath = z.string().regex(/^([^*]*\/)?[^/]+$/, "a path ends in a file's name, and only that may hold a *");

/** More columns of the same rows, found by a key. The ingested file's own column wins over one of that name. */
const side = z.strictObject({
  file: sidePath,
  /** The key's column, or its names in the ingested file and in the side file where they differ. */
  on: z.union([z.string().min(1), z.strictObject({ main: z.string().min(1), side: z.string().min(1) })]),
  /** `many`: a key may stand in many rows, and the columns are lists. */
  rows: z.enum(["one", "many"]).optional(),
  /** A row may lack a partner; its values are then null. */
  optional: z.boolean().optional(),
});
export type Side = z.infer<typeof side>;

/** The rows that went when those of the ingested file came. No such file for a day: nothing went. */
const removed = z.strictObject({
  file: sidePath,
  /** A posting equal to one that went in all but these columns is the old one with a new title. */
  renamed: names.optional(),
  /** Likewise, with another exchange rate. */
  repriced: names.optional(),
  /** Whether such postings are left out, or stay and are only counted. */
  revised: z.enum(["left-out", "kept"]),
});
export type Removed = z.infer<typeof removed>;

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
  /** How rows belong together: two adjacent rows that are equal but for some columns are one posting. */
  rows: z.strictObject({ pairs: z.strictObject({ equalBut: names }) }).optional(),
  removed: removed.optional(),
  sides: z.array(side).min(1).optional(),
  /**
   * `column`: the role column says the role, which is slugged; a row without one is at fault. `exact` and `pattern`: the rules
   * say which titles are a role; a posting may have several roles or none. `taxonomy`: likewise, by the rules of the locale pack.
   */
  roles: z.enum(["column", "exact", "pattern", "taxonomy"]),
  roleRules: z.array(roleRule).min(1).optional(),
  columns: z.strictObject({
    key: field.optional(),
    title: field,
    employer: field.optional(),
    role: z.union([field, list]).optional(),
    level: field.optional(),
    country: field.optional(),
    place: field.optional(),
    /** All metro areas of a posting; `place` is then the first of them. */
    places: list.optional(),
    /** A translated column, or a flag that says remote when true and nothing when false. */
    workplace: z.union([flag, field]).optional(),
    employmentType: field.optional(),
    skills: list.optional(),
    equity: flag.optional(),
    bonus: flag.optional(),
    /** The day that puts a row into its week: published (flow) or last seen (stock). */
    date: z.union([fileDate, field]).optional(),
    firstSeen: field.optional(),
  }),
  pay: z.array(pay),
  /** Columns that say whether pay was read in a "field" or "text" and of how many ranges; else it is one of a field. */
  payRead: z.strictObject({ from: z.string().min(1).optional(), tiers: z.string().min(1).optional() }).optional(),
  /** Rows that do not meet every condition are left out, uncounted as faults. */
  filter: z.array(condition).optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;

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
  const sense = contradiction(mapping);
  if (sense !== undefined) throw new ReportError("mapping-invalid", `${path} cannot be used: ${sense}.`, SEE_DOCS);
  return mapping;
}

/** Parses a scope file; `path` is for the message only. */
export function parseScope(text: string, path: string): Scope {
  return parsed(scopeSchema, text, path);
}

const SEE_DOCS = "See docs/mappings.md for what a mapping may hold.";

function parsed<T>(schema: z.ZodType<T>, text: string, path: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const why = issue === undefined ? "it is not JSON" : `${issue.path.join(".") || "the file"}: ${issue.message}`;
    throw new ReportError("mapping-invalid", `${path} cannot be used: ${why}.`, SEE_DOCS, { cause });
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

/** What in a mapping, each part of it well formed, cannot be meant together; undefined when it makes sense. */
function contradiction(mapping: Mapping): string | undefined {
  return rolesContradiction(mapping) ?? rowsContradiction(mapping) ?? cellsContradiction(mapping);
}

function cellsContradiction(mapping: Mapping): string | undefined {
  const { delimiter = ",", quote = '"' } = mapping.csv ?? {};
  if (delimiter === quote) return `csv.delimiter and csv.quote are both "${quote}"`;
  const unsaid = mapping.filter?.find(({ is, present }) => (is === undefined) === (present === undefined));
  if (unsaid !== undefined) return `the condition on "${unsaid.column}" needs either "is" or "present"`;
  for (const field of fieldsOf(mapping))
    if (typeof field === "object" && "pattern" in field && field.pattern !== undefined && !hasGroup(field.pattern))
      return `the pattern of "${field.column}" keeps its first group, and has none`;
  return undefined;
}

function rolesContradiction({ roles, roleRules, columns }: Mapping): string | undefined {
  if (roles === "column") {
    if (columns.role === undefined) return 'columns.role is missing, which roles "column" needs';
    return roleRules === undefined ? undefined : 'roleRules belong to roles "exact" or "pattern"';
  }
  if (columns.role !== undefined) return `columns.role belongs to roles "column", not to "${roles}"`;
  if (roles === "taxonomy")
    return roleRules === undefined ? undefined : 'roleRules belong to roles "exact" or "pattern"';
  if (roleRules === undefined) return `roleRules is missing, which roles "${roles}" needs`;
  const [own, other] = roles === "exact" ? (["is", "pattern"] as const) : (["pattern", "is"] as const);
  const unfit = roleRules.find((rule) => rule[own] === undefined || rule[other] !== undefined);
  if (unfit !== undefined) return `the role "${unfit.title}" needs "${own}", and no "${other}", for roles "${roles}"`;
  const slugs = roleRules.map(({ title }) => slug(title) || title);
  const twice = roleRules.find((_, index) => slugs.indexOf(slugs[index] ?? "") < index);
  return twice === undefined ? undefined : `the role "${twice.title}" stands there twice`;
}

function rowsContradiction(mapping: Mapping): string | undefined {
  const paired = new Set(mapping.rows?.pairs.equalBut ?? []);
  const fields = fieldsOf(mapping);
  const ends = fields.filter((field) => typeof field === "object" && "of" in field && field.of !== undefined);
  for (const field of ends)
    if (typeof field === "object" && "column" in field && !paired.has(field.column))
      return `"of" is about a column that rows.pairs.equalBut names, and "${field.column}" is none`;
  const many = mapping.sides?.some(({ rows }) => rows === "many") ?? false;
  const listed = fields.find((field) => typeof field === "object" && "list" in field && field.list === "rows");
  if (listed !== undefined && !many) return 'a list of "rows" needs a side file with rows "many"';
  const { removed } = mapping;
  if (removed !== undefined && removed.renamed === undefined && removed.repriced === undefined)
    return "removed needs the columns of renamed, of repriced, or both";
  return undefined;
}

/** Names of the columns that a mapping reads: each once. */
export function columnsRead(mapping: Mapping): ReadonlySet<string> {
  const names = fieldsOf(mapping).flatMap((field) => {
    if (typeof field === "string") return [field];
    return field !== undefined && "column" in field ? [field.column] : [];
  });
  return new Set([...names, ...(mapping.filter ?? []).map(({ column }) => column)]);
}

function fieldsOf({
  columns,
  pay,
}: Mapping): readonly (Field | ListField | { fileName: string } | string | undefined)[] {
  return [
    ...Object.values(columns),
    ...pay.flatMap(({ floor, midpoint, ceiling, per, currency }) => [
      floor,
      midpoint,
      ceiling,
      ...[per, currency].filter((each) => typeof each !== "string"),
    ]),
  ];
}
