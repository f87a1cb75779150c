import { compareWeek } from "./compare/compare.ts";
import type { Settings } from "./config.ts";
import { addWeeks, type Week } from "./domain/week.ts";
import type { Database } from "./duckdb.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";
import * as store from "./snapshot/store.ts";
import { withTurnover } from "./snapshot/turnover.ts";
import { compareRequest, REACH } from "./week-inputs.ts";

/*
 * What newly stored weeks change in others: a later stock counts what opened anew, and every week that looks back on them
 * is compared again.
 */

/** Stored stocks whose week before has just come or changed: what opened and closed in them is counted anew. */
export async function recountAfter(touched: readonly Week[], folder: string, database: Database): Promise<void> {
  for (const before of touched) {
    const week = addWeeks(before, 1);
    const snapshot = touched.includes(week) ? undefined : (await store.findSnapshot(folder, week))?.snapshot;
    const [now, earlier] = [await store.postingsOf(folder, week), await store.postingsOf(folder, before)];
    if (snapshot?.kind !== "stock" || now === undefined || earlier === undefined) continue;
    await store.writeSnapshot(folder, await withTurnover(snapshot, now, earlier, database));
  }
}

/** Changes of the given weeks and of every later week that looks back on them, where this machine has the postings. */
export async function compareTouched(
  touched: readonly Week[],
  settings: Settings,
  database: Database,
  { log, progress }: { readonly log: Log; readonly progress: Progress },
): Promise<Week[]> {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return [];
  const stored = await store.storedWeeks(settings.snapshotsFolder);
  const weeks = stored.filter((week) => week >= first && week <= addWeeks(last, REACH));
  const task = progress.begin("comparing weeks", weeks.length);
  const compared: Week[] = [];
  for (const week of weeks) {
    if ((await store.postingsOf(settings.snapshotsFolder, week)) !== undefined) {
      await store.writeChanges(settings.snapshotsFolder, compareWeek(await compareRequest(week, settings, database)));
      compared.push(week);
    } else log.warn("changes not computed anew: this machine has no postings of the week", { week });
    task.advance(1);
  }
  task.done();
  return compared;
}
