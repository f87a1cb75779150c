import type { Offer } from "../domain/offer.ts";
import { seededRandom } from "../domain/random.ts";
import { type Week, weeksUpTo } from "../domain/week.ts";

/** Eight weeks: the four of a role's window and the four before it. */
const WEEKS = 8;

/**
 * The offers as they would be had nothing happened to the market: the weeks of each employer are exchanged, all of its offers
 * alike, by a mask that is drawn for it. A week b weeks back goes to `b XOR mask`:
 *
 * - mask 4 exchanges the four weeks of now with the four before, mask 1 this week with the last: of each mask half do so, so that
 *   in a window of four weeks and in one of a single week, every employer's before is as likely to be its now. A change that
 *   many employers made together goes up at half of them and down at the others.
 * - All masks keep weeks that share a window or a pair together. What an employer does at once (thirty ads in one week, the
 *   offers of a stock that stay open, pay that is all its own) it still does at once: the clustering that fools other tests stays.
 *
 * Where not all eight weeks may be compared (`alike` false) only this week and the last are exchanged. A week without postings
 * here stays where it is, and so does that which would take its place. Offers without an employer stay: no test looks at them.
 * Equal arguments give equal offers, whatever the order of rows, which is kept.
 */
export function shuffled(
  offers: readonly Offer[],
  { week, offerWeeks, alike, seed }: Weeks & { readonly seed: number },
): Offer[] {
  const random = seededRandom(seed);
  const masks = alike && offerWeeks.length === WEEKS ? WEEKS : 2;
  const places = Array.from({ length: masks }, (_, mask) => placesUnder(mask, week, offerWeeks));
  const names = [...new Set(offers.map(({ employer }) => employer))].filter((name) => name !== null).sort();
  const drawn = new Map(names.map((name) => [name, places[Math.floor(random() * masks)] ?? []]));
  return offers.map((offer) => {
    const own = offer.employer === null ? undefined : drawn.get(offer.employer);
    if (own === undefined) return offer;
    return { ...offer, weeks: moved(offer.weeks, own), remoteWeeks: moved(offer.remoteWeeks, own) };
  });
}

export interface Weeks {
  readonly week: Week;
  /** What bit i of an offer's weeks stands for. */
  readonly offerWeeks: readonly Week[];
  /** Whether all of the eight weeks are fit to be compared, and not only the last two. */
  readonly alike: boolean;
}

/** Where bit i goes, for each i. */
function placesUnder(mask: number, week: Week, offerWeeks: readonly Week[]): number[] {
  const back = weeksUpTo(week, WEEKS).reverse();
  return offerWeeks.map((each, index) => {
    const from = back.indexOf(each);
    const to = offerWeeks.indexOf(back[from ^ mask] ?? "");
    return from < 0 || to < 0 ? index : to;
  });
}

function moved(bits: number, places: readonly number[]): number {
  return places.reduce((sum, to, from) => ((bits >> from) & 1 ? sum | (1 << to) : sum), 0);
}
