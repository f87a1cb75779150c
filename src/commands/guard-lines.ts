import { readLocalePack, type Settings } from "../config.ts";
import type { GuardReason, WeekChanges } from "../domain/change.ts";
import type { Edition } from "../domain/edition.ts";
import { type Week, weekRuns } from "../domain/week.ts";
import { wordsOf } from "../domain/words.ts";
import { guardSentence } from "../narrate/guard-notes.ts";
import { storedWeeks } from "../snapshot/store.ts";

/** A week and what stood against comparing it. */
export interface GuardedWeek {
  readonly week: Week;
  readonly guard: WeekChanges["guard"];
}

/** What stands against comparing an edition's week, as its warnings say. */
export function guardOfEdition({ week, warnings }: Edition): GuardedWeek {
  const reasons = (isTotal: boolean) =>
    warnings.flatMap(({ code, slice, reason }) =>
      code === "not-comparable" && reason !== null && (slice === "total") === isTotal ? [reason] : [],
    );
  return { week, guard: { total: reasons(true), roles: reasons(false) } };
}

/**
 * Which weeks (ascending) are not compared and why, in the words of the letter: a line per reason, however many weeks and
 * windows it is felt in. Empty where all are compared; that the first week of all has none before it needs no line.
 */
export async function guardLines(weeks: readonly GuardedWeek[], settings: Settings): Promise<string[]> {
  const words = wordsOf(await readLocalePack(settings));
  const [firstWeek] = await storedWeeks(settings.snapshotsFolder);
  const felt = new Map<string, { reason: GuardReason; total: Week[]; roles: Week[] }>();
  for (const { week, guard } of weeks) {
    for (const family of ["total", "roles"] as const) {
      for (const reason of guard[family].filter(({ code }) => code !== "first-week")) {
        const known = felt.get(sameReason(reason)) ?? { reason, total: [], roles: [] };
        if (!known[family].includes(week)) known[family].push(week);
        felt.set(sameReason(reason), { ...known, reason: joined(known.reason, reason) });
      }
    }
  }
  return [...felt.values()].map(({ reason, total, roles }) => {
    const places = [
      ...(total.length === 0 ? [] : [`total ${ranges(total)}`]),
      ...(roles.length === 0 ? [] : [`roles ${ranges(roles)}`]),
    ];
    return `not comparable: ${places.join("; ")}: ${guardSentence(reason, words, firstWeek)}`;
  });
}

/** Missing weeks and growth differ from window to window, and missing postings do; other reasons are of the weeks they name. */
function sameReason({ code, weeks, source }: GuardReason): string {
  const everywhere = ["weeks-missing", "source-grown", "no-postings", "no-employers"].includes(code);
  return JSON.stringify([code, source, everywhere ? null : weeks]);
}

/** The later window's numbers, and for missing weeks all of them. */
function joined(one: GuardReason, other: GuardReason): GuardReason {
  const weeks = other.code === "weeks-missing" ? [...new Set([...one.weeks, ...other.weeks])].sort() : other.weeks;
  return { ...other, weeks };
}

/** Runs of weeks (ascending) as their first and last. */
function ranges(weeks: readonly Week[]): string {
  return weekRuns(weeks)
    .map(({ first, last }) => (first === last ? first : `${first} to ${last}`))
    .join(", ");
}
