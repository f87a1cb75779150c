import { inertText } from "../domain/text.ts";
import type { Database } from "../duckdb.ts";
import type { Mapping } from "./mapping.ts";
import { FAULTS, LEFT_OUT, PAY_DOUBTS, type Reason, type RejectSample } from "./rejects.ts";
import type { SourceFile } from "./source-file.ts";

/** Examples of a reason per file: enough to see what is wrong, short enough to read. */
const EXAMPLES = 3;
const VALUE_LENGTH = 60;
const REASONS = [...FAULTS, ...LEFT_OUT, ...PAY_DOUBTS];

/**
 * Up to three rows of every reason per file, with the row as an editor numbers it, the column at fault and
 * its value. In the order of files, reasons and rows.
 */
export async function rejectSamples(
  files: readonly SourceFile[],
  malformed: readonly (readonly { row: number; why: string }[])[],
  mapping: Mapping,
  database: Database,
): Promise<RejectSample[]> {
  const rows = await database.rows(`
    WITH marked AS (
      SELECT file, rowid - min(rowid) OVER (PARTITION BY file) AS record, coalesce(reason, doubt) AS why, key, title, stated_date, stated_pay, stated_per, stated_currency, stated_filter, stated_scope, stated_note
      FROM staged
    )
    SELECT * FROM marked WHERE list_contains([${REASONS.map((reason) => `'${reason}'`).join(", ")}], why)
    QUALIFY row_number() OVER (PARTITION BY file, why ORDER BY record) <= ${EXAMPLES}
    ORDER BY file, why, record`);
  const samples: RejectSample[] = [];
  const byFile = Map.groupBy(rows, (row) => Number(row["file"]));
  for (const [index, file] of files.entries()) {
    const skipped = malformed[index] ?? [];
    for (const { row, why } of skipped.slice(0, EXAMPLES)) {
      samples.push({ reason: "malformed-row", file: file.path, row, field: "the whole row", value: shortened(why) });
    }
    for (const row of byFile.get(index) ?? []) {
      const reason = REASONS.find((known) => known === row["why"]);
      if (reason === undefined) continue;
      const { field, value } = fieldAndValue(reason, row, mapping);
      samples.push({
        reason,
        file: file.path,
        row: editorRow(Number(row["record"]), file, skipped),
        field,
        value: shortened(String(value ?? "")),
      });
    }
  }
  return samples;
}

/** Records that could not be read still take a row in the file. */
function editorRow(record: number, file: SourceFile, skipped: readonly { row: number }[]): number {
  let row = record + (file.container === "csv" ? 2 : 1);
  for (const each of skipped) if (each.row <= row) row++;
  return row;
}

function fieldAndValue(
  reason: Reason,
  row: Readonly<Record<string, unknown>>,
  { columns, pay, filter, rows, removed, sides }: Mapping,
): { field: string; value: unknown } {
  const payFields = pay
    .flatMap((each) => [each.floor, each.midpoint, each.ceiling])
    .map(columnName)
    .filter((name) => name !== "");
  switch (reason) {
    case "malformed-row":
    case "other-format":
      return { field: "the whole row", value: row["stated_note"] };
    case "unlisted":
      return { field: "isListed", value: row["stated_note"] };
    case "no-posting":
      return { field: "@type", value: row["stated_note"] };
    case "no-title":
      return { field: columnName(columns.title), value: "" };
    case "no-role":
      return { field: columnName(columns.role), value: "" };
    case "no-date":
    case "date-unreadable":
    case "date-out-of-range":
      return { field: columnName(columns.date), value: row["stated_date"] };
    case "filtered":
      return { field: (filter ?? []).map(({ column }) => column).join("/"), value: row["stated_filter"] };
    case "second-of-pair":
      return { field: (rows?.pairs.equalBut ?? []).join("/"), value: row["stated_pay"] };
    case "renamed":
      return { field: (removed?.renamed ?? []).join("/"), value: row["title"] };
    case "repriced":
      return { field: (removed?.repriced ?? []).join("/"), value: row["stated_pay"] };
    case "earlier-day":
      return { field: columnName(columns.date), value: row["stated_date"] };
    case "no-side-row":
      return {
        field: (sides ?? []).map(({ on }) => (typeof on === "string" ? on : on.main)).join("/"),
        value: row["key"],
      };
    case "out-of-scope":
      return { field: [columns.country, columns.employmentType].map(columnName).join("/"), value: row["stated_scope"] };
    case "other-week":
      return { field: columnName(columns.date), value: row["stated_date"] };
    case "repeated-key":
      return { field: columnName(columns.key), value: row["key"] };
    case "currency-unknown":
    case "currency-without-rate":
      return { field: pay.map((each) => columnName(each.currency)).join("/"), value: row["stated_currency"] };
    case "pay-period-unknown":
      return { field: pay.map((each) => columnName(each.per)).join("/"), value: row["stated_per"] };
    default:
      return { field: [...new Set(payFields)].join("/"), value: row["stated_pay"] };
  }
}

function columnName(
  field: string | { column: string } | { constant: string } | { fileName: string } | undefined,
): string {
  if (field === undefined) return "";
  if (typeof field === "string") return field;
  if ("fileName" in field) return "the file's name";
  return "column" in field ? field.column : field.constant;
}

function shortened(value: string): string {
  const inert = inertText(value);
  return inert.length <= VALUE_LENGTH ? inert : `${inert.slice(0, VALUE_LENGTH - 1)}…`;
}
