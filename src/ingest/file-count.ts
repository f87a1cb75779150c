import type { Week } from "../domain/week.ts";
import type { Database, Row } from "../duckdb.ts";
import type { IngestedFile, Revised, SideFile, WeekCount } from "./ingested-file.ts";
import type { Mapping } from "./mapping.ts";
import type { SourceFile } from "./source-file.ts";

/** What is known of a file besides its staged rows. */
export interface CountedFile {
  readonly file: SourceFile;
  readonly malformed: readonly unknown[];
  readonly sideFiles: readonly SideFile[];
}

/** What is known of all files. */
export interface CountRequest {
  readonly format: string;
  readonly mapping: Mapping;
  /** Where rows without a date belong. */
  readonly week: Week | undefined;
}

interface Counter {
  rows: number;
  accepted: number;
  rejected: Record<string, number>;
  revised: Revised | undefined;
}

/** Counts what became of the rows of the files, whose numbers they bear in the table `staged`, as a whole and by week. */
export async function countFiles(
  files: readonly CountedFile[],
  request: CountRequest,
  database: Database,
): Promise<IngestedFile[]> {
  const revised = request.mapping.removed === undefined ? "" : ", revised";
  const groups = await database.rows(
    `SELECT file, week, reason, doubt${revised}, count(*) AS n, count(*) FILTER (pay_stated) AS stated FROM staged GROUP BY ALL ORDER BY file, n DESC, week, reason, doubt`,
  );
  const byFile = Map.groupBy(groups, (group) => Number(group["file"]));
  return files.map((file, index) => countFile(file, byFile.get(index) ?? [], request));
}

function countFile(counted: CountedFile, groups: readonly Row[], request: CountRequest): IngestedFile {
  const { file, malformed } = counted;
  const { mapping } = request;
  const told = mapping.removed !== undefined;
  const whole = { ...counter(told), rows: malformed.length };
  if (malformed.length > 0) whole.rejected["malformed-row"] = malformed.length;
  const doubted: Record<string, number> = {};
  const byWeek = new Map<Week, Counter>();
  let payStated = 0;
  for (const group of groups) {
    const week = group["week"] === null ? request.week : String(group["week"]);
    const counters = [whole];
    if (week !== undefined) {
      const own = byWeek.get(week) ?? counter(told);
      byWeek.set(week, own);
      counters.push(own);
    }
    for (const each of counters) count(each, group);
    if (group["reason"] !== null) continue;
    payStated += Number(group["stated"]);
    if (group["doubt"] !== null)
      doubted[String(group["doubt"])] = (doubted[String(group["doubt"])] ?? 0) + Number(group["n"]);
  }
  return {
    file: file.path,
    name: mapping.name,
    format: request.format,
    sha256: file.sha256,
    ...whole,
    doubted,
    payStated,
    byWeek,
    datedByFile: typeof mapping.columns.date === "object" && "fileName" in mapping.columns.date,
    sideFiles: counted.sideFiles,
  };
}

function counter(told: boolean): Counter {
  return { rows: 0, accepted: 0, rejected: {}, revised: told ? { renamed: 0, repriced: 0 } : undefined };
}

function count(counted: Counter, group: Row): void {
  const n = Number(group["n"]);
  counted.rows += n;
  if (group["reason"] === null) counted.accepted += n;
  else counted.rejected[String(group["reason"])] = (counted.rejected[String(group["reason"])] ?? 0) + n;
  const { revised } = counted;
  if (revised !== undefined && group["revised"] === "renamed")
    counted.revised = { ...revised, renamed: revised.renamed + n };
  if (revised !== undefined && group["revised"] === "repriced")
    counted.revised = { ...revised, repriced: revised.repriced + n };
}

/**
 * Rows that no date puts into a week belong to the one week that the file has postings of, or to the one week there is; else
 * they are told of with the file alone.
 */
export function withUndated(file: IngestedFile, weeks: readonly Week[]): IngestedFile {
  const filled = weeks.filter((week) => (file.byWeek.get(week)?.accepted ?? 0) > 0);
  const [week, ...others] = filled.length === 0 ? weeks : filled;
  if (week === undefined || others.length > 0) return file;
  const dated = [...file.byWeek.values()];
  const own: WeekCount = file.byWeek.get(week) ?? counter(file.revised !== undefined);
  const rows = own.rows + file.rows - dated.reduce((sum, each) => sum + each.rows, 0);
  const rejected: Record<string, number> = { ...own.rejected };
  for (const [reason, n] of Object.entries(file.rejected)) {
    const undated = n - dated.reduce((sum, each) => sum + (each.rejected[reason] ?? 0), 0);
    if (undated > 0) rejected[reason] = (rejected[reason] ?? 0) + undated;
  }
  return { ...file, byWeek: new Map([...file.byWeek, [week, { ...own, rows, rejected }]]) };
}
