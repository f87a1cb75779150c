import { type CompareRequest, compareWeek } from "../compare/compare.ts";
import {
  CHANGE_METRICS,
  type Change,
  type ChangeMetric,
  type GuardReason,
  type WeekChanges,
} from "../domain/change.ts";
import { textHash } from "../domain/random.ts";
import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import { shuffled } from "./shuffled.ts";

export interface DrillOptions {
  /** The weeks to shuffle, each in turn. */
  readonly weeks: readonly Week[];
  readonly shuffles: number;
  readonly seed: number;
  readonly progress: Progress;
}

export interface Drill {
  readonly seed: number;
  /** How many shuffled weeks were compared; 0 where nothing can be tested. */
  readonly shuffles: number;
  /** The weeks that were shuffled, ascending. */
  readonly weeks: readonly Week[];
  /** The weeks left out, since the guard does not let everything be compared in them, with its reasons. */
  readonly guarded: readonly { readonly week: Week; readonly reasons: readonly GuardReason["code"][] }[];
  /** The share of shuffled weeks in which anything rose or fell; null where nothing can be tested. */
  readonly headlineShare: number | null;
  /** The share of shuffled weeks in which anything edged up or down, and nothing more. */
  readonly edgedShare: number | null;
  /** Tests made in all shuffled weeks. */
  readonly tests: number;
  /** Rose and fell, by metric. */
  readonly headlines: Readonly<Record<ChangeMetric, number>>;
  /** Of these, those of the total. */
  readonly headlinesOfTotal: number;
  /** Edged up and down, by metric. */
  readonly edged: Readonly<Record<ChangeMetric, number>>;
}

/**
 * How often noise would be news: weeks whose postings are exchanged by employer (`shuffled.ts`) go through the real guard, tests and
 * verdicts, and whatever rises or falls there is a false headline. The guard judges the weeks as they are stored; those in which it
 * stops any comparison are left out of the shares, since they could only flatter them. Weeks take turns, the newest first.
 * The same options and postings give the same answer. Throws `postings-missing` where the postings of no week are here.
 */
export async function drill(
  { weeks, shuffles, seed, progress }: DrillOptions,
  requestOf: (week: Week) => Promise<CompareRequest>,
): Promise<Drill> {
  const probes = await probed(weeks, requestOf, progress);
  const fit = fitAmong(probes).reverse();
  const task = progress.begin("comparing shuffled weeks", shuffles);
  const results: WeekChanges[] = [];
  try {
    for (const [place, { week, guard }] of fit.slice(0, shuffles).entries()) {
      const request = await requestOf(week);
      for (let turn = place; turn < shuffles; turn += fit.length) {
        const alike = guard.roles.length === 0;
        results.push(compareWeek(shuffled(request, alike, textHash(`${seed}|${turn}|${week}`))));
        task.advance(1);
      }
    }
  } finally {
    task.done();
  }
  return { seed, ...tallied(results), guarded: guardedAmong(probes) };
}

/** The weeks in which everything can be compared: fewer tests flatter. Where there is none, those in which anything can. */
function fitAmong(probes: readonly Probe[]): Probe[] {
  const whole = probes.filter(({ guard }) => guard.total.length === 0 && guard.roles.length === 0);
  return whole.length > 0 ? whole : probes.filter(({ guard }) => guard.total.length === 0 || guard.roles.length === 0);
}

interface Probe {
  readonly week: Week;
  readonly guard: WeekChanges["guard"];
}

/** What the guard says of each week. It asks who is named and not how much is offered, so that one offer of each kind is enough. */
async function probed(
  weeks: readonly Week[],
  requestOf: (week: Week) => Promise<CompareRequest>,
  progress: Progress,
): Promise<Probe[]> {
  const task = progress.begin("looking for weeks that can be compared", weeks.length);
  const probes: Probe[] = [];
  let missing = 0;
  try {
    for (const week of weeks) {
      const request = await requestOf(week);
      const { offers } = request;
      if (offers === undefined || request.offerWeeks.at(-1) !== week) missing++;
      const named = offers?.find(({ employer }) => employer !== null) ?? offers?.[0];
      const { guard } = compareWeek({ ...request, offers: offers && (named === undefined ? [] : [named]), pairs: [] });
      probes.push({ week, guard });
      task.advance(1);
    }
  } finally {
    task.done();
  }
  if (missing === weeks.length) throw postingsMissing(weeks);
  return probes;
}

function postingsMissing(weeks: readonly Week[]): ReportError {
  const which = weeks.length === 1 ? `${weeks[0]}` : `${weeks[0]} to ${weeks.at(-1)}`;
  return new ReportError(
    "postings-missing",
    `The postings of ${which} are not on this machine: only figures are committed, and there is nothing to shuffle.`,
    "Ingest the files of these weeks again (trends ingest <file…> --by-week), or invent some with trends sample.",
  );
}

function guardedAmong(probes: readonly Probe[]): Drill["guarded"] {
  const fit = fitAmong(probes);
  return probes
    .filter((probe) => !fit.includes(probe))
    .map(({ week, guard }) => ({
      week,
      reasons: [...new Set([...guard.total, ...guard.roles].map(({ code }) => code))].sort(),
    }));
}

function tallied(results: readonly WeekChanges[]): Omit<Drill, "seed" | "guarded"> {
  const isHeadline = ({ verdict }: Change) => verdict === "rose" || verdict === "fell";
  const isEdged = ({ verdict }: Change) => verdict === "edged-up" || verdict === "edged-down";
  const all = results.flatMap(({ changes }) => changes);
  const shareOf = (which: (changes: readonly Change[]) => boolean) =>
    results.length === 0 ? null : results.filter(({ changes }) => which(changes)).length / results.length;
  return {
    shuffles: results.length,
    weeks: [...new Set(results.map(({ week }) => week))].sort(),
    headlineShare: shareOf((changes) => changes.some(isHeadline)),
    edgedShare: shareOf((changes) => changes.some(isEdged) && !changes.some(isHeadline)),
    tests: all.filter(({ test }) => test !== null).length,
    headlines: byMetric(all.filter(isHeadline)),
    headlinesOfTotal: all.filter((change) => isHeadline(change) && change.slice === "total").length,
    edged: byMetric(all.filter(isEdged)),
  };
}

function byMetric(changes: readonly Change[]): Record<ChangeMetric, number> {
  const count = (metric: ChangeMetric) => changes.filter((change) => change.metric === metric).length;
  const [offers, pay, remote, newPay, disclosed, repriced] = CHANGE_METRICS.map(count);
  return {
    offers: offers ?? 0,
    pay: pay ?? 0,
    remote: remote ?? 0,
    "new-pay": newPay ?? 0,
    disclosed: disclosed ?? 0,
    repriced: repriced ?? 0,
  };
}
