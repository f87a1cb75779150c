import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareWeek } from "../../src/compare/compare.ts";
import { compareRequest } from "../../src/compare-inputs.ts";
import { readSettings, type Settings } from "../../src/config.ts";
import type { WeekChanges } from "../../src/domain/change.ts";
import { addWeeks, type Week } from "../../src/domain/week.ts";
import { type Drill, drill } from "../../src/drill/drill.ts";
import { openDatabase } from "../../src/duckdb.ts";
import { ingestFeed } from "../../src/ingest-feed.ts";
import { silentLog } from "../../src/log.ts";
import { silentProgress } from "../../src/progress.ts";
import { writeSample } from "../../src/sample/sample.ts";
import * as store from "../../src/snapshot/store.ts";
import { readCategories } from "../../src/taxonomy-files.ts";
import { feedFiles } from "../../src/week-sources.ts";
import { type Call, naiveCalls, ourCalls, textbookCalls } from "./rivals.ts";

const EFFECTS = { log: silentLog, progress: silentProgress, today: "2026-11-21" };
const LAST_WEEK = "2026-W46";
const DATA_JOBS = "posting-level/data_jobs_2023/data_jobs_salary.dev.csv.gz";

export interface SampleSize {
  readonly weeks: number;
  readonly postings: number;
  readonly seed: number;
  /** How much more the planted role pays to offers that open in the last four weeks; 0 plants nothing. */
  readonly rise: number;
}

/** The large role that rises. */
export const PLANTED = "data-engineer";

/** data_jobs 2023, ingested into a folder; undefined, with the reason, where this machine lacks the file. */
export async function dataJobs(folder: string): Promise<Settings | undefined> {
  const file = resolve(process.env["TRENDS_DATA"] ?? "../shared/data", DATA_JOBS);
  if (!existsSync(file)) {
    console.warn(`Left out: there is no ${file}. Set TRENDS_DATA to the folder of the shared data.`);
    return undefined;
  }
  const settings = await readSettings(folder, undefined);
  const taken = { files: [file], format: "mapped", mapping: "data-jobs-yearly", scope: "us-full-time" };
  await ingestFeed({ ...taken, weeks: { kind: "every" }, ...AS_IT_IS }, settings, EFFECTS);
  return settings;
}

/** An invented feed with one burst in four weeks, ingested into a folder that is not there yet. */
export async function sampled(folder: string, { weeks, postings, seed, rise }: SampleSize): Promise<Settings> {
  const week = addWeeks(LAST_WEEK, -3);
  const plants = rise === 0 ? [] : [{ role: PLANTED, metric: "pay" as const, week, size: rise }];
  const bursts = Math.ceil(weeks / 4);
  await writeSample({ weeks, postings, seed, lastWeek: LAST_WEEK, plants, bursts }, folder, silentProgress);
  const settings = await readSettings(folder, undefined);
  for (const feed of settings.feeds) {
    const files = await feedFiles(feed.files, settings.root);
    const { format, mapping, scope } = feed;
    await ingestFeed({ files, format, mapping, scope, weeks: { kind: "every" }, ...AS_IT_IS }, settings, EFFECTS);
  }
  return settings;
}

const AS_IT_IS = { dryRun: false, replace: false, accept: true, otherThan: new Set<Week>() };

/** The drill of all stored weeks of a feed. */
export async function drillOf(settings: Settings, shuffles: number, seed: number): Promise<Drill> {
  const weeks = await store.storedWeeks(settings.snapshotsFolder);
  const database = await openDatabase();
  try {
    const categories = await readCategories(settings);
    return await drill({ weeks, shuffles, seed, progress: silentProgress }, (week) =>
      compareRequest(week, settings, categories, database),
    );
  } finally {
    database.close();
  }
}

/** What each method calls in the newest week of a sample. */
export interface SampleCalls {
  readonly changes: WeekChanges["changes"];
  readonly ours: readonly Call[];
  readonly textbook: readonly Call[];
  readonly naive: readonly Call[];
}

export async function callsInSample(parent: string, size: SampleSize): Promise<SampleCalls> {
  const settings = await sampled(join(parent, `${size.seed}-${size.rise}`), size);
  const database = await openDatabase();
  try {
    const request = await compareRequest(LAST_WEEK, settings, await readCategories(settings), database);
    const { changes } = compareWeek(request);
    return { changes, ours: ourCalls(changes), textbook: textbookCalls(request), naive: naiveCalls(request) };
  } finally {
    database.close();
  }
}
