import { type ArchivedDigest, editionDigests } from "./archive/digests.ts";
import type { Settings } from "./config.ts";
import { type CurrentChanges, type Scorecard, scorecardOf } from "./domain/scorecard.ts";
import type { Week } from "./domain/week.ts";
import { findChanges } from "./snapshot/store.ts";

/** What became of the rises and falls that the editions in the archive print. Reads only; writes nothing. */
export async function readScorecard(
  settings: Pick<Settings, "reportsFolder" | "snapshotsFolder">,
  editions?: readonly ArchivedDigest[],
): Promise<Scorecard> {
  const archived = editions ?? (await editionDigests(settings.reportsFolder));
  const printed = archived.map(({ week, changes, verdicts }) => ({ week, changes, verdicts }));
  const current = new Map<Week, CurrentChanges>();
  for (const { week, verdicts } of printed) {
    const found = verdicts.length === 0 ? undefined : await findChanges(settings.snapshotsFolder, week);
    if (found !== undefined) current.set(week, { content: found.changes, sha256: found.sha256 });
  }
  return scorecardOf(printed, current);
}
