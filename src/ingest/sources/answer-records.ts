import { ReportError } from "../../errors.ts";
import type { BoardSource, NoAdvert } from "./board-source.ts";
import { jsonFault } from "./json-fault.ts";
import { pageScripts, scriptJson } from "./page-json.ts";

/** One record of a file, or why there is none in its place. */
export type AnswerRecord = { readonly value: unknown } | { readonly fault: NoAdvert };

/** A whole document is held in memory; this is the largest, unpacked. */
const LARGEST_DOCUMENT = 128 * 1024 * 1024;
/** A line longer than this is passed over as it is read. */
const LARGEST_LINE = 16 * 1024 * 1024;

const malformed = (note: string): AnswerRecord => ({ fault: { reason: "malformed-row", note } });

/**
 * The records of a file in its order: of each line (.jsonl, .ndjson), of each script of a page (.html, .htm), else of the one JSON
 * document that it is. A line or script that is no JSON is a record at fault; a document that is none is an error.
 */
export function answerRecords(
  path: string,
  chunks: AsyncIterable<Buffer>,
  source: BoardSource,
): AsyncGenerator<AnswerRecord> {
  const name = path.replace(/\.gz$/i, "");
  if (/\.(jsonl|ndjson)$/i.test(name)) return lineRecords(chunks, source);
  return /\.html?$/i.test(name) ? pageRecords(path, chunks, source) : documentRecords(path, chunks, source);
}

async function* lineRecords(chunks: AsyncIterable<Buffer>, source: BoardSource): AsyncGenerator<AnswerRecord> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const line of linesOf(chunks)) {
    if (line === undefined) {
      yield malformed(`it is longer than ${LARGEST_LINE / 1024 / 1024} MB`);
      continue;
    }
    let value: unknown;
    try {
      const text = decoder.decode(line);
      if (text.trim() === "") continue;
      value = JSON.parse(text);
    } catch (cause) {
      yield malformed(cause instanceof SyntaxError ? "it is not JSON" : "it is not UTF-8");
      continue;
    }
    for (const record of source.records(value)) yield { value: record };
  }
}

/** Lines without their ends; undefined for one that is too long. Holds one line at a time. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    length += part.length;
    if (length > LARGEST_LINE) parts = [];
    else parts.push(part);
  };
  const taken = () => {
    const line = length > LARGEST_LINE ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end));
      yield taken();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield taken();
}

async function* documentRecords(
  path: string,
  chunks: AsyncIterable<Buffer>,
  source: BoardSource,
): AsyncGenerator<AnswerRecord> {
  const text = decoded(await wholeDocument(path, chunks), path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReportError(
      "file-damaged",
      `${path} cannot be used: it is not JSON ${placeOf(text)}.`,
      "Download it again; for one record in each line, name it .jsonl. Nothing was taken from it.",
      { cause },
    );
  }
  for (const record of source.records(value)) yield { value: record };
}

/** Where a text stops being JSON, as an editor counts. */
function placeOf(text: string): string {
  const fault = jsonFault(text);
  if (fault >= text.length) return `after ${text.length} characters, where it ends`;
  const before = text.slice(0, fault);
  return `in line ${before.split("\n").length}, at character ${before.length - before.lastIndexOf("\n")}`;
}

async function* pageRecords(
  path: string,
  chunks: AsyncIterable<Buffer>,
  source: BoardSource,
): AsyncGenerator<AnswerRecord> {
  const bytes = await wholeDocument(path, chunks);
  const scripts = pageScripts(pageText(bytes));
  if (scripts.length === 0) yield { fault: { reason: "no-posting", note: "the page has no JSON-LD" } };
  for (const script of scripts) {
    const json = scriptJson(script);
    if (json === undefined) yield malformed("a script of the page is not JSON");
    else for (const record of source.records(json.value)) yield { value: record };
  }
}

/** Pages say in their beginning how they are written; UTF-8 unless they do. What cannot be decoded becomes a mark. */
function pageText(bytes: Buffer): string {
  const [, label = "utf-8"] = /charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})/i.exec(bytes.toString("latin1", 0, 2048)) ?? [];
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

async function wholeDocument(path: string, chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > LARGEST_DOCUMENT) {
      throw new ReportError(
        "file-too-large",
        `${path} cannot be used: it is one document of more than ${LARGEST_DOCUMENT / 1024 / 1024} MB.`,
        "Give it as JSONL, with one job in each line (.jsonl or .jsonl.gz): lines are read one by one. Nothing was stored.",
      );
    }
    parts.push(chunk);
  }
  if (length === 0)
    throw new ReportError("file-empty", `${path} cannot be used: it is empty.`, "Check the download that made it.");
  return Buffer.concat(parts);
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ReportError("file-not-text", `${path} cannot be used: it is not UTF-8 text.`, "Save it as UTF-8.", {
      cause,
    });
  }
}
