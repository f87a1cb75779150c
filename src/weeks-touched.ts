import { compareWeek } from "./compare/compare.ts";
import { skillGaps } from "./compare/skill-pay.ts";
import { compareRequest, FELT, REACH } from "./compare-inputs.ts";
import type { Settings } from "./config.ts";
import type { WeekChanges } from "./domain/change.ts";
import { addWeeks, type Week } from "./domain/week.ts";
import type { Database } from "./duckdb.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";
import { earlierPostings } from "./snapshot/earlier-postings.ts";
import { readSkillOffers, writeSkillPay } from "./snapshot/skill-pay.ts";
import * as store from "./snapshot/store.ts";
import { REPOSTED_WEEKS, withTurnover } from "./snapshot/turnover.ts";
import { readCategories } from "./taxonomy-files.ts";

/*
 * What newly stored weeks change in others: a later stock counts what opened anew, and every week that looks back on them
 * is compared again.
 */

/** Stored stocks that look back on weeks that have just come or changed: what opened, closed and came back is counted anew. */
export async function recountAfter(touched: readonly Week[], folder: string, database: Database): Promise<void> {
  const felt = touched.flatMap((week) =>
    Array.from({ length: REPOSTED_WEEKS }, (_, index) => addWeeks(week, index + 1)),
  );
  for (const week of [...new Set(felt)].sort()) {
    const snapshot = touched.includes(week) ? undefined : (await store.findSnapshot(folder, week))?.snapshot;
    const now = await store.postingsOf(folder, week);
    if (snapshot?.kind !== "stock" || now === undefined) continue;
    const earlier = await earlierPostings(folder, week, snapshot);
    await store.writeSnapshot(folder, await withTurnover(snapshot, now, earlier, database));
  }
}

/** A week that was compared, and what stood against comparing it. */
export interface ComparedWeek {
  readonly week: Week;
  readonly guard: WeekChanges["guard"];
}

/**
 * Changes of the given weeks and of every later week that looks back on them, ascending, as each has the stored changes of those
 * before for its past; weeks beyond the reach of windows only where one of those before came out anew. A week whose changes are
 * stored keeps them where this machine lacks the postings of any week that they were computed from: less is known here than there.
 */
export async function compareTouched(
  touched: readonly Week[],
  settings: Settings,
  database: Database,
  { log, progress }: { readonly log: Log; readonly progress: Progress },
): Promise<ComparedWeek[]> {
  const folder = settings.snapshotsFolder;
  const weeks = await weeksFelt(touched, folder);
  const categories = await readCategories(settings);
  const compared: ComparedWeek[] = [];
  let differs = false;
  const task = progress.begin("comparing weeks", weeks.length);
  try {
    for (const week of weeks) {
      task.advance(1);
      // Beyond the windows a week is felt only in the past of others, and the same past changes nothing.
      if (!differs && isFar(week, touched)) continue;
      const request = await compareRequest(week, settings, categories, database);
      const lacking = request.lacking.length > 0 && (await store.findChanges(folder, week)) !== undefined;
      if (lacking || request.offerWeeks.at(-1) !== week) {
        log.warn("changes kept as they were: postings are missing here", { week, missing: request.lacking.join(",") });
        continue;
      }
      const changes = compareWeek(request);
      if (await store.writeChanges(folder, changes)) differs = true;
      await storeSkillPay(changes, settings, database);
      compared.push({ week, guard: changes.guard });
    }
  } finally {
    task.done();
  }
  return compared;
}

/** What offers pay that name a skill, over the weeks of the roles' window; a source without employers has none. */
async function storeSkillPay(
  { week, levels }: WeekChanges,
  { snapshotsFolder, currency }: Settings,
  database: Database,
): Promise<void> {
  const weeks = levels.find(({ window }) => window === "4w")?.now.weeks ?? [];
  const offers = await readSkillOffers(snapshotsFolder, weeks, database);
  if (offers === undefined) return;
  await writeSkillPay(snapshotsFolder, { schemaVersion: 1, week, weeks, currency, roles: skillGaps(offers) });
}

/** Refuses to go on while stored postings that the weeks will be compared with cannot be read: nothing is written before. */
export async function refuseUnreadable(touched: readonly Week[], folder: string, database: Database): Promise<void> {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return;
  const stored = await store.storedWeeks(folder);
  const near = stored.filter(
    (week) => week >= addWeeks(first, -REACH) && week <= addWeeks(last, FELT) && !touched.includes(week),
  );
  for (const week of near) await store.tryPostings(folder, week, database);
}

/** Whether no window of the week, nor what its guard looks back on, holds any of the touched ones. */
function isFar(week: Week, touched: readonly Week[]): boolean {
  const last = touched.at(-1);
  return last !== undefined && week > addWeeks(last, REACH);
}

async function weeksFelt(touched: readonly Week[], folder: string): Promise<Week[]> {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return [];
  return (await store.storedWeeks(folder)).filter((week) => week >= first && week <= addWeeks(last, FELT));
}
