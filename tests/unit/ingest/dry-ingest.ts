import { readSettings } from "../../../src/config.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { type IngestReport, ingestFeed } from "../../../src/ingest-feed.ts";
import { silentLog } from "../../../src/log.ts";
import { silentProgress } from "../../../src/progress.ts";

/** The weeks that files come to, without anything stored. Mappings are the shipped ones, or the folder's own. */
export async function dryIngest(
  files: readonly string[],
  mapping: string,
  scope: string | undefined,
  folder: string,
): Promise<IngestReport & { readonly snapshots: ReadonlyMap<string, Snapshot> }> {
  const settings = await readSettings(folder, undefined);
  const report = await ingestFeed(
    {
      files,
      format: "mapped",
      mapping,
      scope,
      weeks: { kind: "every" },
      dryRun: true,
      replace: false,
      accept: false,
      otherThan: new Set(),
    },
    { ...settings, snapshotsFolder: `${folder}/snapshots` },
    { log: silentLog, progress: silentProgress, today: "2026-11-21" },
  );
  return { ...report, snapshots: new Map(report.weeks.map(({ week, snapshot }) => [week, snapshot])) };
}
