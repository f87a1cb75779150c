import type { Change } from "../domain/change.ts";

/** How much a passed change matters: evidence × magnitude × reach, each between 0 and 1. */
export function scoreOf(change: Change, shareOfOffers: number): number {
  if (change.verdict !== "rose" && change.verdict !== "fell") return 0;
  const surety = change.test?.q ?? change.test?.p ?? 1;
  const floor = change.gates.find((gate) => gate.gate === "floor")?.limit ?? 0;
  const evidence = Math.min(1, -Math.log10(Math.max(surety, 1e-12)) / 3);
  const magnitude = floor > 0 ? 1 - Math.exp(-Math.abs(change.difference ?? 0) / (2 * floor)) : 1;
  const reach = 0.3 + 0.7 * Math.sqrt(shareOfOffers);
  return evidence * magnitude * reach;
}

export interface Ranked {
  readonly change: Change;
  readonly score: number;
}

/** How much variety counts against score when the next passage is chosen. */
const VARIETY = 0.3;
const SAME_SLICE = 1;
const SAME_METRIC = 0.3;

/**
 * The changes to tell, best first, at most `count`: each next one is the best of what is left by `0.7 score − 0.3 likeness`
 * to those already chosen (maximal marginal relevance). Only changes with a score above 0. Ties by slice, then metric.
 */
export function chosen(candidates: readonly Ranked[], count: number): Ranked[] {
  const left = candidates
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1));
  const told: Ranked[] = [];
  while (told.length < count && left.length > 0) {
    const worth = left.map(
      (one) => (1 - VARIETY) * one.score - VARIETY * Math.max(0, ...told.map((other) => likeness(one, other))),
    );
    const best = worth.indexOf(Math.max(...worth));
    told.push(...left.splice(best, 1));
  }
  return told;
}

function likeness(one: Ranked, other: Ranked): number {
  if (one.change.slice === other.change.slice) return SAME_SLICE;
  return one.change.metric === other.change.metric ? SAME_METRIC : 0;
}

function idOf({ change }: Ranked): string {
  return `${change.slice}.${change.metric}`;
}
