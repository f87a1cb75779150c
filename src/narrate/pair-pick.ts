import type { PairResult, WeekChanges } from "../domain/change.ts";
import { absoluteWeekNumber } from "../domain/week.ts";
import type { NarrateRequest } from "./request.ts";

/** Two roles, the first in alphabetical order first. */
export type Pair = readonly [string, string];

/** A letter holds so many quick verdicts. */
const MOST = 3;
/** Where nothing changed, so many of them are the most followed pairs; the others take turns. */
const FOLLOWED = 1;

type PickRequest = Pick<NarrateRequest, "week" | "changes" | "earlier" | "published" | "followed">;

/**
 * The pairs of the week's quick verdicts, at most three: those whose verdict changed since it was last published or compared, then
 * the one most followed, then the tested pairs in turn, by the number of the week. Three that stood in the letter before do
 * not come again together unless a verdict changed. A pair of which nothing may be shown has no turn.
 */
export function pickedPairs({ week, changes, earlier, published, followed }: PickRequest): Pair[] {
  if (changes === undefined) return [];
  const weeks = [...earlier.map(({ content }) => content).filter((each) => each.week < week), changes.content];
  const told = published.at(-1)?.content;
  let last: readonly Pair[] = [];
  weeks.forEach((each, index) => {
    const before = verdictsOf(weeks[index - 1]);
    const isLast = index === weeks.length - 1;
    if (isLast && told !== undefined) {
      last = told.pairs.map(({ a, b }) => [a, b]);
      for (const { a, b, verdicts } of told.pairs)
        for (const [metric, verdict] of Object.entries(verdicts)) before.set(`${a} ${b} ${metric}`, verdict);
    }
    last = pickOf(each, before, last, followed);
  });
  return [...last];
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
    .slice(0, MOST);
  const rest = byFollowing.filter((pair) => !changed.includes(pair)).slice(0, FOLLOWED);
  const first = [...changed, ...rest].slice(0, MOST);
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
