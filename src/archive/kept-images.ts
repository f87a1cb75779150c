import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Week } from "../domain/week.ts";
import { namesIn, textIfThere } from "../files.ts";

const CHARTS = "charts";

/** A chart's picture, also of a build from before there were hashes in file names. */
const PICTURE = /^[a-z0-9-]+(\.[0-9a-f]{10})?\.png$/;

const earlierSchema = z.object({ hash: z.string(), charts: z.array(z.object({ png: z.string() })) });

/** Whether a picture is one that readers have: by the hash of the edition that shows it now, and its path in the folder. */
export type IsOut = (hash: string, path: string) => boolean;

/**
 * Pictures in the week's folder that stay when another edition takes its place, by their paths in it: those of the edition that
 * is there, as far as they went out, and those that stayed before. A mail that readers have got fetches its pictures whenever it
 * is opened. What never went out is left behind with the edition that showed it.
 */
export async function imagesToKeep(reportsFolder: string, week: Week, isOut: IsOut): Promise<Map<string, Uint8Array>> {
  const folder = join(reportsFolder, week);
  const earlier = await earlierEdition(folder);
  const own = earlier.charts.map(({ png }) => png);
  const kept = new Map<string, Uint8Array>();
  for (const path of await picturesIn(folder)) {
    if (own.includes(path) && !isOut(earlier.hash, path)) continue;
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes !== undefined) kept.set(path, bytes);
  }
  return kept;
}

/** Pictures in an edition's folder, by their paths in it, by code point. */
export async function picturesIn(folder: string): Promise<string[]> {
  return (await namesIn(join(folder, CHARTS))).filter((name) => PICTURE.test(name)).map((name) => `${CHARTS}/${name}`);
}

/** What cannot be read may have gone out: then no picture is known to be one that may go. */
async function earlierEdition(folder: string): Promise<z.infer<typeof earlierSchema>> {
  const text = await textIfThere(join(folder, "edition.json"));
  try {
    return earlierSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return { hash: "", charts: [] };
  }
}
