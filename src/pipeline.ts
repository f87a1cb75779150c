import { compareWeek, ROLE_WINDOW } from "./compare/compare.ts";
import { readTemplate, type Settings } from "./config.ts";
import { PAY_FLOOR_USD, rate } from "./domain/money.ts";
import { pairOf } from "./domain/role.ts";
import type { Snapshot, SourceCount } from "./domain/snapshot.ts";
import { addWeeks, type Day, type Week, weeksUpTo } from "./domain/week.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { ReportError } from "./errors.ts";
import { sha256 } from "./files.ts";
import { type Ingested, type IngestRequest, ingest } from "./ingest/ingest.ts";
import type { IngestedFile } from "./ingest/ingested-file.ts";
import { parseMapping, parseScope } from "./ingest/mapping.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";
import { makeSnapshots } from "./snapshot/snapshot.ts";
import * as store from "./snapshot/store.ts";

/** What a run may touch besides its folders: passed in, so that a test decides it. */
export interface Effects {
  readonly log: Log;
  readonly progress: Progress;
  /** Today in the newsletter's time zone. */
  readonly today: Day;
}

export interface Feed {
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping: string | undefined;
  readonly scope: string | undefined;
  readonly weeks: IngestRequest["weeks"];
  /** Only say what would be stored. */
  readonly dryRun: boolean;
  /** Store a week although it is far smaller than the one stored before. */
  readonly replace: boolean;
}

export interface IngestReport {
  readonly taken: Ingested;
  readonly weeks: readonly { readonly week: Week; readonly state: "new" | "unchanged" | "revised" | "dry-run"; readonly snapshot: Snapshot }[];
  /** Weeks whose changes were computed anew. */
  readonly compared: readonly Week[];
}

/** Postings → snapshots → changes. Nothing is stored unless every file is fit to use. */
export async function ingestFeed(feed: Feed, settings: Settings, effects: Effects): Promise<IngestReport> {
  const database = await openDatabase();
  try {
    const request = await ingestRequest(feed, settings, effects.today);
    const taken = await ingest(request, database, effects.progress);
    const snapshots = await makeSnapshots(await snapshotRequest(request, taken, settings), database);
    if (!feed.replace) await refuseShrinking(snapshots, settings);
    const weeks: IngestReport["weeks"][number][] = [];
    for (const snapshot of snapshots) {
      const { week } = snapshot;
      if (!feed.dryRun) await store.writePostings(settings.snapshotsFolder, week, database);
      const state = feed.dryRun ? "dry-run" : await store.writeSnapshot(settings.snapshotsFolder, snapshot);
      weeks.push({ week, state, snapshot });
      effects.log.info("snapshot stored", { week, state, openings: snapshot.totals.openings });
    }
    const compared = feed.dryRun ? [] : await compareTouched(taken.weeks, settings, database, effects);
    return { taken, weeks, compared };
  } finally {
    database.close();
  }
}

/** How far back the guard of a window's first week looks, and so how far on a re-ingested week is felt. */
const REACH = 2 * ROLE_WINDOW + 8;

/** Changes of the given weeks and of every later week that looks back on them, where this machine has the postings. */
async function compareTouched(touched: readonly Week[], settings: Settings, database: Database, { log, progress }: Effects): Promise<Week[]> {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return [];
  const stored = await store.storedWeeks(settings.snapshotsFolder);
  const weeks = stored.filter((week) => week >= first && week <= addWeeks(last, REACH));
  const task = progress.begin("comparing weeks", weeks.length);
  const compared: Week[] = [];
  for (const week of weeks) {
    if ((await store.postingsOf(settings.snapshotsFolder, week)) !== undefined) {
      await compareStoredWeek(week, settings, database);
      compared.push(week);
    } else log.warn("changes not computed anew: this machine has no postings of the week", { week });
    task.advance(1);
  }
  task.done();
  return compared;
}

async function compareStoredWeek(week: Week, settings: Settings, database: Database): Promise<void> {
  const folder = settings.snapshotsFolder;
  const stored = await store.readSnapshots(folder, weeksUpTo(week, REACH + 1));
  const history = new Map(stored.map(({ snapshot }) => [snapshot.week, snapshot]));
  const windows = weeksUpTo(week, 2 * ROLE_WINDOW).filter((each) => history.has(each));
  const withPostings = await Promise.all(windows.map(async (each) => (await store.postingsOf(folder, each)) !== undefined));
  const offerWeeks = windows.filter((_, index) => withPostings[index]);
  const pairs = settings.pairs.map(([one, other]) => pairOf(one, other));
  const payAmount = Math.round(PAY_FLOOR_USD * rate("USD", settings.currency, settings.rates));
  const floors = { payShare: 0.015, payAmount, countShare: 0.05, count: 10, sharePoints: 0.02 };
  const changes = compareWeek({
    week,
    history,
    hashes: new Map(stored.map(({ snapshot, sha256 }) => [snapshot.week, sha256])),
    offers: await store.readOffers(folder, offerWeeks, database),
    offerWeeks,
    floors,
    settings: sha256(JSON.stringify({ floors, pairs })).slice(0, 16),
    pairs,
  });
  await store.writeChanges(folder, changes);
}

async function ingestRequest(feed: Feed, settings: Settings, today: Day): Promise<IngestRequest> {
  const name = feed.format === "mapped" ? feed.mapping : feed.format;
  if (!["mapped", "postings"].includes(feed.format)) {
    throw new ReportError("usage", `There is no format "${feed.format}".`, "Use one of: postings, mapped.");
  }
  if (name === undefined) throw new ReportError("usage", 'The format "mapped" needs a mapping.', "Add --mapping, for example --mapping data-jobs.");
  const mapping = await readTemplate(settings, "mappings", name);
  const scope = feed.scope === undefined ? undefined : await readTemplate(settings, "scopes", feed.scope);
  return {
    files: feed.files,
    format: feed.format,
    mapping: parseMapping(mapping.text, mapping.path),
    scope: scope === undefined ? {} : parseScope(scope.text, scope.path),
    currency: settings.currency,
    rates: settings.rates,
    weeks: feed.weeks,
    lastDay: today,
  };
}

async function snapshotRequest(request: IngestRequest, taken: Ingested, settings: Settings) {
  const before = new Map<Week, string>();
  for (const week of taken.weeks) {
    const earlier = addWeeks(week, -1);
    const here = taken.weeks.includes(earlier) ? `(SELECT * FROM postings WHERE week = '${earlier}')` : await store.postingsOf(settings.snapshotsFolder, earlier);
    if (here !== undefined) before.set(week, here);
  }
  return {
    weeks: taken.weeks,
    kind: request.mapping.kind,
    scope: request.scope,
    currency: settings.currency,
    rates: settings.rates,
    taxonomy: sha256(JSON.stringify([request.mapping.roles, request.mapping.columns.role, request.mapping.filter ?? []])).slice(0, 16),
    given: taken.given,
    sources: new Map(taken.weeks.map((week) => [week, taken.files.flatMap((file) => sourceOf(file, week))])),
    postingsBefore: (week: Week) => before.get(week),
  };
}

/** A file's part in a week. What it holds of other weeks is counted there. */
function sourceOf({ name, format, sha256: hash, byWeek }: IngestedFile, week: Week): SourceCount[] {
  const own = byWeek.get(week);
  if (own === undefined) return [];
  const rejected = Object.fromEntries(Object.entries(own.rejected).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [{ name, format, sha256: hash, rows: own.rows, accepted: own.accepted, rejected }];
}

/** A stored week may be revised, but a fragment may not take its place unasked. */
const SHRUNKEN = 0.6;

async function refuseShrinking(snapshots: readonly Snapshot[], settings: Settings): Promise<void> {
  for (const snapshot of snapshots) {
    const stored = (await store.findSnapshot(settings.snapshotsFolder, snapshot.week))?.snapshot;
    if (stored === undefined || snapshot.totals.openings >= SHRUNKEN * stored.totals.openings) continue;
    throw new ReportError(
      "week-would-shrink",
      `${snapshot.week} is stored with ${stored.totals.openings} openings, and this input has ${snapshot.totals.openings}. The stored snapshot was kept.`,
      "Check that the file is whole. Add --replace if the smaller week is the right one; the earlier one is kept among its vintages.",
    );
  }
}
