import type { Snapshot } from "../domain/snapshot.ts";
import { ReportError } from "../errors.ts";
import { findSnapshot } from "./store.ts";

/** A stored week may be revised, but a fragment may not take its place unasked. */
const SHRUNKEN = 0.6;

/**
 * Refuses a stock whose file is of an earlier day than the one stored, and snapshots far smaller than the ones stored for their
 * weeks; with `accept` only the former, as that is no matter of a broken feed.
 */
export async function refuseStepBack(
  folder: string,
  snapshots: readonly Snapshot[],
  { accept }: { readonly accept: boolean } = { accept: false },
): Promise<void> {
  for (const snapshot of snapshots) {
    const stored = (await findSnapshot(folder, snapshot.week))?.snapshot;
    if (stored === undefined) continue;
    const dated = snapshot.sources.some(({ datedByFile }) => datedByFile);
    if (dated && snapshot.kind === "stock" && snapshot.asOf < stored.asOf) {
      throw new ReportError(
        "week-would-go-back",
        `${snapshot.week} is stored as of ${stored.asOf}, and this input is of ${snapshot.asOf}. The stored snapshot was kept.`,
        "A week is what was open on the last day given for it. Add --replace if the earlier day is the right one; the later one is kept among its vintages.",
      );
    }
    if (accept || snapshot.totals.openings >= SHRUNKEN * stored.totals.openings) continue;
    throw new ReportError(
      "week-would-shrink",
      `${snapshot.week} is stored with ${stored.totals.openings} openings, and this input has ${snapshot.totals.openings}. The stored snapshot was kept.`,
      "Check that the file is whole. Add --replace if the smaller week is the right one; the earlier one is kept among its vintages.",
    );
  }
}
