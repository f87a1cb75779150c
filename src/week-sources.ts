import { resolve } from "node:path";
import type { Snapshot, SourceCount } from "./domain/snapshot.ts";
import type { Week } from "./domain/week.ts";
import { ReportError } from "./errors.ts";
import { filesMatching, sha256 } from "./files.ts";
import type { IngestedFile } from "./ingest/ingested-file.ts";
import type { Mapping } from "./ingest/mapping.ts";

/*
 * What a week is made from: the files that a feed names, and what is stored of them and of the rules they were read by.
 */

/** The files of a feed of the settings: `*` in a name stands for any characters, so that new files are found. By name. */
export async function feedFiles(files: readonly string[], root: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of files.map((file) => resolve(root, file))) {
    const here = path.includes("*") ? await filesMatching(path) : [path];
    if (here.length === 0) {
      throw new ReportError(
        "file-missing",
        `A feed of the settings names ${path}, and no file there has such a name.`,
        "Check the path; it is taken from the folder of the settings, and * may stand in the file's name only.",
      );
    }
    found.push(...here);
  }
  return [...new Set(found)];
}

/** Hash of what decides how rows become postings and which roles they get: weeks of other rules are not comparable. */
export function taxonomyOf({ roles, columns, filter, roleRules, rows, removed }: Mapping, rulesHash?: string): string {
  const rules = [roles, columns.role, filter ?? []];
  const joint = [roleRules, rows, removed, rulesHash].filter((each) => each !== undefined);
  return sha256(JSON.stringify([...rules, ...joint])).slice(0, 16);
}

/**
 * A file's part in a week. What it holds of other weeks is counted there; a file that one of a later day took the place of has
 * no part in the week at all.
 */
export function sourceOf(file: IngestedFile, week: Week): SourceCount[] {
  const { name, format, sha256: hash, byWeek, sideFiles, datedByFile } = file;
  const own = byWeek.get(week);
  if (own === undefined || own.rejected["earlier-day"] !== undefined) return [];
  const rejected = Object.fromEntries(Object.entries(own.rejected).sort(([a], [b]) => (a < b ? -1 : 1)));
  const beside = sideFiles.map((each) => ({ file: each.file, sha256: each.sha256 }));
  return [
    {
      name,
      format,
      sha256: hash,
      rows: own.rows,
      accepted: own.accepted,
      rejected,
      ...(own.revised === undefined ? {} : { revised: own.revised }),
      ...(beside.length === 0 ? {} : { sideFiles: beside }),
      ...(datedByFile ? { datedByFile } : {}),
    },
  ];
}

/** Whether the days of a week's postings say when they were published: not in a stock, nor where a file's name dated them all. */
export function hasDays({ kind, sources }: Snapshot): boolean {
  return kind === "flow" && !sources.some(({ datedByFile }) => datedByFile);
}
