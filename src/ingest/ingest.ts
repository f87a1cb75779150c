import type { Currency, Rates } from "../domain/money.ts";
import type { GivenField } from "../domain/posting.ts";
import type { Day, Week } from "../domain/week.ts";
import { type Database, literal } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import { countFile, withUndated } from "./file-count.ts";
import { type FileDay, fileDays } from "./file-day.ts";
import { givenFields } from "./given-fields.ts";
import type { IngestedFile, SideFile } from "./ingested-file.ts";
import { dropJointRows, joinsRows, jointRows, type SideTables } from "./joint-rows.ts";
import { judgeFile } from "./judgement.ts";
import type { Mapping, Scope } from "./mapping.ts";
import type { RejectSample } from "./rejects.ts";
import { rejectSamples } from "./samples.ts";
import { fileSize, inspectFile, type SourceFile } from "./source-file.ts";
import {
  csvDialect,
  type Malformed,
  readable,
  refuseUnclosedQuote,
  tableFile,
  takeMalformed,
} from "./sources/table-file.ts";
import { type Staging, stagingSql } from "./staging-sql.ts";
import type { Taxonomy } from "./taxonomy/taxonomy.ts";
import { classifyTitles, refuseWithoutTaxonomy } from "./title-roles.ts";

export interface IngestRequest {
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping: Mapping;
  /** Needed by a mapping of roles "taxonomy". */
  readonly taxonomy?: Taxonomy | undefined;
  readonly scope: Scope;
  readonly currency: Currency;
  readonly rates: Rates | undefined;
  /** One named week, every week that the rows are dated in, or the one week that they should all be in. */
  readonly weeks: { readonly kind: "one"; readonly week: Week | undefined } | { readonly kind: "every" };
  /** The last day a row may bear. */
  readonly lastDay: Day;
}

export interface Ingested {
  readonly files: readonly IngestedFile[];
  /** Weeks with at least one posting, ascending. */
  readonly weeks: readonly Week[];
  readonly given: ReadonlySet<GivenField>;
  readonly samples: readonly RejectSample[];
}

/**
 * Reads files into the database's table `postings`: the columns of a posting (`domain/posting.ts`) and `week`. Writes
 * nothing to disk. Throws when a file cannot be read to its end, lacks a column, or most of its rows or its pay
 * are unfit; then nothing may be stored.
 */
export async function ingest(request: IngestRequest, database: Database, progress: Progress): Promise<Ingested> {
  refuseWithoutTaxonomy(request.mapping, request.taxonomy);
  const days = fileDays(request.files, request.mapping);
  const files = await inspectFiles(request, progress);
  refuseRepeated(files, days);
  const staged: StagedFile[] = [];
  const sideTables: SideTables = new Map();
  for (const [index, file] of files.entries())
    staged.push(await stageFile({ file, index, fileDay: days[index] }, sideTables, request, database, progress));
  await rejectRepeatedKeys(database);
  if (request.weeks.kind === "one" && request.weeks.week === undefined) await settleOnOneWeek(request, database);
  const malformed = staged.map((each) => each.malformed);
  const samples = await rejectSamples(files, malformed, request.mapping, database);
  const { format, mapping } = request;
  const week = request.weeks.kind === "one" ? request.weeks.week : undefined;
  const counted = await Promise.all(staged.map((each) => countFile({ ...each, format, mapping, week }, database)));
  const any = counted.some(({ accepted }) => accepted > 0);
  for (const file of counted) judgeFile(file, samples, any);
  await createPostings(request, database, progress);
  const weeks = (await database.rows("SELECT DISTINCT week FROM postings ORDER BY week")).map((row) =>
    String(row["week"]),
  );
  return {
    files: counted.map((file) => withUndated(file, weeks)),
    weeks,
    given: new Set([...(staged[0]?.given ?? [])].filter((field) => staged.every(({ given }) => given.has(field)))),
    samples,
  };
}

interface StagedFile {
  readonly file: SourceFile;
  /** Its number in the table `staged`. */
  readonly index: number;
  readonly malformed: readonly Malformed[];
  readonly given: ReadonlySet<GivenField>;
  readonly sideFiles: readonly SideFile[];
}

/** Reads a file into the table `staged`, which the first one makes: a row for each of its records, in its order. */
async function stageFile(
  { file, index, fileDay }: { file: SourceFile; index: number; fileDay: FileDay | undefined },
  sideTables: SideTables,
  request: IngestRequest,
  database: Database,
  progress: Progress,
): Promise<StagedFile> {
  const { mapping } = request;
  const table = await readable(file, () => tableFile(file, mapping, database));
  const joint = joinsRows(mapping) ? await jointRows(file, table, mapping, sideTables, database) : undefined;
  const { relation, cells } = joint ?? table;
  const sql = stagingSql(relation, cells, { ...stagingOf(request), marks: joint?.marks ?? {}, fileDay });
  const into = index === 0 ? "CREATE TABLE staged AS" : "INSERT INTO staged";
  const rows = `${into} SELECT ${index} AS file, * FROM (${sql})`;
  await readable(file, () => runWithProgress(rows, `reading ${file.path}`, database, progress));
  const malformed = joint?.malformed ?? (await takeMalformed(database));
  if (joint !== undefined) await dropJointRows(database);
  else if (malformed.length > 0) {
    const [counted] = await database.rows(`SELECT count(*) AS n FROM staged WHERE file = ${index}`);
    refuseUnclosedQuote(file, malformed, Number(counted?.["n"] ?? 0));
  }
  return { file, index, malformed, given: givenFields(mapping, cells), sideFiles: joint?.sideFiles ?? [] };
}

async function inspectFiles({ files, mapping }: IngestRequest, progress: Progress): Promise<SourceFile[]> {
  const sizes = await Promise.all(files.map(fileSize));
  const task = progress.begin(
    "checking files",
    sizes.reduce((sum, size) => sum + size, 0),
  );
  try {
    const inspected: SourceFile[] = [];
    for (const file of files) inspected.push(await inspectFile(file, csvDialect(mapping), task.advance));
    return inspected;
  } finally {
    task.done();
  }
}

/** Rows without a key would count twice. Two days of a stock may be alike to the byte, where the names of files say the days. */
function refuseRepeated(files: readonly SourceFile[], days: readonly (FileDay | undefined)[]): void {
  const marks = files.map(({ sha256 }, index) => `${sha256} ${days[index]?.day}`);
  const again = marks.findIndex((mark, index) => marks.indexOf(mark) < index);
  const first = files[marks.indexOf(marks[again] ?? "")];
  if (first === undefined) return;
  throw new ReportError(
    "file-repeated",
    `${files[again]?.path} holds the same bytes as ${first.path}.`,
    "Give each file once. Nothing was stored.",
  );
}

function stagingOf(request: IngestRequest): Omit<Staging, "marks" | "fileDay"> {
  const week = request.weeks.kind === "one" ? request.weeks.week : undefined;
  const dateNeeded =
    week === undefined || (request.mapping.kind === "flow" && request.mapping.columns.date !== undefined);
  return {
    mapping: request.mapping,
    scope: request.scope,
    currency: request.currency,
    rates: request.rates,
    lastDay: request.lastDay,
    week,
    dateNeeded,
  };
}

async function runWithProgress(sql: string, label: string, database: Database, progress: Progress): Promise<void> {
  const task = progress.begin(label, 100);
  const timer = setInterval(() => task.reach(Math.max(0, database.progress())), 100);
  try {
    await database.run(sql);
  } finally {
    clearInterval(timer);
    task.done();
  }
}

/** Of the rows that share a key which the source gave, the first of each week stays. */
async function rejectRepeatedKeys(database: Database): Promise<void> {
  await database.run(`UPDATE staged SET reason = 'repeated-key' WHERE rowid IN (
    SELECT id FROM (
      SELECT rowid AS id, row_number() OVER (PARTITION BY week, key ORDER BY rowid) AS place FROM staged
      WHERE reason IS NULL AND keyed AND key IN (SELECT key FROM staged WHERE reason IS NULL AND keyed GROUP BY week, key HAVING count(*) > 1)
    ) WHERE place > 1)`);
}

/** The view `postings`: rows of `staged` that nothing is said against, with the roles of their titles where the taxonomy says them. */
async function createPostings(
  { mapping, taxonomy }: IngestRequest,
  database: Database,
  progress: Progress,
): Promise<void> {
  const byTitle = mapping.roles === "taxonomy" && taxonomy !== undefined;
  if (byTitle) await classifyTitles(taxonomy, database, progress);
  const revised = mapping.removed === undefined ? "" : ", revised";
  const left = `file, keyed, reason, doubt, pay_stated, stated_date, stated_pay, stated_per, stated_currency, stated_filter, stated_scope${revised}`;
  const none = "[]::VARCHAR[]";
  const roles = byTitle
    ? ` REPLACE (coalesce(t.roles, ${none}) AS roles, coalesce(t.role_titles, ${none}) AS role_titles)`
    : "";
  await database.run(
    `CREATE VIEW postings AS SELECT s.* EXCLUDE (${left})${roles} FROM staged AS s ${byTitle ? "LEFT JOIN title_roles AS t ON t.title = s.title" : ""} WHERE s.reason IS NULL`,
  );
}

/** A stock is of the last week in it. A flow over several weeks must be asked for, or a month would become a week. */
async function settleOnOneWeek({ mapping, files }: IngestRequest, database: Database): Promise<void> {
  const rows = await database.rows("SELECT DISTINCT week FROM staged WHERE reason IS NULL ORDER BY week");
  const weeks = rows.map((row) => String(row["week"]));
  const last = weeks.at(-1);
  if (last === undefined || weeks.length === 1) return;
  if (mapping.kind === "flow") {
    throw new ReportError(
      "many-weeks",
      `${files.join(", ")}: rows are dated in ${weeks.length} weeks, ${weeks[0]} to ${last}.`,
      `Add --by-week to make a snapshot of each, or --week ${last} to take one.`,
    );
  }
  await database.run(`UPDATE staged SET reason = 'other-week' WHERE reason IS NULL AND week <> ${literal(last)}`);
}
