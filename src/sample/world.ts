import { type Week, weeksUpTo } from "../domain/week.ts";
import { type Employers, employersOf } from "./employers.ts";
import { LONGEST, type Market, openedIn, type SampleOffer, standIn } from "./offers.ts";
import { planOf, type SampleOptions, type SamplePlan } from "./plan.ts";

/** An offer as a week meets it: new, still open, or gone since the week before. */
export interface Seen {
  readonly offer: SampleOffer;
  readonly state: "opened" | "stays" | "closed";
}

export interface World {
  readonly plan: SamplePlan;
  readonly employers: Employers;
  /**
   * Every offer that is open in the week, and every one that was in the week before and is no more. What a week holds depends
   * on the seed, its date, the size of the market and what is planted; never on how many weeks are made or in which order.
   */
  seenIn(week: Week): Iterable<Seen>;
}

/** A market of some options. Nothing of it is kept in memory but its employers. */
export function worldOf(options: SampleOptions): World {
  const employers = employersOf(options.postings, options.seed);
  const plan = planOf(options, employers.count);
  const market = { seed: options.seed, postings: options.postings, employers, plan };
  return { plan, employers, seenIn: (week) => seenIn(week, market) };
}

function* seenIn(week: Week, market: Market): Generator<Seen> {
  for (const [back, cohort] of weeksUpTo(week, LONGEST + 1)
    .reverse()
    .entries()) {
    for (const { offer, weeksOpen } of openedIn(cohort, back, market))
      yield { offer, state: weeksOpen === back ? "closed" : back === 0 ? "opened" : "stays" };
  }
  const [before = "", now = ""] = weeksUpTo(week, 2);
  if (isEmpty(before, market)) yield { offer: standIn(before, market), state: "closed" };
  if (isEmpty(now, market)) yield { offer: standIn(now, market), state: "opened" };
}

/** In a market of this size and above, no week was ever without an offer. */
const NEVER_EMPTY = 2_000;

/** Whether chance leaves nothing open: then one offer of that week alone stands in, since a feed always holds something. */
function isEmpty(week: Week, market: Market): boolean {
  if (market.postings >= NEVER_EMPTY) return false;
  return weeksUpTo(week, LONGEST)
    .reverse()
    .every((cohort, back) => [...openedIn(cohort, back, market)].every(({ weeksOpen }) => weeksOpen === back));
}
