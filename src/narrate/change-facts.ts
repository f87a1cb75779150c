import type { Change } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { mondayOf, type Week } from "../domain/week.ts";
import type { Maker } from "./fact-maker.ts";
import { asRatio, changeFactId, METRIC_FACTS } from "./metric-facts.ts";

/**
 * The numbers of a tested change: difference, growth and interval, from what size on it would have been noticed, the floor,
 * how a difference of pay splits, and for how many weeks it has stood. Signs are kept in the value; print takes the size,
 * words the direction. Empty for a change without a difference.
 */
export function changeFacts(change: Change, field: string, week: Week, fact: Maker): Fact[] {
  const { difference, growth, interval } = change;
  if (difference === null) return [];
  const { unit } = METRIC_FACTS[change.metric];
  const id = (stat: string) => changeFactId(change, stat);
  const more = outcome(change);
  const facts =
    unit === "growth"
      ? [fact(id("growth"), unit, difference, `${field}.difference`, { interval, ...more })]
      : [
          fact(id("difference"), unit, difference, `${field}.difference`, { interval, ...more }),
          ...(growth === null
            ? []
            : [fact(id("growth"), "growth", growth, `${field}.growth`, { interval: ofBefore(change), ...more })]),
        ];
  if (interval !== null) {
    facts.push(fact(id("difference-low"), unit, interval[0], `${field}.interval.0`));
    facts.push(fact(id("difference-high"), unit, interval[1], `${field}.interval.1`));
  }
  return [...facts, ...ratioFacts(change, field, fact), ...runFacts(change, field, week, fact)];
}

/** The interval of a difference in parts of what was before: how finely growth may be printed. */
function ofBefore({ interval, before }: Change): [number, number] | null {
  return interval === null || before === null || before <= 0 ? null : [interval[0] / before, interval[1] / before];
}

/** Sizes that a sentence tells in percent, or in points: noticeable, floor, and both parts of a difference of pay. */
function ratioFacts(change: Change, field: string, fact: Maker): Fact[] {
  const place = change.gates.findIndex(({ gate }) => gate === "floor");
  const sizes: [string, number | null | undefined, string][] = [
    ["noticeable", change.noticeable, "noticeable"],
    ["floor", change.gates[place]?.limit, `gates.${place}.limit`],
    ["mix-pay", change.mix?.pay, "mix.pay"],
    ["mix-jobs", change.mix?.jobs, "mix.jobs"],
  ];
  return sizes.flatMap(([stat, size, at]) => {
    const ratio = size === null || size === undefined ? undefined : asRatio(change, size);
    return ratio === undefined
      ? []
      : [fact(changeFactId(change, stat), ratio.unit, ratio.value, `${field}.${at}`, outcome(change))];
  });
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Weeks in a row that gave the change its direction, this one among them; none for a change of this week alone. */
function runFacts(change: Change, field: string, week: Week, fact: Maker): Fact[] {
  const { since } = change;
  if (since === null || since >= week) return [];
  const weeks = Math.round((Date.parse(mondayOf(week)) - Date.parse(mondayOf(since))) / WEEK_MS) + 1;
  return [fact(changeFactId(change, "run"), "count", weeks, `${field}.since`)];
}

/** What became of a change, as a fact carries it. */
export function outcome(change: Change | undefined): Partial<Fact> {
  if (change === undefined) return {};
  const { metric, before, difference, test, noticeable, since, mix } = change;
  return {
    verdict: change.verdict,
    gates: change.gates,
    change:
      before === null || difference === null
        ? null
        : {
            metric,
            before,
            difference,
            p: test?.p ?? null,
            q: test?.q ?? null,
            theta: test?.theta ?? null,
            noticeable,
            since,
            mix,
          },
  };
}
