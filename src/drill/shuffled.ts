import type { Offer } from "../domain/offer.ts";
import { seededRandom } from "../domain/random.ts";
import type { Repricing } from "../domain/repricing.ts";
import { type Week, weeksUpTo } from "../domain/week.ts";

/** Eight weeks: the four of a role's window and the four before it. */
const WEEKS = 8;

/** What is known of the ads of some weeks. */
export interface Ads {
  readonly week: Week;
  /** What bit i of an offer's weeks stands for. */
  readonly offerWeeks: readonly Week[];
  readonly offers: readonly Offer[] | undefined;
  readonly repricings: readonly Repricing[];
}

/**
 * The ads as they would be had nothing happened to the market: the weeks of each employer are exchanged, all of its offers
 * alike, by a mask that is drawn for it. A week b weeks back goes to `b XOR mask`:
 *
 * - mask 4 exchanges the four weeks of now with the four before, mask 1 this week with the last: of all masks half do so, so that
 *   in a window of four weeks and in one of a single week, every employer's before is as likely to be its now. A change that
 *   many employers made together goes up at half of them and down at the others.
 * - All masks keep weeks that share a window or a pair together. What an employer does at once (thirty ads in one week, the
 *   offers of a stock that stay open, pay that is all its own) it still does at once: the clustering that fools other tests stays.
 *
 * Where not all eight weeks may be compared (`alike` false) only this week and the last are exchanged. A week without postings
 * here stays where it is, and so does that which would take its place. Pay that an employer changed since last week is changed
 * back where its two weeks are exchanged. Offers without an employer stay: no test looks at them. Equal arguments give equal
 * ads, whatever the order of rows, which is kept.
 */
export function shuffled<T extends Ads>(ads: T, alike: boolean, seed: number): T {
  const { week, offerWeeks, offers, repricings } = ads;
  const random = seededRandom(seed);
  const masks = alike && offerWeeks.length === WEEKS ? WEEKS : 2;
  const places = Array.from({ length: masks }, (_, mask) => placesUnder(mask, week, offerWeeks));
  const employers = [...(offers ?? []), ...repricings].map(({ employer }) => employer);
  const names = [...new Set(employers)].filter((name) => name !== null).sort();
  const drawn = new Map<string | null, number>(names.map((name) => [name, Math.floor(random() * masks)]));
  const maskOf = (employer: string | null) => drawn.get(employer) ?? 0;
  return {
    ...ads,
    offers: offers?.map((offer) => exchanged(offer, places[maskOf(offer.employer)] ?? [])),
    repricings: repricings.map((each) =>
      maskOf(each.employer) % 2 === 0 ? each : { ...each, before: each.now, now: each.before },
    ),
  };
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

function exchanged(offer: Offer, places: readonly number[]): Offer {
  const moved = (bits: number) => places.reduce((sum, to, from) => ((bits >> from) & 1 ? sum | (1 << to) : sum), 0);
  return {
    ...offer,
    weeks: moved(offer.weeks),
    remoteWeeks: moved(offer.remoteWeeks),
    newWeeks: moved(offer.newWeeks),
  };
}
