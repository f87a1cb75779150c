import { basename } from "node:path";
import { type Day, daySchema, weekOf } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import type { Mapping } from "./mapping.ts";

/** The day that a file's name says its rows are of. */
export interface FileDay {
  readonly day: Day;
  /** A later day of the same week is given too: a stock is what was open on the last. */
  readonly superseded: boolean;
}

/** The day of each file, in the order of files; undefined where the mapping reads no day from names. */
export function fileDays(files: readonly string[], { columns, kind }: Mapping): (FileDay | undefined)[] {
  const { date } = columns;
  if (typeof date !== "object" || !("fileName" in date)) return files.map(() => undefined);
  const days = files.map((file) => dayOf(file, date.fileName));
  return days.map((day) => ({
    day,
    superseded: kind === "stock" && days.some((other) => other > day && weekOf(other) === weekOf(day)),
  }));
}

function dayOf(path: string, pattern: string): Day {
  const found = new RegExp(pattern, "u").exec(basename(path))?.[1];
  const day = daySchema.safeParse(found);
  if (day.success) return day.data;
  const why = found === undefined ? "has no day in its name" : `has "${found}" in its name, which is no day`;
  throw new ReportError(
    "file-undated",
    `${path} ${why}. The mapping looks for ${pattern}.`,
    "Name the file by its day, like 2026-11-21.csv.gz. Nothing was stored.",
  );
}
