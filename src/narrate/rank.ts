import type { Change } from "../domain/change.ts";

/** What the weeks around a change say of it: what makes it news beyond its own size. */
export interface RankContext {
  /** Openings of its slice among all of the week, 0 to 1; 1 for all roles together. */
  readonly share: number;
  /** In how many weeks its level is the highest (for a rise) or the lowest (for a fall); 0 for no record. */
  readonly recordWeeks: number;
  /** The last verdict that passed was of the other direction. */
  readonly reversed: boolean;
  /** The window before this one passed in the same direction. */
  readonly persisted: boolean;
  /** It led the letter of last week. */
  readonly ledLastWeek: boolean;
}

/** Half of what novelty is counts: `1 + ½N`. */
const NOVELTY = 0.5;
const REVERSAL = 0.3;
const YEAR = 53;
const NOT_YET_SEEN = 0.85;
const LED_BEFORE = 0.5;

/**
 * How much a change matters: evidence × magnitude × reach × (1 + ½ novelty) × persistence. 0 for one that failed a gate: a
 * product, so that no size makes up for a missing proof.
 */
export function scoreOf(change: Change, context: RankContext): number {
  return (
    evidence(change) * magnitude(change) * reach(context) * (1 + NOVELTY * novelty(context)) * persistence(context)
  );
}

/** `min(1, −log10(q)/3)`, with p for the headline family, which has no q; 0 where a gate failed. */
function evidence({ verdict, gates, test }: Change): number {
  if ((verdict !== "rose" && verdict !== "fell") || gates.some(({ passed }) => !passed)) return 0;
  const surety = test?.q ?? test?.p ?? 1;
  return Math.min(1, -Math.log10(Math.max(surety, 1e-12)) / 3);
}

/** `1 − exp(−|Δ| / (2 · floor))`: a difference of its floor counts 0.39, one of five floors 0.92. */
function magnitude({ gates, difference }: Change): number {
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return floor > 0 ? 1 - Math.exp(-Math.abs(difference ?? 0) / (2 * floor)) : 1;
}

/** `0.3 + 0.7 · √share`: a small role may be news, a large one is read by more. */
export function reach({ share }: Pick<RankContext, "share">): number {
  return 0.3 + 0.7 * Math.sqrt(share);
}

/** `log2(1 + k) / log2(53)` for a record of k weeks, 0.3 more for a turn; at most 1. */
export function novelty({ recordWeeks, reversed }: Pick<RankContext, "recordWeeks" | "reversed">): number {
  const record = Math.log2(1 + recordWeeks) / Math.log2(YEAR);
  return Math.min(1, record + (reversed ? REVERSAL : 0));
}

/** What led last week is told with half the weight; what a window before bore out, with its whole. */
function persistence({ persisted, ledLastWeek }: RankContext): number {
  if (ledLastWeek) return LED_BEFORE;
  return persisted ? 1 : NOT_YET_SEEN;
}

export interface Ranked {
  readonly change: Change;
  readonly score: number;
}

/** How much variety counts against score when the next passage is chosen. */
const VARIETY = 0.3;
const SAME_SLICE = 1;
const PARENT = 0.6;
const SAME_DRIVER = 0.6;
const SAME_METRIC = 0.3;

/**
 * The changes to tell, best first, at most `count`: each next one is the best of what is left by `0.7 score − 0.3 likeness`
 * to those already chosen (maximal marginal relevance). Only changes with a score above 0. Ties by slice, then metric.
 * `parents` names the slice that each slice is a part of, where it is one.
 */
export function chosen(
  candidates: readonly Ranked[],
  count: number,
  parents: ReadonlyMap<string, string> = new Map(),
): Ranked[] {
  const left = candidates
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1));
  const told: Ranked[] = [];
  while (told.length < count && left.length > 0) {
    const worth = left.map(
      (one) => (1 - VARIETY) * one.score - VARIETY * Math.max(0, ...told.map((other) => likeness(one, other, parents))),
    );
    const best = worth.indexOf(Math.max(...worth));
    told.push(...left.splice(best, 1));
  }
  return told;
}

function likeness(one: Ranked, other: Ranked, parents: ReadonlyMap<string, string>): number {
  const [a, b] = [one.change.slice, other.change.slice];
  if (a === b) return SAME_SLICE;
  if (parents.get(a) === b || parents.get(b) === a) return PARENT;
  if (one.change.driver !== undefined && one.change.driver === other.change.driver) return SAME_DRIVER;
  return one.change.metric === other.change.metric ? SAME_METRIC : 0;
}

function idOf({ change }: Ranked): string {
  return `${change.slice}.${change.metric}`;
}
