import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ReportError } from "../errors.ts";

export type Container = "csv" | "jsonl" | "parquet";

/** A file that was read through once and may be handed to the database. */
export interface SourceFile {
  readonly path: string;
  readonly container: Container;
  readonly gzip: boolean;
  /** Of the bytes as stored, compressed or not. */
  readonly sha256: string;
  /** The first record's cells; empty unless CSV. */
  readonly header: readonly string[];
  /** Line feeds in the text: more than records where a cell holds some. */
  readonly lines: number;
}

/** Enough for any header, and for telling text from anything else. */
const HEAD_BYTES = 1_048_576;

/**
 * Reads the file from end to end before anything else does: its hash, that a gzip is whole (the database reads a
 * truncated one without a word), that text is text, and the header of a CSV. `onBytes` hears of stored bytes read.
 */
export async function inspectFile(
  path: string,
  csv: { delimiter: string; quote: string },
  onBytes: (count: number) => void,
): Promise<SourceFile> {
  const size = await fileSize(path);
  const gzip = path.endsWith(".gz");
  const container = containerOf(gzip ? path.slice(0, -3) : path);
  if (size === 0) throw unfit("file-empty", path, "it is empty", "Check the download or export that made it.");
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  let headBytes = 0;
  let bytes = 0;
  let lines = 0;
  const stored = createReadStream(path);
  stored.on("data", (chunk) => {
    hash.update(chunk);
    onBytes(chunk.length);
  });
  const keepHead = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      lines += lineFeeds(chunk);
      if (headBytes < HEAD_BYTES) head.push(chunk);
      headBytes += chunk.length;
    }
  };
  try {
    await (gzip ? pipeline(stored, createGunzip(), keepHead) : pipeline(stored, keepHead));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unfit(
      "file-damaged",
      path,
      `it cannot be read to its end after ${bytes} bytes (${why})`,
      "Download it again; nothing was taken from it.",
      cause,
    );
  }
  if (bytes === 0)
    throw unfit("file-empty", path, "it holds no bytes once unpacked", "Check the download or export that made it.");
  const start = Buffer.concat(head).subarray(0, HEAD_BYTES);
  if (container !== "parquet") refuseBinary(start, path, bytes > start.length);
  if (container === "jsonl" && start.subarray(0, 3).toString("hex") === "efbbbf") {
    throw unfit(
      "file-not-text",
      path,
      "it begins with a byte order mark, which JSON does not allow",
      "Save it as UTF-8 without one.",
    );
  }
  const header = container === "csv" ? headerOf(start.toString("utf8"), csv) : [];
  return { path, container, gzip, sha256: hash.digest("hex"), header, lines };
}

/** Size in stored bytes; a missing or unreadable file is an error that names it. */
export async function fileSize(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Error("it is not a file");
    return found.size;
  } catch (cause) {
    const why =
      cause instanceof Error && "code" in cause && cause.code === "ENOENT"
        ? "there is no such file"
        : "it cannot be opened as a file";
    throw unfit("file-missing", path, why, "Check the path; paths are taken from the folder you are in.", cause);
  }
}

function containerOf(path: string): Container {
  if (/\.(jsonl|ndjson)$/i.test(path)) return "jsonl";
  if (/\.parquet$/i.test(path)) return "parquet";
  return "csv";
}

function lineFeeds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

/** Text holds no zero bytes and decodes as UTF-8; a cut at the end of the sample may split one character. */
function refuseBinary(start: Buffer, path: string, cut: boolean): void {
  const whole = cut ? start.subarray(0, Math.max(0, start.length - 4)) : start;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(whole, { stream: true });
    if (!whole.includes(0)) return;
  } catch {
    // Falls through to the refusal.
  }
  throw unfit(
    "file-not-text",
    path,
    "it is not UTF-8 text",
    "Give a CSV or JSONL file in UTF-8 (plain or .gz), or a .parquet file.",
  );
}

/** The cells of the first record, a byte order mark left off. Quotes as RFC 4180. */
function headerOf(text: string, csv: { delimiter: string; quote: string }): string[] {
  const cells = [""];
  let quoted = false;
  for (let index = text.startsWith("\uFEFF") ? 1 : 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === csv.quote) {
      const doubled = quoted && text[index + 1] === csv.quote;
      if (doubled) index++;
      else quoted = !quoted;
      if (!doubled) continue;
    } else if (!quoted && (character === "\n" || character === "\r")) break;
    else if (!quoted && character === csv.delimiter) {
      cells.push("");
      continue;
    }
    cells[cells.length - 1] += character;
  }
  return cells.map((cell) => cell.trim());
}

function unfit(
  code: "file-empty" | "file-damaged" | "file-not-text" | "file-missing",
  path: string,
  why: string,
  hint: string,
  cause?: unknown,
): ReportError {
  return new ReportError(code, `${path} cannot be used: ${why}.`, hint, { cause });
}
