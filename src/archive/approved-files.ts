import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Week } from "../domain/week.ts";
import { namesIn } from "../files.ts";

/**
 * A file of the edition of a week that bears the given hash: the one that readers see now, or one that a later build replaced
 * and that is still there. Undefined where that edition or its file is not in the archive any more.
 */
export async function fileOfEdition(
  reportsFolder: string,
  { week, hash }: { readonly week: Week; readonly hash: string },
  name: string,
): Promise<Buffer | undefined> {
  const releases = join(reportsFolder, ".releases");
  const own = (await namesIn(releases)).filter((each) => each.startsWith(`${week}-${hash.slice(0, 16)}-`)).sort();
  for (const release of own) {
    const bytes = await readFile(join(releases, release, name)).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
