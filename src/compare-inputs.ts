import { join } from "node:path";
import { type CompareRequest, thinRoles } from "./compare/compare.ts";
import type { Past } from "./compare/past.ts";
import { TESTED } from "./compare/tested.ts";
import { LONG_WINDOW, ROLE_WINDOW, YEAR } from "./compare/windows.ts";
import { type Settings, templateFolders } from "./config.ts";
import type { WeekChanges } from "./domain/change.ts";
import { holidayWeeks, parseHolidays } from "./domain/holidays.ts";
import { PAY_FLOOR_USD, rate } from "./domain/money.ts";
import { pairOf } from "./domain/role.ts";
import type { Snapshot } from "./domain/snapshot.ts";
import { addWeeks, type Week, weeksUpTo } from "./domain/week.ts";
import type { Database } from "./duckdb.ts";
import { sha256, textIfThere } from "./files.ts";
import { readOffers } from "./snapshot/offers.ts";
import { readPayReadings } from "./snapshot/pay-readings.ts";
import { readRepricings } from "./snapshot/repricings.ts";
import * as store from "./snapshot/store.ts";
import { hasDays } from "./week-sources.ts";

/*
 * What the tests of a week ask for, gathered from the settings and the stored weeks.
 */

/** How many weeks back the guard of a long window's first week looks. */
export const REACH = LONG_WINDOW + 8;

/** How far on a re-ingested week is felt: its changes are the past of those of a year and a week. */
export const FELT = YEAR + 1;

/** Offers are read for those weeks of the windows whose postings this machine has; `lacking` are the others, of the long one too. */
export async function compareRequest(
  week: Week,
  settings: Settings,
  database: Database,
): Promise<CompareRequest & { readonly lacking: readonly Week[] }> {
  const folder = settings.snapshotsFolder;
  const stored = await store.readSnapshots(folder, weeksUpTo(week, REACH + 1));
  const history = new Map(stored.map(({ snapshot }) => [snapshot.week, snapshot]));
  const here = await withPostings(folder, [...history.keys()].sort());
  const windows = weeksUpTo(week, 2 * ROLE_WINDOW).filter((each) => history.has(each));
  const offerWeeks = windows.filter((each) => here.has(each));
  const pairs = settings.pairs.map(([one, other]) => pairOf(one, other));
  const payAmount = Math.round(PAY_FLOOR_USD * rate("USD", settings.currency, settings.rates));
  const floors = { payShare: 0.015, payAmount, countShare: 0.05, count: 10, sharePoints: 0.02 };
  const kind = history.get(week)?.kind ?? "flow";
  const categories = new Map<string, string>();
  const last = addWeeks(week, -1);
  const stays = kind === "stock" && readable(last, week, history);
  const wanted = {
    kind,
    categories,
    weekBefore: offerWeeks[0] === undefined ? undefined : addWeeks(offerWeeks[0], -1),
  };
  const request = {
    week,
    history,
    days: await store.readDays(
      folder,
      [...history].filter(([, snapshot]) => hasDays(snapshot)).map(([each]) => each),
      database,
    ),
    readings: await readPayReadings(
      folder,
      windows.filter((each) => readable(addWeeks(each, -1), each, history)),
      database,
    ),
    hashes: new Map(stored.map((each) => [each.snapshot.week, each.sha256])),
    offers: await readOffers(folder, offerWeeks, wanted, database),
    offerWeeks,
    thin: undefined,
    repricings: stays ? await readRepricings(folder, last, week, database) : [],
    categories,
    holidays: await readHolidays(weeksUpTo(week, 2 * ROLE_WINDOW), settings),
    past: await readPast(week, folder),
    lacking: weeksUpTo(week, LONG_WINDOW).filter((each) => history.has(each) && !here.has(each)),
    floors,
    settings: sha256(JSON.stringify({ floors, pairs, tested: TESTED, categories: [...categories] })).slice(0, 16),
    pairs,
  };
  const thinWeeks = weeksUpTo(week, LONG_WINDOW).filter((each) => here.has(each));
  const thin = thinWeeks.length > ROLE_WINDOW ? thinRoles(request) : [];
  const offers =
    thin.length === 0 ? undefined : await readOffers(folder, thinWeeks, { kind, categories, only: thin }, database);
  return { ...request, thin: offers === undefined ? undefined : { weeks: thinWeeks, offers } };
}

/** Stored changes of the year before a week, and of the week before that. */
async function readPast(week: Week, folder: string): Promise<Past> {
  const past = new Map<Week, WeekChanges>();
  for (const earlier of weeksUpTo(addWeeks(week, -1), FELT)) {
    const found = await store.findChanges(folder, earlier);
    if (found !== undefined) past.set(earlier, found.changes);
  }
  return past;
}

/** Those of the weeks that a holiday of the locale pack touches; none where the pack names no holidays. */
async function readHolidays(weeks: readonly Week[], settings: Settings): Promise<ReadonlySet<Week>> {
  for (const folder of templateFolders(settings)) {
    const path = join(folder, settings.locale, "holidays.yaml");
    const text = await textIfThere(path);
    if (text !== undefined) return holidayWeeks(parseHolidays(text, path), weeks);
  }
  return new Set();
}

/** Pay of two weeks can be told apart by how it is read only in a stock; in another currency it is another figure anyhow. */
function readable(before: Week, now: Week, history: ReadonlyMap<Week, Snapshot>): boolean {
  const [earlier, later] = [history.get(before), history.get(now)];
  return earlier?.kind === "stock" && later?.kind === "stock" && earlier.currency === later.currency;
}

async function withPostings(folder: string, weeks: readonly Week[]): Promise<ReadonlySet<Week>> {
  const found = await Promise.all(weeks.map((each) => store.postingsOf(folder, each)));
  return new Set(weeks.filter((_, index) => found[index] !== undefined));
}
