import type { Week } from "../domain/week.ts";

/** What became of the rows of one file. `rejected` and `doubted` are by reason, in the order of frequency. */
export interface IngestedFile {
  readonly file: string;
  readonly name: string;
  readonly format: string;
  readonly sha256: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly doubted: Readonly<Record<string, number>>;
  /** Postings that state any pay, fit or not. */
  readonly payStated: number;
  /** Of each week: rows dated in it, and what became of them. */
  readonly byWeek: ReadonlyMap<Week, WeekCount>;
  /** Of the file as a whole; undefined where the mapping names no file of what went. */
  readonly revised: Revised | undefined;
  /** True when the file's name says the day of its rows. */
  readonly datedByFile: boolean;
  /** What was read beside the file, in the mapping's order. */
  readonly sideFiles: readonly SideFile[];
}

export interface WeekCount {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly revised: Revised | undefined;
}

/** Postings that went and came back with another title, or with another exchange rate. */
export interface Revised {
  readonly renamed: number;
  readonly repriced: number;
}

/** A file beside an ingested one, which gave its rows more columns or told what went. */
export interface SideFile {
  /** From the folder of the ingested file. */
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  /** Rows whose key an earlier row has; they are not used. */
  readonly repeatedKeys: number;
  /** Rows that could not be read. */
  readonly malformed: number;
}

/** The counts of several files as of one. `revised` is undefined where no file tells. */
export function together(
  files: readonly IngestedFile[],
): Pick<IngestedFile, "rows" | "accepted" | "rejected" | "doubted" | "payStated" | "revised"> {
  const total = (of: (file: IngestedFile) => number) => files.reduce((sum, file) => sum + of(file), 0);
  const byReason = (of: (file: IngestedFile) => Readonly<Record<string, number>>) => {
    const reasons = new Set(files.flatMap((file) => Object.keys(of(file))));
    return Object.fromEntries([...reasons].map((reason) => [reason, total((file) => of(file)[reason] ?? 0)]));
  };
  const revised = files.flatMap((file) => file.revised ?? []);
  return {
    rows: total(({ rows }) => rows),
    accepted: total(({ accepted }) => accepted),
    rejected: byReason(({ rejected }) => rejected),
    doubted: byReason(({ doubted }) => doubted),
    payStated: total(({ payStated }) => payStated),
    revised:
      revised.length === 0
        ? undefined
        : {
            renamed: revised.reduce((sum, { renamed }) => sum + renamed, 0),
            repriced: revised.reduce((sum, { repriced }) => sum + repriced, 0),
          },
  };
}
