import type { Currency, Rates } from "../domain/money.ts";
import type { GivenField } from "../domain/posting.ts";
import { inertText } from "../domain/text.ts";
import type { Day, Week } from "../domain/week.ts";
import { type Database, literal } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import { givenFields } from "./given-fields.ts";
import type { IngestedFile } from "./ingested-file.ts";
import { judgeFile } from "./judgement.ts";
import type { Mapping, Scope } from "./mapping.ts";
import type { RejectSample } from "./rejects.ts";
import { rejectSamples } from "./samples.ts";
import { fileSize, inspectFile, type SourceFile } from "./source-file.ts";
import { csvDialect, tableFile, takeMalformed } from "./sources/table-file.ts";
import { type Staging, stagingSql } from "./staging-sql.ts";

export interface IngestRequest {
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping: Mapping;
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
  const files = await inspectFiles(request, progress);
  const staging = stagingOf(request);
  const malformed: { row: number; why: string }[][] = [];
  const given: ReadonlySet<GivenField>[] = [];
  for (const [index, file] of files.entries()) {
    const table = await readable(file, () => tableFile(file, request.mapping, database));
    const rows = `SELECT ${index} AS file, * FROM (${stagingSql(table.relation, table.cells, staging)})`;
    const into = index === 0 ? "CREATE TABLE staged AS" : "INSERT INTO staged";
    await readable(file, () => runWithProgress(`${into} ${rows}`, `reading ${file.path}`, database, progress));
    malformed.push(await takeMalformed(database));
    await refuseUnclosedQuote(file, index, malformed.at(-1) ?? [], database);
    given.push(givenFields(request.mapping, table.cells));
  }
  await rejectRepeatedKeys(database);
  if (request.weeks.kind === "one" && request.weeks.week === undefined) await settleOnOneWeek(request, database);
  const samples = await rejectSamples(files, malformed, request.mapping, database);
  const counted = await Promise.all(
    files.map((file, index) => countFile(file, index, malformed[index]?.length ?? 0, request, database)),
  );
  for (const file of counted) judgeFile(file, samples);
  await database.run(
    "CREATE VIEW postings AS SELECT * EXCLUDE (file, keyed, reason, doubt, pay_stated, stated_date, stated_pay, stated_per, stated_currency, stated_filter, stated_scope) FROM staged WHERE reason IS NULL",
  );
  const weeks = (await database.rows("SELECT DISTINCT week FROM postings ORDER BY week")).map((row) =>
    String(row["week"]),
  );
  return {
    files: counted.map((file) => withUndated(file, weeks)),
    weeks,
    given: new Set(given[0] === undefined ? [] : [...given[0]].filter((field) => given.every((one) => one.has(field)))),
    samples,
  };
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

function stagingOf(request: IngestRequest): Staging {
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

/** What the database cannot read is a damaged file, not a bug of ours: its own words say where. */
async function readable<T>(file: SourceFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ReportError || !(cause instanceof Error)) throw cause;
    const [why = ""] = inertText(cause.message).split(/ LINE \d+:| Possible /);
    throw new ReportError(
      "file-damaged",
      `${file.path} cannot be used: ${why}`,
      "Open it and mend that place, or export it again with one kind of line ending. Nothing was taken from it.",
      { cause },
    );
  }
}

/** A quote that is opened and never closed swallows every row below it, as one damaged record at the end. */
async function refuseUnclosedQuote(
  file: SourceFile,
  index: number,
  malformed: readonly { row: number; why: string }[],
  database: Database,
): Promise<void> {
  const last = malformed.at(-1);
  if (last === undefined || !/quote/i.test(last.why)) return;
  const [counted] = await database.rows(`SELECT count(*) AS n FROM staged WHERE file = ${index}`);
  const records = Number(counted?.["n"] ?? 0) + malformed.length + 1;
  if (last.row < records || file.lines <= records) return;
  throw new ReportError(
    "file-damaged",
    `${file.path} cannot be used: a quote in row ${last.row} is not closed, so the ${file.lines - last.row} lines below it cannot be told apart.`,
    "Close the quote, or double it where it is part of a text. Nothing was taken from the file.",
  );
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

async function countFile(
  file: SourceFile,
  index: number,
  malformed: number,
  request: IngestRequest,
  database: Database,
): Promise<IngestedFile> {
  const groups = await database.rows(
    `SELECT week, reason, doubt, count(*) AS n, count(*) FILTER (pay_stated) AS stated FROM staged WHERE file = ${index} GROUP BY ALL ORDER BY n DESC, week, reason, doubt`,
  );
  const rejected: Record<string, number> = malformed === 0 ? {} : { "malformed-row": malformed };
  const doubted: Record<string, number> = {};
  const byWeek = new Map<Week, { rows: number; accepted: number; rejected: Record<string, number> }>();
  let rows = malformed;
  let accepted = 0;
  let payStated = 0;
  for (const group of groups) {
    const n = Number(group["n"]);
    const reason = group["reason"] === null ? undefined : String(group["reason"]);
    rows += n;
    const week = group["week"] === null ? request.weeks.kind === "one" && request.weeks.week : String(group["week"]);
    if (typeof week === "string") {
      const own = byWeek.get(week) ?? { rows: 0, accepted: 0, rejected: {} };
      own.rows += n;
      if (reason === undefined) own.accepted += n;
      else own.rejected[reason] = (own.rejected[reason] ?? 0) + n;
      byWeek.set(week, own);
    }
    if (reason !== undefined) rejected[reason] = (rejected[reason] ?? 0) + n;
    else {
      accepted += n;
      payStated += Number(group["stated"]);
      if (group["doubt"] !== null) doubted[String(group["doubt"])] = (doubted[String(group["doubt"])] ?? 0) + n;
    }
  }
  return {
    file: file.path,
    name: request.mapping.name,
    format: request.format,
    sha256: file.sha256,
    rows,
    accepted,
    rejected,
    doubted,
    payStated,
    byWeek,
  };
}

/** Rows that no date puts into a week belong to the one week there is, or are told of with the file alone. */
function withUndated(file: IngestedFile, weeks: readonly Week[]): IngestedFile {
  const [week] = weeks;
  if (week === undefined || weeks.length > 1) return file;
  const dated = [...file.byWeek.values()];
  const own = file.byWeek.get(week) ?? { rows: 0, accepted: 0, rejected: {} };
  const rows = own.rows + file.rows - dated.reduce((sum, each) => sum + each.rows, 0);
  const rejected: Record<string, number> = { ...own.rejected };
  for (const [reason, count] of Object.entries(file.rejected)) {
    const undated = count - dated.reduce((sum, each) => sum + (each.rejected[reason] ?? 0), 0);
    if (undated > 0) rejected[reason] = (rejected[reason] ?? 0) + undated;
  }
  return { ...file, byWeek: new Map([...file.byWeek, [week, { ...own, rows, rejected }]]) };
}
