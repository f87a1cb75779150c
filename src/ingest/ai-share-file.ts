import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { DailyShares } from "../domain/backdrop.ts";
import { daySchema } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { sha256 } from "../files.ts";

/** The columns as Indeed Hiring Lab publishes them; the share is in percent. */
const COLUMNS = ["date", "jobcountry", "AI_share_postings"];

export interface AiShareFile {
  /** Shares by two-letter country. */
  readonly byCountry: ReadonlyMap<string, DailyShares>;
  /** Hash of the file as it is on disk. */
  readonly sha256: string;
}

/**
 * Reads Indeed Hiring Lab's CSV of the share of postings that mention AI, a row per day and country, plain or gzipped. A file with
 * other columns, or a row that is none, is refused as a whole.
 */
export async function readAiShareFile(path: string): Promise<AiShareFile> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ReportError("file-missing", `There is no file ${path} that can be read.`, "Check the path.", { cause });
  });
  const [header = "", ...rows] = textOf(bytes, path).split(/\r?\n/);
  if (header.split(",").join() !== COLUMNS.join()) {
    throw new ReportError(
      "column-missing",
      `${path} begins with "${header.slice(0, 80)}" and not with the columns ${COLUMNS.join(", ")}.`,
      "Give the file AI_posting.csv of Indeed Hiring Lab as it is published.",
    );
  }
  const byCountry = new Map<string, Map<string, number>>();
  rows.forEach((row, index) => {
    if (row === "") return;
    const [day = "", country = "", percent = "", ...more] = row.split(",");
    const share = Number(percent) / 100;
    const fits = more.length === 0 && percent.trim() !== "" && share >= 0 && share <= 1;
    if (!fits || !/^[A-Z]{2}$/.test(country) || !daySchema.safeParse(day).success) {
      throw new ReportError(
        "file-damaged",
        `Row ${index + 2} of ${path} is no day, country and percentage: "${row.slice(0, 80)}".`,
        "Fetch the file again.",
      );
    }
    const days = byCountry.get(country) ?? new Map<string, number>();
    byCountry.set(country, days.set(day, share));
  });
  if (byCountry.size === 0)
    throw new ReportError("file-empty", `${path} holds no row below its header.`, "Fetch the file again.");
  return { byCountry, sha256: sha256(bytes) };
}

function textOf(bytes: Buffer, path: string): string {
  if (!path.endsWith(".gz")) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch (cause) {
    throw new ReportError("file-damaged", `${path} is no whole gzip file.`, "Fetch the file again.", { cause });
  }
}
