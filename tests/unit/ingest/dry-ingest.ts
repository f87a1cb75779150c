import { readSettings } from "../../../src/config.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import type { Feed } from "../../../src/feed-request.ts";
import { type IngestReport, ingestFeed } from "../../../src/ingest-feed.ts";
import { silentLog } from "../../../src/log.ts";
import { silentProgress } from "../../../src/progress.ts";

/** The weeks that files come to, without anything stored. Mappings are the shipped ones, or the folder's own. */
export function dryIngest(files: readonly string[], mapping: string, scope: string | undefined, folder: string) {
  return dry({ files, format: "mapped", mapping, scope, weeks: { kind: "every" } }, folder);
}

/** The same of answers of job boards; `week` is that of files without a day. */
export function dryAnswers(files: readonly string[], format: string, folder: string, week?: string) {
  const weeks = week === undefined ? ({ kind: "every" } as const) : ({ kind: "one", week } as const);
  return dry({ files, format, mapping: undefined, scope: undefined, weeks }, folder);
}

async function dry(
  feed: Pick<Feed, "files" | "format" | "mapping" | "scope" | "weeks">,
  folder: string,
): Promise<IngestReport & { readonly snapshots: ReadonlyMap<string, Snapshot> }> {
  const settings = await readSettings(folder, undefined);
  const report = await ingestFeed(
    { ...feed, dryRun: true, replace: false, accept: false, otherThan: new Set() },
    { ...settings, snapshotsFolder: `${folder}/snapshots` },
    { log: silentLog, progress: silentProgress, today: "2026-11-21" },
  );
  return { ...report, snapshots: new Map(report.weeks.map(({ week, snapshot }) => [week, snapshot])) };
}
