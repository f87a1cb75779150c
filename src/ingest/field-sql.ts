import { CATEGORY_PREFIX, RESERVED_SLUGS } from "../domain/role.ts";
import { inertText } from "../domain/text.ts";
import { identifier, literal, literals } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import type { Field, FlagField, ListField } from "./mapping-fields.ts";
import type { SourceFile } from "./source-file.ts";

/** How the cells of one file are named in SQL. Every cell is text; null for an empty one. */
export interface Cells {
  /** The cell as text, or the SQL null for an optional column that the file lacks. */
  text(column: string, optional: boolean): string;
  /** The smaller or larger figure of two rows that are one posting, as text; the SQL null where rows are not joined. */
  end(column: string, of: "lower" | "upper"): string;
  /** The cells of all rows that belong to this one, as an SQL list of text. */
  all(column: string, optional: boolean): string;
  has(column: string): boolean;
  /** Every column, in the order of the file. */
  readonly names: readonly string[];
}

/** The cells of an inspected file, whose columns are known. A needed column that is missing is an error naming the file. */
export function cellsOf(file: SourceFile, columns: readonly string[], listColumns: ReadonlySet<string>): Cells {
  const known = new Set(columns);
  const text = (column: string, optional: boolean) => {
    if (known.has(column)) {
      const cell =
        file.container === "jsonl" ? `(json ->> ${literal(`$."${column.replaceAll('"', "")}"`)})` : identifier(column);
      // A list column of a Parquet file prints as a list literal, which `listSql` reads back.
      return listColumns.has(column) ? `${cell}::VARCHAR` : `nullif(trim(${cell}::VARCHAR), '')`;
    }
    if (optional) return "NULL::VARCHAR";
    throw columnMissing(file.path, column, columns);
  };
  return {
    names: columns,
    has: (column) => known.has(column),
    text,
    end: () => "NULL::VARCHAR",
    all: (column, optional) => `[${text(column, optional)}]`,
  };
}

export function columnMissing(path: string, column: string, columns: readonly string[]): ReportError {
  const known = columns.slice(0, 40).map((name) => inertText(name).slice(0, 40));
  return new ReportError(
    "column-missing",
    `${path} has no column "${column}". It has: ${known.join(", ") || "none"}.`,
    "Check that the file and the mapping belong together, and that the first row names the columns.",
  );
}

/** A field's value as SQL text after its translation. */
export function fieldSql(field: Field | undefined, cells: Cells): string {
  if (field === undefined) return "NULL::VARCHAR";
  if (typeof field === "string") return cells.text(field, false);
  if ("constant" in field) return literal(field.constant);
  let sql =
    field.of === undefined ? cells.text(field.column, field.optional ?? false) : cells.end(field.column, field.of);
  if (field.pattern !== undefined) sql = `nullif(trim(regexp_extract(${sql}, ${literal(field.pattern)}, 1)), '')`;
  const values = Object.entries(field.values ?? {});
  if (values.length > 0 || field.otherwise !== undefined) {
    const branches = values.map(([from, to]) => `WHEN ${literal(from)} THEN ${orNull(to)}`).join(" ");
    const otherwise = field.otherwise === undefined ? sql : orNull(field.otherwise);
    sql = values.length === 0 ? otherwise : `CASE ${sql} ${branches} ELSE ${otherwise} END`;
  }
  return field.empty === undefined ? sql : `coalesce(${sql}, ${literal(field.empty)})`;
}

// Replacing by regular expression costs ten times what a test does, and most text is plain: it goes the short way.
const PLAIN_TEXT = "[ -~]*";
const UNSAFE =
  "[\\s\\p{Zs}\\p{Cc}\\p{Co}\\x{2028}\\x{2029}\\x{061C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FEFF}\\x{FFFD}]+";
const PLAIN_NAME = "[A-Za-z0-9]+( [A-Za-z0-9]+)*";

/**
 * Text from outside, made safe to stand in our sentences: control, private-use and bidirectional characters and runs of
 * white space become one space; null where nothing is left. The SQL twin of `inertText`.
 */
export function inertSql(sql: string): string {
  return `nullif(trim(CASE WHEN regexp_full_match(${sql}, '${PLAIN_TEXT}') AND NOT contains(${sql}, '  ') THEN ${sql} ELSE ${spacedSql(sql)} END), '')`;
}

/** A list cell as a sorted SQL list without repeats or blanks; null where the cell is empty or no list. */
export function listSql(field: ListField | undefined, cells: Cells): string {
  if (field === undefined) return "NULL::VARCHAR[]";
  if (field.list === "rows") {
    const items = `list_transform(${cells.all(field.column, field.optional ?? false)}, lambda item: ${inertSql("item")})`;
    return `list_sort(list_distinct(${items}))::VARCHAR[]`;
  }
  const text = cells.text(field.column, field.optional ?? false);
  const literalList = `TRY_CAST(${text} AS VARCHAR[])`;
  const plain = `regexp_full_match(${text}, '${PLAIN_TEXT}') AND NOT contains(${text}, '  ')`;
  // list_distinct drops nulls too.
  const sorted = (list: string) => `list_sort(list_distinct(${list}))`;
  const cleaned = (list: string) =>
    `CASE WHEN ${plain} THEN ${sorted(`list_transform(${list}, lambda item: nullif(trim(item), ''))`)} ELSE ${sorted(`list_transform(${list}, lambda item: nullif(trim(${spacedSql("item")}), ''))`)} END`;
  if (field.list === "literal") return `(${cleaned(literalList)})::VARCHAR[]`;
  const separator = literal(field.list.separator);
  const split = `string_split(${text}, ${separator})`;
  // Items without space around them or nothing between them need no look at each.
  const { separator: mark } = field.list;
  const untidy = [` ${mark}`, `${mark} `, mark + mark]
    .map((pair) => `contains(${text}, ${literal(pair)})`)
    .join(" OR ");
  const edged = `starts_with(${text}, ${separator}) OR ends_with(${text}, ${separator})`;
  return `(CASE WHEN ${text} LIKE '[%' THEN ${cleaned(literalList)}
    WHEN ${plain} AND NOT contains(${text}, ${separator}) THEN [${text}]
    WHEN ${plain} AND NOT (${untidy} OR ${edged}) THEN ${sorted(split)}
    ELSE ${cleaned(split)} END)::VARCHAR[]`;
}

/** A yes-or-no cell: true, yes, y, t, 1 against false, no, n, f, 0, in any case; null for anything else. */
export function booleanSql(field: FlagField | undefined, cells: Cells): string {
  if (field === undefined) return "NULL::BOOLEAN";
  const text = `lower(${cells.text(field.column, field.optional ?? false)})`;
  const isOneOf = (words: readonly string[]) => `list_contains(${literals(words)}, ${text})`;
  return `CASE WHEN ${isOneOf(["true", "yes", "y", "t", "1"])} THEN true WHEN ${isOneOf(["false", "no", "n", "f", "0"])} THEN false END`;
}

/**
 * The slug of a role in SQL: a name without a Latin letter or digit goes by a hash, one that means something else in fact ids gets a
 * word behind it, and one that would be taken for a category ("Category Manager") a word before it. Null for a null.
 */
export function roleSlugSql(sql: string): string {
  const plain = `coalesce(${slugSql(sql)}, 'role-' || substr(md5(lower(${sql})), 1, 8))`;
  return `CASE WHEN list_contains(${literals(RESERVED_SLUGS)}, ${plain}) THEN ${plain} || '-role' WHEN starts_with(${plain}, ${literal(CATEGORY_PREFIX)}) THEN 'role-' || ${plain} ELSE ${plain} END`;
}

/** A slug in SQL, as `slug` makes it for Latin names. */
export function slugSql(sql: string): string {
  const any = `nullif(trim(regexp_replace(lower(strip_accents(${sql})), '[^a-z0-9]+', '-', 'g'), '-'), '')`;
  return `CASE WHEN regexp_full_match(${sql}, '${PLAIN_NAME}') THEN replace(lower(${sql}), ' ', '-') ELSE ${any} END`;
}

/** A title by which re-posted ads are recognised: lower case, letters, digits, + and # only, single spaces. */
export function normalisedTitleSql(sql: string): string {
  const any = `trim(regexp_replace(lower(${sql}), '[^\\p{L}\\p{N}+#]+', ' ', 'g'))`;
  return `CASE WHEN regexp_full_match(${sql}, '${PLAIN_NAME}') THEN lower(${sql}) ELSE ${any} END`;
}

function spacedSql(sql: string): string {
  return `regexp_replace(${sql}, '${UNSAFE}', ' ', 'g')`;
}

function orNull(value: string | null): string {
  return value === null ? "NULL" : literal(value);
}
