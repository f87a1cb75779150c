import type { PairResult, WeekChanges } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { factsFrom } from "./fact-maker.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import type { Stored } from "./request.ts";

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
