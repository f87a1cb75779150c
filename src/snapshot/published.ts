import { join } from "node:path";
import { storedJson } from "../domain/json.ts";
import { type Published, publishedSchema } from "../domain/published.ts";
import { parseStored } from "../domain/stored.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import { sha256, textIfThere, writeOnce } from "../files.ts";

const PUBLISHED = "published.json";

/** How many weeks back a letter knows what was told. */
const WEEKS = 8;

/** What went out in a week, with what identifies its file. `path` is relative to the folder of all snapshots. */
export interface StoredPublished {
  readonly content: Published;
  readonly path: string;
  readonly sha256: string;
}

/** Undefined where the week's edition has not gone out. A damaged file is an error. */
export async function findPublished(folder: string, week: Week): Promise<StoredPublished | undefined> {
  const path = join(week, PUBLISHED);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  return {
    content: parseStored(publishedSchema, text, join(folder, path), "snapshot-invalid"),
    path,
    sha256: sha256(text),
  };
}

/**
 * What went out in the eight weeks before, ascending. Of a week that itself went out, only what it knew of when it was told: an
 * edition that is built again reads what it read before, and nothing of its own.
 */
export async function publishedBefore(folder: string, week: Week): Promise<StoredPublished[]> {
  const knew = (await findPublished(folder, week))?.content.knew;
  const weeks = weeksUpTo(addWeeks(week, -1), WEEKS).filter((each) => knew === undefined || knew.includes(each));
  const found = await Promise.all(weeks.map((each) => findPublished(folder, each)));
  return found.filter((each) => each !== undefined);
}

/** Keeps what went out; false where the week's edition went out before, of which the record stays as it is. */
export function writePublished(folder: string, published: Published): Promise<boolean> {
  return writeOnce(join(folder, published.week, PUBLISHED), storedJson(published));
}
