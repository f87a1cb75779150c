import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Day, daySchema, type Week, weekOf } from "../../domain/week.ts";
import { ReportError } from "../../errors.ts";

/** What a folder is searched for. */
const ANSWERS = /\.(json|jsonl|ndjson|html|htm)(\.gz)?$/i;

/** A file as it is; a folder as the answers below it, by path in the order of code points. A folder without any is an error. */
export async function answerFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    found.push(...(isFolder ? await filesBelow(path) : [path]));
  }
  return [...new Set(found)];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && ANSWERS.test(entry.name) && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length > 0) return files.sort();
  throw new ReportError(
    "file-missing",
    `${folder} holds no answer of a job board.`,
    "Put files there that end in .json, .jsonl, .ndjson, .html or .htm (.gz is read too). Nothing was stored.",
  );
}

/** The day that an answer was fetched, and whether a later one of the same board in the same week is given too. */
export interface AnswerDay {
  readonly day: Day | null;
  readonly superseded: boolean;
}

/**
 * The day of each file: the last in its name, else in the nearest folder's of its path. Without one it is of `week`; without that
 * the file is refused. The same path but for the day is the same board: its last answer of a week counts.
 */
export function answerDays(files: readonly string[], week: Week | undefined): AnswerDay[] {
  const read = files.map((file) => {
    const found = dayInPath(file);
    if (found === undefined && week === undefined) throw undated(file);
    return found;
  });
  const last = new Map<string, Day>();
  const mark = ({ day, rest }: DatedPath) => `${weekOf(day)} ${rest}`;
  for (const each of read) {
    if (each === undefined) continue;
    const known = last.get(mark(each));
    if (known === undefined || known < each.day) last.set(mark(each), each.day);
  }
  return read.map((each) =>
    each === undefined
      ? { day: null, superseded: false }
      : { day: each.day, superseded: (last.get(mark(each)) ?? each.day) > each.day },
  );
}

interface DatedPath {
  readonly day: Day;
  /** The path without the day. */
  readonly rest: string;
}

function dayInPath(path: string): DatedPath | undefined {
  const parts = path.split(/[\\/]/);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? "";
    const days = [...part.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)].filter(
      ([day]) => daySchema.safeParse(day).success,
    );
    const found = days.at(-1);
    if (found === undefined) continue;
    const rest = parts.with(index, part.slice(0, found.index) + part.slice(found.index + found[0].length));
    return { day: found[0], rest: rest.join("/") };
  }
  return undefined;
}

function undated(file: string): ReportError {
  return new ReportError(
    "file-undated",
    `${file} has no day in its name or in the name of a folder above it.`,
    "Name the file or its folder by the day it was fetched, like 2026-11-21/stripe.json, or name the week with --week. Nothing was stored.",
  );
}

/** What a file is called after, without its day and its endings: "stripe" of `2026-11-21-stripe.json.gz`. Null where nothing is left. */
export function boardInName(path: string): string | null {
  const [name = ""] = (path.split(/[\\/]/).at(-1) ?? "").replaceAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g, "").split(".");
  const bare = name.replace(/^[-_ ]+/, "").replace(/[-_ ]+$/, "");
  return bare === "" ? null : bare;
}
