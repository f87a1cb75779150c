import { open } from "node:fs/promises";
import { inertText } from "../domain/text.ts";
import type { Day, Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import { type AdvertRow, advertRow } from "./advert/advert-row.ts";
import type { ReadingRules } from "./advert/reading-rules.ts";
import { fileSize, type SourceFile } from "./source-file.ts";
import { answerBytes } from "./sources/answer-bytes.ts";
import { type AnswerDay, answerDays, boardInName } from "./sources/answer-files.ts";
import { type AnswerRecord, answerRecords } from "./sources/answer-records.ts";
import type { BoardSource } from "./sources/board-source.ts";

/** A line of the rows that are made of answers: an advertisement, or why a record is none. */
export interface BoardRow extends Partial<AdvertRow> {
  /** The number of the file in the order given. */
  readonly file: number;
  readonly day: Day | null;
  /** A reason of `rejects.ts`, and what a sample quotes. */
  readonly reason?: string;
  readonly note?: string;
}

export interface WrittenFile {
  readonly file: SourceFile;
  /** Records that are advertisements and count. */
  readonly adverts: number;
  /** When it was fetched, by its path; null where that does not say. */
  readonly day: Day | null;
}

export interface WrittenRows {
  /** In the order given. */
  readonly files: readonly WrittenFile[];
  /** Members that any row has. */
  readonly columns: ReadonlySet<string>;
}

export interface BoardRowsRequest {
  readonly files: readonly string[];
  readonly source: BoardSource;
  readonly rules: ReadingRules;
  /** Where files without a day in their path belong. */
  readonly week: Week | undefined;
}

/**
 * Reads answers one after the other, record by record, and writes a line of JSON for each record to `path`: without the ads' texts,
 * which are read here and kept nowhere. Memory does not grow with the number of lines in a file.
 */
export async function writeBoardRows(
  request: BoardRowsRequest,
  path: string,
  progress: Progress,
): Promise<WrittenRows> {
  const { files } = request;
  const sizes = await Promise.all(files.map(fileSize));
  const days = answerDays(files, request.week);
  const task = progress.begin(
    files.length === 1 ? `reading ${files[0]}` : `reading ${files.length} files`,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const lines = await openLines(path);
  const columns = new Set<string>();
  const read: WrittenFile[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const { chunks, sha256 } = answerBytes(file, task.advance);
      const day = days[index] ?? { day: null, superseded: false };
      const board = boardInName(file);
      let rows = 0;
      let adverts = 0;
      for await (const record of answerRecords(file, chunks, request.source)) {
        const row = rowOf(record, index, day, board, request);
        rows++;
        if (row.reason === undefined) adverts++;
        await lines.add(lineOf(row, columns));
      }
      const own = { path: file, container: "jsonl", gzip: false, sha256: sha256(), header: [], lines: rows } as const;
      read.push({ file: own, adverts, day: day.day });
    }
    await lines.flush();
  } finally {
    await lines.close();
    task.done();
  }
  return { files: read, columns };
}

/** An answer that a later one took the place of is counted, and not read. */
function rowOf(
  record: AnswerRecord,
  file: number,
  { day, superseded }: AnswerDay,
  board: string | null,
  { source, rules }: BoardRowsRequest,
): BoardRow {
  if (superseded) return { file, day, reason: "earlier-day" };
  if ("fault" in record) return { file, day, ...record.fault };
  const advert = source.advert(record.value, board);
  return "reason" in advert
    ? { file, day, ...advert, note: inertText(advert.note) }
    : { file, day, ...advertRow(advert, rules) };
}

function lineOf(row: BoardRow, columns: Set<string>): string {
  const said = Object.entries(row).filter(([, value]) => value !== null);
  for (const [name] of said) columns.add(name);
  return `${JSON.stringify(Object.fromEntries(said))}\n`;
}

/** Written together: a write for each line would take longer than reading it. */
const BATCH = 1024 * 1024;

async function openLines(path: string) {
  const file = await open(path, "wx");
  let batch = "";
  const flush = async () => {
    try {
      await file.writeFile(batch);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ReportError(
        "not-writable",
        `The rows that were read cannot be kept for a moment: ${why}.`,
        "Make room in the folder for temporary files, or name another with TMPDIR. Nothing was stored.",
        { cause },
      );
    }
    batch = "";
  };
  return {
    add: async (line: string) => {
      batch += line;
      if (batch.length >= BATCH) await flush();
    },
    flush,
    close: () => file.close(),
  };
}
