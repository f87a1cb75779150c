import type { PairResult, WeekChanges } from "../domain/change.ts";
import { absoluteWeekNumber } from "../domain/week.ts";
import type { NarrateRequest } from "./request.ts";

/** Two roles, the first in alphabetical order first. */
export type Pair = readonly [string, string];

/** A letter holds so many quick verdicts. */
const MOST = 3;
/** So many of them at most are pairs whose verdict changed: in most weeks some verdict does, and every pair is to have its turn. */
const CHANGED = 2;
/** Where fewer changed, so many are the most followed pairs. */
const FOLLOWED = 1;

type PickRequest = Pick<NarrateRequest, "week" | "changes" | "earlier" | "published" | "followed">;

/**
 * The pairs of the week's quick verdicts, at most three: up to two whose verdict changed since it was last published or compared,
 * the more followed first; then the pair most followed, unless two changed; then the tested pairs in turn, by the number of the week. Three that stood in the letter before do
 * not come again together unless a verdict changed. A pair of which nothing may be shown has no turn.
 */
export function pickedPairs(request: PickRequest): Pair[] {
  const { changes, published, followed } = request;
  if (changes === undefined) return [];
  const weeks = earlierOf(request);
  const told = published.at(-1)?.content;
  let last: readonly Pair[] = [];
  // Without a letter that was sent, the last one is what would have been picked from the same weeks.
  weeks.forEach((each, index) => {
    last = pickOf(each, verdictsOf(weeks[index - 1]), last, followed);
  });
  if (told !== undefined) last = told.pairs.map(({ a, b }) => [a, b]);
  return pickOf(changes.content, verdictsBefore(request), last, followed);
}

/** The results of the picked pairs whose verdict is another than before, in the order of the letter. */
export function changedVerdicts(request: PickRequest): PairResult[] {
  const before = verdictsBefore(request);
  const results = request.changes?.content.pairs ?? [];
  return pickedPairs(request).flatMap(([a, b]) =>
    results.filter((result) => result.a === a && result.b === b && isChanged(result, before)),
  );
}

function earlierOf({ week, earlier }: PickRequest): WeekChanges[] {
  return earlier.map(({ content }) => content).filter((each) => each.week < week);
}

/** What readers were last told of each pair and metric; of a pair that no letter told, what was last found. */
function verdictsBefore(request: PickRequest): ReadonlyMap<string, string> {
  const before = verdictsOf(earlierOf(request).at(-1));
  for (const { a, b, verdicts } of request.published.at(-1)?.content.pairs ?? [])
    for (const [metric, verdict] of Object.entries(verdicts)) before.set(`${a} ${b} ${metric}`, verdict);
  return before;
}

function pickOf(
  now: WeekChanges,
  before: ReadonlyMap<string, string>,
  last: readonly Pair[],
  followed: readonly string[],
): Pair[] {
  const pairs = pairsOf(now);
  const ranks = ranksOf(now, followed);
  const rank = ([a, b]: Pair) => (ranks.get(a) ?? ranks.size) + (ranks.get(b) ?? ranks.size);
  const byFollowing = [...pairs].sort((one, other) => rank(one) - rank(other));
  const changed = byFollowing
    .filter(([a, b]) => now.pairs.some((result) => result.a === a && result.b === b && isChanged(result, before)))
    .slice(0, CHANGED);
  const rest = byFollowing.filter((pair) => !changed.includes(pair)).slice(0, FOLLOWED);
  const first = [...changed, ...rest].slice(0, CHANGED);
  const turns = turnsOf(pairs, absoluteWeekNumber(now.week));
  for (let shift = 0; shift < turns.length; shift++) {
    const rotated = [...turns.slice(shift), ...turns.slice(0, shift)].filter((pair) => !first.includes(pair));
    const pick = [...first, ...rotated].slice(0, MOST);
    if (changed.length > 0 || pick.length < MOST || !sameSet(pick, last)) return pick;
  }
  // There are no other pairs than these three: two of them are enough.
  return [...first, ...turns.filter((pair) => !first.includes(pair))].slice(0, MOST - 1);
}

/** A verdict that came, went or turned; a sample that became too small to rank is no news of the roles. */
function isChanged({ a, b, metric, verdict }: PairResult, before: ReadonlyMap<string, string>): boolean {
  const earlier = before.get(`${a} ${b} ${metric}`);
  if (earlier === undefined || earlier === verdict || verdict === "too-few") return false;
  return namesRole(earlier) || namesRole(verdict);
}

/** Whether a verdict on a pair says which role has more. */
export function namesRole(verdict: string): boolean {
  return verdict === "a-more" || verdict === "b-more";
}

function verdictsOf(changes: WeekChanges | undefined): Map<string, string> {
  return new Map((changes?.pairs ?? []).map(({ a, b, metric, verdict }) => [`${a} ${b} ${metric}`, verdict]));
}

/** Pairs of which both levels of some metric may be shown, in alphabetical order. */
function pairsOf({ pairs }: WeekChanges): Pair[] {
  const shown = pairs.filter(({ aValue, bValue }) => aValue !== null && bValue !== null);
  return [...new Map(shown.map(({ a, b }) => [`${a} ${b}`, [a, b] as const]))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, pair]) => pair);
}

/** How far in front readers follow a role: those of the settings in their order, then the others by offers, ties alphabetically. */
function ranksOf({ levels }: WeekChanges, followed: readonly string[]): ReadonlyMap<string, number> {
  const size = new Map(
    levels.filter(({ window }) => window === "4w").map(({ slice, now }) => [slice, now.offers] as const),
  );
  const others = [...size.keys()]
    .filter((role) => !followed.includes(role))
    .sort((one, other) => (size.get(other) ?? 0) - (size.get(one) ?? 0) || (one < other ? -1 : 1));
  return new Map([...followed, ...others].map((role, index) => [role, index]));
}

/** All pairs, beginning two further each week; where their number is even, one more with each round, so that each comes first. */
function turnsOf(pairs: readonly Pair[], week: number): Pair[] {
  const count = pairs.length;
  if (count === 0) return [];
  const step = MOST - FOLLOWED;
  const start = (step * week + (count % step === 0 ? Math.floor((step * week) / count) : 0)) % count;
  return [...pairs.slice(start), ...pairs.slice(0, start)];
}

function sameSet(one: readonly Pair[], other: readonly Pair[]): boolean {
  const names = (pairs: readonly Pair[]) => pairs.map((pair) => pair.join(" ")).sort();
  return one.length === other.length && names(one).join() === names(other).join();
}
