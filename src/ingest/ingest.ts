import type { Currency, Rates } from "../domain/money.ts";
import type { GivenField } from "../domain/posting.ts";
import type { Day, Week } from "../domain/week.ts";
import { type Database, literal } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import type { ReadingRules } from "./advert/reading-rules.ts";
import { countFiles, withUndated } from "./file-count.ts";
import { type FileDay, fileDays } from "./file-day.ts";
import { givenFields } from "./given-fields.ts";
import type { IngestedFile, SideFile } from "./ingested-file.ts";
import { dropJointRows, joinsRows, jointRows, type SideTables } from "./joint-rows.ts";
import { judgeAnswers, judgeFile } from "./judgement.ts";
import type { Mapping, Scope } from "./mapping.ts";
import { createPostings } from "./posting-view.ts";
import type { RejectSample } from "./rejects.ts";
import { runWithProgress } from "./run-with-progress.ts";
import { rejectSamples } from "./samples.ts";
import { fileSize, inspectFile, type SourceFile } from "./source-file.ts";
import { boardSource } from "./sources/board-formats.ts";
import {
  csvDialect,
  type Malformed,
  readable,
  refuseUnclosedQuote,
  tableFile,
  takeMalformed,
} from "./sources/table-file.ts";
import { stageBoards } from "./staged-boards.ts";
import { type Staging, stagingSql } from "./staging-sql.ts";
import type { Taxonomy } from "./taxonomy/taxonomy.ts";
import { refuseWithoutTaxonomy } from "./title-roles.ts";

export interface IngestRequest {
  /** Answers of job boards may be folders of files too. */
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping: Mapping;
  /** Needed by a mapping of roles "taxonomy". */
  readonly taxonomy: Taxonomy | undefined;
  readonly scope: Scope;
  readonly currency: Currency;
  readonly rates: Rates | undefined;
  /** Where moments become days. */
  readonly timeZone: string;
  /** How ads are read; needed for answers of job boards. */
  readonly rules: ReadingRules | undefined;
  /** Of what the taxonomy and `rules` say. */
  readonly rulesHash: string | undefined;
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
  const answers = boardSource(request.format) !== undefined;
  const { files: staged, given } = answers
    ? await stagedAnswers(request, database, progress)
    : await stagedFiles(request, database, progress);
  await rejectRepeatedKeys(database);
  if (request.weeks.kind === "one" && request.weeks.week === undefined) await settleOnOneWeek(request, database);
  const files = staged.map(({ file }) => file);
  const malformed = staged.map((each) => each.malformed);
  const samples = await rejectSamples(files, malformed, request.mapping, database);
  const { format, mapping } = request;
  const week = request.weeks.kind === "one" ? request.weeks.week : undefined;
  const counted = await countFiles(staged, { format, mapping, week }, database);
  const any = counted.some(({ accepted }) => accepted > 0);
  if (answers) judgeAnswers(counted, samples);
  else for (const file of counted) judgeFile(file, samples, any);
  await createPostings(mapping, request.taxonomy, database, progress);
  const weeks = (await database.rows("SELECT DISTINCT week FROM postings ORDER BY week")).map((row) =>
    String(row["week"]),
  );
  return {
    files: counted.map((file) => withUndated(file, weeks)),
    weeks,
    given,
    samples,
  };
}

/** A file whose rows are in the table `staged`, under its number among the files. */
interface StagedFile {
  readonly file: SourceFile;
  readonly malformed: readonly Malformed[];
  readonly sideFiles: readonly SideFile[];
}

/** What is staged, and what the files can say of their postings. */
interface Staged {
  readonly files: readonly StagedFile[];
  readonly given: ReadonlySet<GivenField>;
}

/** Tables, one after the other. They can say what every one of them can. */
async function stagedFiles(request: IngestRequest, database: Database, progress: Progress): Promise<Staged> {
  const days = fileDays(request.files, request.mapping);
  const files = await inspectFiles(request, progress);
  refuseRepeated(files.map((file, index) => ({ file, day: days[index]?.day })));
  const staged: (StagedFile & { readonly given: ReadonlySet<GivenField> })[] = [];
  const sideTables: SideTables = new Map();
  for (const [index, file] of files.entries())
    staged.push(await stageFile({ file, index, fileDay: days[index] }, sideTables, request, database, progress));
  const [first] = staged;
  const given = [...(first?.given ?? [])].filter((field) => staged.every((each) => each.given.has(field)));
  return { files: staged, given: new Set(given) };
}

/** Answers of job boards, all at once. They can say what any of them says. */
async function stagedAnswers(request: IngestRequest, database: Database, progress: Progress): Promise<Staged> {
  const { files: paths, format, mapping, rules } = request;
  const source = boardSource(format);
  if (source === undefined || rules === undefined) throw new Error(`the format ${format} is read without its rules`);
  const week = request.weeks.kind === "one" ? request.weeks.week : undefined;
  const staging = stagingOf(request);
  const { files, given } = await stageBoards({ paths, source, rules, mapping, week, staging }, database, progress);
  // Two boards without a job are alike, and so are the pages of jobs that are gone.
  refuseRepeated(files.filter(({ adverts }) => adverts > 0));
  return { files: files.map(({ file }) => ({ file, malformed: [], sideFiles: [] })), given };
}

/** Reads a file into the table `staged`, which the first one makes: a row for each of its records, in its order. */
async function stageFile(
  { file, index, fileDay }: { file: SourceFile; index: number; fileDay: FileDay | undefined },
  sideTables: SideTables,
  request: IngestRequest,
  database: Database,
  progress: Progress,
): Promise<StagedFile & { readonly given: ReadonlySet<GivenField> }> {
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
  return { file, malformed, given: givenFields(mapping, cells), sideFiles: joint?.sideFiles ?? [] };
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
function refuseRepeated(given: readonly { readonly file: SourceFile; readonly day: Day | null | undefined }[]): void {
  const files = given.map(({ file }) => file);
  const marks = given.map(({ file, day }) => `${file.sha256} ${day}`);
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
    timeZone: request.timeZone,
    lastDay: request.lastDay,
    week,
    dateNeeded,
  };
}

/** Of the rows that share a key which the source gave, the first of each week stays. */
async function rejectRepeatedKeys(database: Database): Promise<void> {
  await database.run(`UPDATE staged SET reason = 'repeated-key' WHERE rowid IN (
    SELECT id FROM (
      SELECT rowid AS id, row_number() OVER (PARTITION BY week, key ORDER BY rowid) AS place FROM staged
      WHERE reason IS NULL AND keyed AND key IN (SELECT key FROM staged WHERE reason IS NULL AND keyed GROUP BY week, key HAVING count(*) > 1)
    ) WHERE place > 1)`);
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
