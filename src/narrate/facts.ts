import type { WeekChanges } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { backdropFacts } from "./backdrop.ts";
import { careerFacts } from "./career-item.ts";
import { isCategory } from "./categories.ts";
import { employerFacts } from "./employers-section.ts";
import { factsFrom } from "./fact-maker.ts";
import { guardFacts } from "./guard-facts.ts";
import { pairFactsOf } from "./pair-facts.ts";
import { pickedPairs } from "./pair-pick.ts";
import { rangeFactsOf } from "./range-facts.ts";
import type { NarrateRequest, Stored } from "./request.ts";
import { rolesWindow } from "./roles-window.ts";
import { skillNewsFacts } from "./skills-section.ts";
import { storyFacts } from "./story-facts.ts";
import { weekFacts } from "./week-facts.ts";
import { wholeWeeks } from "./whole-weeks.ts";
import { windowFacts } from "./window-facts.ts";

/**
 * Every fact the edition may use: levels of the week, levels of the windows, what changed and by how much, its pairs, and the
 * range of the history. Suppressed levels have no fact, so nothing can print them. Ordered by slice and then as listed here.
 */
export function factsOf(request: NarrateRequest): Fact[] {
  const { now, history, changes, week } = request;
  const before = history.find(({ content }) => content.week === addWeeks(week, -1));
  const slices = ["total", ...Object.keys(now.content.roles).sort(), ...categoriesOf(changes)];
  return [
    ...slices.flatMap((slice) => [
      ...(isCategory(slice) ? [] : weekFacts(slice, now, before)),
      ...(changes === undefined ? [] : windowFacts(slice, changes, now.content.currency)),
    ]),
    ...(changes === undefined ? [] : windowLengthFacts(changes)),
    ...storyFacts(request),
    ...historyFacts(wholeWeeks(request), week),
    ...guardFacts(request),
    ...backdropFacts(request),
    ...employerFacts(request),
    ...skillNewsFacts(request),
    ...careerFacts(request),
    ...(changes === undefined ? [] : pickedPairs(request).flatMap(([a, b]) => pairFactsOf(a, b, changes, now))),
    ...rangeFactsOf(new Set(pickedPairs(request).flat()), now),
  ];
}

/** How many weeks the roles' window holds: fewer than four at the start of a feed. */
function windowLengthFacts(changes: Stored<WeekChanges>): Fact[] {
  const found = rolesWindow(changes.content);
  if (found === undefined) return [];
  const fact = factsFrom(changes, changes.content.week, "");
  return [fact("roles.window.weeks", "count", found.weeks, `levels.${found.index}.now.weeks`)];
}

/** Categories of roles that were compared, alphabetically. */
function categoriesOf(changes: NarrateRequest["changes"]): string[] {
  return [...new Set((changes?.content.levels ?? []).map(({ slice }) => slice).filter(isCategory))].sort();
}

/** The highest and lowest of the weeks whose counts are those of a week, and how many these are: the line chart's sentence. */
function historyFacts(history: readonly Stored<Snapshot>[], week: Week): Fact[] {
  const byOpenings = [...history].sort(
    (one, other) =>
      one.content.totals.openings - other.content.totals.openings || (one.content.week < other.content.week ? -1 : 1),
  );
  const [lowest] = byOpenings;
  const highest = byOpenings.at(-1);
  if (lowest === undefined || highest === undefined || history.length < 2) return [];
  const of = (stat: string, stored: Stored<Snapshot>) =>
    factsFrom(stored, stored.content.week, stored.content.currency)(
      `total.openings.${stat}@${history.length}w`,
      "count",
      stored.content.totals.openings,
      "totals.openings",
    );
  const last = history.at(-1) ?? lowest;
  // What the line chart prints at its end, where that is of another week than this one and the one before.
  const ending =
    last.content.week < addWeeks(week, -1)
      ? [
          factsFrom(last, last.content.week, last.content.currency)(
            `total.openings.count@${last.content.week}`,
            "count",
            last.content.totals.openings,
            "totals.openings",
          ),
        ]
      : [];
  const weeks = factsFrom(last, last.content.week, last.content.currency)(
    `total.history.weeks@${history.length}w`,
    "count",
    history.length,
    "week",
  );
  return [of("lowest", lowest), of("highest", highest), weeks, ...ending];
}
