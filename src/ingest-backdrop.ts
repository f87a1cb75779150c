import type { Settings } from "./config.ts";
import { BACKDROP_FORMAT, type Backdrop, backdropOf } from "./domain/backdrop.ts";
import type { Week } from "./domain/week.ts";
import { ReportError } from "./errors.ts";
import { readAiShareFile } from "./ingest/ai-share-file.ts";
import type { Log } from "./log.ts";
import { findBackdrop, writeBackdrop } from "./snapshot/backdrop.ts";
import * as store from "./snapshot/store.ts";
import { feedFiles } from "./week-sources.ts";

/*
 * What others measured of the market, beside the weeks that are stored: a file of Indeed Hiring Lab → `backdrop.json` of a week. The
 * file itself stays where it is.
 */

/** Where a feed's country is not one of the file's, the newsletter's readers are taken to be in this one. */
const DEFAULT_COUNTRY = "US";

export interface BackdropWeek {
  readonly week: Week;
  readonly state: "new" | "unchanged" | "kept" | "revised" | "dry-run" | "unknown";
  /** As stored; null where the file knows nothing of the week. */
  readonly backdrop: Backdrop | null;
}

/**
 * Stores the backdrop of stored weeks from one file; a week that has another one keeps it unless `replace` says so. A week that
 * is not stored is refused, one that the file does not reach is told as unknown.
 */
export async function ingestBackdrop(
  {
    files,
    weeks,
    dryRun,
    replace,
  }: {
    readonly files: readonly string[];
    readonly weeks: readonly Week[];
    readonly dryRun: boolean;
    readonly replace: boolean;
  },
  settings: Settings,
): Promise<BackdropWeek[]> {
  const [path, ...more] = files;
  if (path === undefined || more.length > 0)
    throw new ReportError("usage", `The format "${BACKDROP_FORMAT}" takes one file.`, "Give one path.");
  const { byCountry, sha256 } = await readAiShareFile(path);
  const folder = settings.snapshotsFolder;
  const told: BackdropWeek[] = [];
  for (const week of weeks) {
    const { scope } = (await store.readSnapshot(folder, week)).snapshot;
    const country = scope.country !== undefined && byCountry.has(scope.country) ? scope.country : DEFAULT_COUNTRY;
    const backdrop = backdropOf(week, country, byCountry.get(country) ?? new Map(), sha256);
    if (backdrop === undefined) told.push({ week, state: "unknown", backdrop: null });
    else if (dryRun) told.push({ week, state: "dry-run", backdrop });
    else {
      const state = await writeBackdrop(folder, backdrop, replace);
      const kept = state === "kept" ? (await findBackdrop(folder, week))?.backdrop : undefined;
      told.push({ week, state, backdrop: kept ?? backdrop });
    }
  }
  return told;
}

/** The feeds of the settings that hold postings. */
export function postingFeeds({ feeds }: Pick<Settings, "feeds">): Settings["feeds"] {
  return feeds.filter(({ format }) => format !== BACKDROP_FORMAT);
}

/**
 * The backdrop feeds of the settings, for the week that an edition is to be made of; with `byWeek` also for stored weeks without one.
 * The letter can do without, so a feed that fails is a warning.
 */
export async function ingestBackdropFeeds(week: Week, settings: Settings, log: Log): Promise<void> {
  for (const { files, byWeek } of settings.feeds.filter(({ format }) => format === BACKDROP_FORMAT)) {
    try {
      const weeks = byWeek ? await store.storedWeeks(settings.snapshotsFolder) : [week];
      const paths = await feedFiles(files, settings.root);
      const told = await ingestBackdrop({ files: paths.slice(-1), weeks, dryRun: false, replace: false }, settings);
      log.info("backdrop stored", { week, state: told.find((each) => each.week === week)?.state ?? "unknown" });
    } catch (cause) {
      if (!(cause instanceof ReportError)) throw cause;
      log.warn("the letter has no new backdrop", { week, why: cause.message, fix: cause.hint });
    }
  }
}
