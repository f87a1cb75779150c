import { type ArchivedEdition, readEdition, writeEdition } from "./archive/archive.ts";
import type { Settings } from "./config.ts";
import type { BuiltEdition } from "./edition-build.ts";
import { ReportError } from "./errors.ts";
import type { Log } from "./log.ts";
import { writePages } from "./publish-pages.ts";
import { outOf } from "./published-editions.ts";

/** Sees to it that the archive holds this edition, and its pages know of it: what readers are mailed is what the site shows. */
export async function keepArchived({ archived }: BuiltEdition, settings: Settings, log: Log): Promise<void> {
  const { week, hash } = archived.edition;
  if ((await archivedHash(week, settings)) === hash) return;
  await putIntoArchive(archived, settings, log);
  await writePages([], settings, log);
}

/** Puts an edition into the archive, without the pages around it. Returns its folder. */
export async function putIntoArchive(archived: ArchivedEdition, settings: Settings, log: Log): Promise<string> {
  const { week, hash, facts } = archived.edition;
  const folder = await writeEdition(settings.reportsFolder, archived, await outOf(week, settings));
  log.info("edition archived", { week, facts: facts.length, hash: hash.slice(0, 16) });
  return folder;
}

/** Undefined where the archive holds none that can be read: it is written anew. */
async function archivedHash(week: string, { reportsFolder }: Settings): Promise<string | undefined> {
  try {
    return (await readEdition(reportsFolder, week)).hash;
  } catch (error) {
    if (error instanceof ReportError) return undefined;
    throw error;
  }
}
