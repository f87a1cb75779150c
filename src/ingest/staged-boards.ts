import { join } from "node:path";
import type { GivenField } from "../domain/posting.ts";
import type { Week } from "../domain/week.ts";
import { type Database, literal } from "../duckdb.ts";
import { inTemporaryFolder } from "../files.ts";
import type { Progress } from "../progress.ts";
import type { ReadingRules } from "./advert/reading-rules.ts";
import { type WrittenFile, writeBoardRows } from "./board-rows.ts";
import { cellsOf } from "./field-sql.ts";
import { givenFields } from "./given-fields.ts";
import type { Mapping } from "./mapping.ts";
import { runWithProgress } from "./run-with-progress.ts";
import type { SourceFile } from "./source-file.ts";
import { answerFiles } from "./sources/answer-files.ts";
import type { BoardSource } from "./sources/board-source.ts";
import { type Staging, stagingSql } from "./staging-sql.ts";

export interface BoardsRequest {
  /** Files, and folders of files. */
  readonly paths: readonly string[];
  readonly source: BoardSource;
  readonly rules: ReadingRules;
  readonly mapping: Mapping;
  readonly week: Week | undefined;
  readonly staging: Omit<Staging, "marks" | "fileDay">;
}

export interface StagedBoards {
  readonly files: readonly WrittenFile[];
  readonly given: ReadonlySet<GivenField>;
}

/** Columns that are lists; all others are text. */
const LISTS: ReadonlySet<string> = new Set(["places", "skills"]);

/**
 * Reads the answers of job boards into the table `staged`, which it makes: a row for each of their records, in the order of files
 * and records. What lies on disk meanwhile holds no text of an ad, and is gone afterwards, also when this fails.
 */
export async function stageBoards(
  request: BoardsRequest,
  database: Database,
  progress: Progress,
): Promise<StagedBoards> {
  const { mapping, source, rules, week } = request;
  const files = await answerFiles(request.paths);
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, "rows.jsonl");
    const rows = await writeBoardRows({ files, source, rules, week }, path, progress);
    const names = [...rows.columns].sort();
    const types = ["file", ...names.filter((name) => name !== "file")].map(
      (name) => `${literal(name)}: '${LISTS.has(name) ? "VARCHAR[]" : "VARCHAR"}'`,
    );
    const relation = `read_json(${literal(path)}, format = 'newline_delimited', compression = 'uncompressed', columns = {${types.join(", ")}})`;
    const rowsFile: SourceFile = {
      path: files[0] ?? "",
      container: "csv",
      gzip: false,
      sha256: "",
      header: names,
      lines: 0,
    };
    const cells = cellsOf(rowsFile, names, LISTS);
    const marks = { file: '"file"', reason: cells.text("reason", true), note: cells.text("note", true) };
    const sql = stagingSql(relation, cells, { ...request.staging, marks, fileDay: undefined });
    const table = `CREATE TABLE staged AS SELECT row_file::INTEGER AS file, * EXCLUDE (row_file) FROM (${sql})`;
    await runWithProgress(table, "judging what was read", database, progress);
    return { files: rows.files, given: givenFields(mapping, cells) };
  });
}
