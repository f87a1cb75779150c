import type { Settings } from "./config.ts";
import type { Snapshot } from "./domain/snapshot.ts";
import { addWeeks, type Day, type Week } from "./domain/week.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { ReportError } from "./errors.ts";
import { type Feed, ingestRequest } from "./feed-request.ts";
import { type Ingested, type IngestRequest, ingest } from "./ingest/ingest.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";
import { dropHeld, writeHeld } from "./snapshot/held.ts";
import { HELD_REACH, type HeldReason, heldAmong } from "./snapshot/held-reasons.ts";
import { makeSnapshots } from "./snapshot/snapshot.ts";
import { refuseStepBack } from "./snapshot/step-back.ts";
import * as store from "./snapshot/store.ts";
import { snapshotRequest } from "./week-inputs.ts";
import { type ComparedWeek, compareTouched, recountAfter, refuseUnreadable } from "./weeks-touched.ts";

/*
 * A feed's files to stored weeks: postings ─ingest─▶ snapshots, those that look like a broken feed held back ─compare─▶ changes.
 */

/** What an ingest may touch besides its folders. */
export interface IngestEffects {
  readonly log: Log;
  readonly progress: Progress;
  readonly today: Day;
}

export interface IngestReport {
  readonly taken: Ingested;
  readonly weeks: readonly IngestedWeek[];
  /** Weeks whose changes were computed anew. */
  readonly compared: readonly ComparedWeek[];
}

export interface IngestedWeek {
  readonly week: Week;
  readonly state: "new" | "unchanged" | "revised" | "dry-run" | "held";
  /** As stored, or as held. */
  readonly snapshot: Snapshot;
  /** Why it is held; empty in every other state. */
  readonly reasons: readonly HeldReason[];
  /** A held week that was stored before keeps that snapshot. */
  readonly keeps: boolean;
}

/**
 * Postings → snapshots → changes. Nothing is stored unless every file is fit to use. Weeks that look like a broken feed are
 * held, the others stored; `refuseHeld` makes a failure of that.
 */
export async function ingestFeed(feed: Feed, settings: Settings, effects: IngestEffects): Promise<IngestReport> {
  const database = await openDatabase();
  try {
    const folder = settings.snapshotsFolder;
    const request = await ingestRequest(feed, settings, effects.today);
    const taken = await ingest(request, database, effects.progress);
    refuseOverlap(taken.weeks, feed);
    const { snapshots, held } = await judgedSnapshots(request, taken, feed, settings, database);
    const fit = taken.weeks.filter((week) => !held.has(week));
    const stepping = feed.replace ? [] : snapshots.filter(({ week }) => fit.includes(week));
    await refuseStepBack(folder, stepping, feed);
    await refuseUnreadable(fit, folder, database);
    const weeks: IngestedWeek[] = [];
    for (const snapshot of snapshots) {
      const own = await storedOrHeld(snapshot, held.get(snapshot.week) ?? [], feed, folder, database);
      weeks.push(own);
      effects.log.info("snapshot stored", { week: own.week, state: own.state, openings: snapshot.totals.openings });
    }
    if (!feed.dryRun) await recountAfter(fit, folder, database);
    const compared = feed.dryRun ? [] : await compareTouched(fit, settings, database, effects);
    return { taken, weeks, compared };
  } finally {
    database.close();
  }
}

/** Snapshots of all weeks taken. Where some are held, none of the others has such a week for its week before. */
async function judgedSnapshots(
  request: IngestRequest,
  taken: Ingested,
  feed: Feed,
  settings: Settings,
  database: Database,
): Promise<{ snapshots: readonly Snapshot[]; held: ReadonlyMap<Week, readonly HeldReason[]> }> {
  const snapshots = await makeSnapshots(await snapshotRequest(request, taken, settings), database);
  const [first] = taken.weeks;
  const last = taken.weeks.at(-1);
  if (feed.accept || first === undefined || last === undefined) return { snapshots, held: new Map() };
  const near = (await store.storedWeeks(settings.snapshotsFolder)).filter(
    (week) => week >= addWeeks(first, -HELD_REACH) && week <= last,
  );
  const stored = await store.readSnapshots(settings.snapshotsFolder, near);
  const held = heldAmong(
    snapshots,
    stored.map(({ snapshot }) => snapshot),
    { replace: feed.replace },
  );
  if (held.size === 0) return { snapshots, held };
  const anew = await snapshotRequest(request, taken, settings, new Set(held.keys()));
  return { snapshots: await makeSnapshots(anew, database), held };
}

/** The snapshot last: until it is there, the week is as it was before. What was held of it goes only then. */
async function storedOrHeld(
  snapshot: Snapshot,
  reasons: readonly HeldReason[],
  { dryRun }: Feed,
  folder: string,
  database: Database,
): Promise<IngestedWeek> {
  const { week } = snapshot;
  if (reasons.length > 0) {
    const keeps = dryRun
      ? (await store.findSnapshot(folder, week)) !== undefined
      : !(await writeHeld(folder, snapshot));
    return { week, state: "held", snapshot, reasons, keeps };
  }
  if (dryRun) return { week, state: "dry-run", snapshot, reasons, keeps: false };
  await store.writePostings(folder, week, database);
  const state = await store.writeSnapshot(folder, snapshot);
  await dropHeld(folder, week);
  return { week, state, snapshot, reasons, keeps: false };
}

/** Fails with `week-held` where any week of the reports is held, naming week, figures and limits; `details` go with it. */
export function refuseHeld(reports: readonly IngestReport[], details: Readonly<Record<string, unknown>> = {}): void {
  const held = reports.flatMap(({ weeks }) => weeks.filter(({ state }) => state === "held"));
  if (held.length === 0) return;
  const found = held.map(({ week, reasons, keeps }) => {
    const kept = keeps ? " The stored snapshot was kept." : "";
    return `${week} looks like a broken feed: ${reasons.map(inWords).join("; ")}.${kept}`;
  });
  throw new ReportError(
    "week-held",
    `${found.join(" ")}${held.every(({ keeps }) => keeps) ? "" : " A held week that is not stored counts as missing in every comparison."}`,
    "Mend the feed and ingest the week again, or add --accept to store it as it is.",
    { details: { ...details, held: held.map(({ week, reasons }) => ({ week, reasons })) } },
  );
}

function inWords({ rule, source, found, usual, low }: HeldReason): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  switch (rule) {
    case "openings":
      return `${found} openings where ${Math.round(usual)} are usual and fewer than ${Math.ceil(low)} are refused`;
    case "pay-share":
      return `${percent(found)} of its openings state pay where ${percent(usual)} are usual and less than ${percent(low)} are refused`;
    case "source-gone":
      return `no row of the source ${source}, which had most of the last week's (${usual})`;
  }
}

/** Two feeds of one week would take turns in being the week. */
function refuseOverlap(weeks: readonly Week[], feed: Feed): void {
  const twice = weeks.find((week) => feed.otherThan.has(week));
  if (twice === undefined) return;
  throw new ReportError(
    "feeds-overlap",
    `${feed.files.join(", ")} holds ${twice}, which another feed of the settings has just filled. That feed's week was kept.`,
    "Name the files of one week in one feed; they may be several.",
  );
}
