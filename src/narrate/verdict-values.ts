import type { Change, Verdict } from "../domain/change.ts";
import { mondayOf, type Week } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { changeFactId, METRIC_FACTS, sampleFactId } from "./metric-facts.ts";
import type { FactBook } from "./print.ts";
import { noted } from "./unrounded.ts";

/**
 * What sentences about a tested change may print, each number marked with its fact: `now`, `before`, `growth` or `points`,
 * `aboutGrowth` and `toldGrowth`, or `inPoints`, `aboutPoints` and `toldPoints`, `size` (whichever of the two there is), `noticeable`, `floor`, `n`, `employers`, `run`; and in words `direction` and
 * `since`. Undefined for a change without a difference, or without the levels that it is between.
 */
export function changeValues(change: Change, facts: FactBook, words: Words): MessageValues | undefined {
  const { slice, metric, window, difference, since } = change;
  const { level, employers, unit } = METRIC_FACTS[metric];
  const ids = {
    ...(level === null ? {} : { now: `${slice}.${level}@${window}`, before: `${slice}.${level}@${window}-before` }),
    growth: changeFactId(change, "growth"),
    ...(unit === "points" ? { points: changeFactId(change, "difference") } : {}),
    n: sampleFactId(change, facts),
    employers: `${slice}.${employers}@${window}`,
    run: changeFactId(change, "run"),
  };
  if (difference === null) return undefined;
  const needed = level === null ? [ids.growth] : [ids.now, ids.before];
  if (needed.some((id) => id === undefined || facts.find(id) === undefined)) return undefined;
  const there = Object.entries(ids).filter(([, id]) => facts.find(id) !== undefined);
  return {
    ...Object.fromEntries(there.map(([key, id]) => [key, facts.n(id)])),
    ...abouts(change, facts, words),
    ...sizes(change, facts),
    direction: difference > 0 ? "up" : difference < 0 ? "down" : "none",
    levels: level === null ? "no" : "yes",
    all: slice === "total" ? "yes" : "no",
    ...(since === null ? {} : { since: sinceText(since, words) }),
  };
}

/**
 * The size of a change as sentences say it: points with their unit, each also with "about" where rounding moved it; and, for
 * sentences that print both levels, with a note where these do not give it.
 */
function abouts(change: Change, facts: FactBook, words: Words): MessageValues {
  const { slice, metric, window } = change;
  const { level, unit } = METRIC_FACTS[metric];
  const size = facts.find(changeFactId(change, unit === "points" ? "difference" : "growth"));
  if (size === undefined) return {};
  const of = `${slice}.${level}@${window}`;
  const told = (text: string) => noted(text, size, [of, `${of}-before`], facts, words);
  return unit === "points"
    ? {
        inPoints: facts.size(size.id),
        toldPoints: told(facts.size(size.id)),
        aboutPoints: told(facts.aboutSize(size.id)),
      }
    : { toldGrowth: told(facts.n(size.id)), aboutGrowth: told(facts.about(size.id)) };
}

/** Sizes as a sentence says them: "3.2%" or "2.1 points". */
function sizes(change: Change, facts: FactBook): MessageValues {
  const stats: Readonly<Record<string, readonly string[]>> = {
    size: ["growth", "difference"],
    noticeable: ["noticeable"],
    floor: ["floor"],
    mixPay: ["mix-pay"],
    mixJobs: ["mix-jobs"],
  };
  return Object.fromEntries(
    Object.entries(stats).flatMap(([key, names]) => {
      const fact = names.map((stat) => facts.find(changeFactId(change, stat))).find((each) => each !== undefined);
      return fact === undefined ? [] : [[key, facts.size(fact.id)]];
    }),
  );
}

/** The Monday of a week as a reader knows it: "Oct 26". */
export function sinceText(week: Week, words: Words): string {
  return words.shortDay(mondayOf(week));
}

/**
 * Message keys of totals have sentences of their own: a week against the last, not four weeks. The sentences of the newer
 * metrics say in themselves which of the two it is.
 */
export function changeKey(prefix: string, { slice, metric, verdict }: Change): string {
  const own = slice === "total" && (metric === "offers" || metric === "pay" || metric === "remote");
  return `${prefix}.${own ? "total." : ""}${metric}.${verdict}`;
}

/** The ladder's fixed words. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  rose: "table.verdict.rose",
  fell: "table.verdict.fell",
  "edged-up": "table.verdict.edged-up",
  "edged-down": "table.verdict.edged-down",
  "little-changed": "table.verdict.little-changed",
  unclear: "table.verdict.unclear",
  "one-employer": "table.verdict.one-employer",
  "mostly-mix": "table.verdict.mostly-mix",
  "too-few": "table.verdict.too-few",
  "not-comparable": "table.verdict.not-comparable",
};

/** A verdict in its fixed words; a move that is sure and no more than usual for its figure does not "edge". */
export function verdictWords(change: Change, words: Words): string {
  return isUsual(change)
    ? words.say("table.verdict.usual.plain", { direction: change.verdict === "edged-up" ? "up" : "down" })
    : words.say(VERDICT_WORDS[change.verdict]);
}

/** Whether a change is sure, and no rise or fall for the one reason that its own past has often shown as much. */
export function isUsual({ verdict, gates }: Change): boolean {
  const edged = verdict === "edged-up" || verdict === "edged-down";
  return edged && gates.some(({ gate, passed }) => gate === "history" && !passed);
}

/** Whether a verdict says that a figure moved, and so its size may stand beside it. */
export function hasMoved(verdict: Verdict): boolean {
  return verdict === "rose" || verdict === "fell" || verdict === "edged-up" || verdict === "edged-down";
}

/**
 * Whether a verdict gains by the size from which a change would have been noticed: not where one was noticed, and not where
 * little changed, which the interval shows by itself, while that size is over the floor.
 */
export function gainsByNoticeable({ verdict, noticeable, gates }: Change): boolean {
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  if (verdict === "little-changed") return (noticeable ?? 0) <= floor;
  return !hasMoved(verdict) && verdict !== "mostly-mix" && verdict !== "one-employer";
}

/** Whether a change stood in earlier weeks already: it is no news then, whatever its verdict. */
export function isStanding({ since }: Change, week: Week): boolean {
  return since !== null && since < week;
}
