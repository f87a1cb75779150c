import type { PairResult, WeekChanges } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { factsFrom } from "./fact-maker.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { ceilingGapFacts } from "./range-facts.ts";
import type { Stored } from "./request.ts";

/** Every fact of two roles side by side, `a` first in alphabetical order: what was tested, and the gaps of their upper ends. */
export function pairFactsOf(a: string, b: string, changes: Stored<WeekChanges>, now: Stored<Snapshot>): Fact[] {
  const { currency } = now.content;
  return [
    ...changes.content.pairs.flatMap((pair, index) =>
      pair.a === a && pair.b === b
        ? [...pairFacts(pair, index, changes, currency), ...remoteFacts(pair, changes, currency)]
        : [],
    ),
    ...ceilingGapFacts(a, b, now),
  ];
}

/** A pair is compared over the roles' window. */
export function pairFactId({ a, b, metric }: Pick<PairResult, "a" | "b" | "metric">, stat: string): string {
  return `pair.${a}.${b}.${METRIC_FACTS[metric].change}.${stat}@4w`;
}

/**
 * How two roles differ: the gap (a − b) with its interval, how far the one is above the other in percent, and in how many of
 * a hundred draws an offer of the one that wins more often pays more. Empty where a value may not be shown.
 */
export function pairFacts(pair: PairResult, index: number, changes: Stored<WeekChanges>, currency: string): Fact[] {
  const { metric, aValue, bValue, difference, interval, theta, p, q } = pair;
  if (difference === null || aValue === null || bValue === null) return [];
  const fact = factsFrom(changes, changes.content.week, currency);
  const { unit } = METRIC_FACTS[metric];
  const id = (stat: string) => pairFactId(pair, stat);
  const gates = { gates: pair.gates };
  const compared = {
    interval,
    change: { metric, before: bValue, difference, p, q, theta, noticeable: null, since: null, mix: null },
    ...gates,
  };
  const facts = [fact(id("difference"), unit, difference, `pairs.${index}.difference`, compared)];
  const lower = Math.min(aValue, bValue);
  // "X pays n % more": of the lower value, from unrounded figures.
  if (metric !== "remote" && lower > 0)
    facts.push(fact(id("growth"), "growth", Math.abs(difference) / lower, `pairs.${index}.difference`, gates));
  if (interval !== null) {
    facts.push(fact(id("difference-low"), unit, interval[0], `pairs.${index}.interval.0`));
    facts.push(fact(id("difference-high"), unit, interval[1], `pairs.${index}.interval.1`));
  }
  if (theta !== null)
    facts.push(fact(id("wins-of-100"), "count", 100 * Math.max(theta, 1 - theta), `pairs.${index}.theta`, gates));
  return facts;
}

/** The counts behind both remote shares: of samples too small for a share of their own, they are what can be told. */
function remoteFacts({ a, b, metric }: PairResult, changes: Stored<WeekChanges>, currency: string): Fact[] {
  if (metric !== "remote") return [];
  const fact = factsFrom(changes, changes.content.week, currency);
  const id = (stat: string) => pairFactId({ a, b, metric }, stat);
  return [a, b].flatMap((role, side) => {
    const index = changes.content.levels.findIndex(({ slice, window }) => slice === role && window === "4w");
    const remote = changes.content.levels[index]?.now.remote ?? null;
    if (remote === null) return [];
    const name = side === 0 ? "a" : "b";
    const field = `levels.${index}.now.remote`;
    return [
      fact(id(`${name}-count`), "count", remote.count, `${field}.count`, { n: remote.n }),
      fact(id(`${name}-n`), "count", remote.n, `${field}.n`),
      fact(id(`${name}-share`), "share", remote.count / remote.n, `${field}.count`, { n: remote.n }),
    ];
  });
}
