import type { Offer } from "../domain/offer.ts";
import type { Repricing } from "../domain/repricing.ts";
import type { Week } from "../domain/week.ts";
import type { Floors } from "./floors.ts";
import type { Days, History, PayReadings } from "./guard-evidence.ts";
import type { Past } from "./past.ts";

/** All that a week's tests are made from. */
export interface CompareRequest {
  readonly week: Week;
  /** Snapshots of this week and, where stored, of the weeks before it, as far back as a guard of the long window looks. */
  readonly history: History;
  /** Days of the flows among them, as far as their postings are here. */
  readonly days: Days;
  /** How pay reads in the stocks among them against the week before each, as far as their postings are here. */
  readonly readings: PayReadings;
  /** Hash of each snapshot's file. */
  readonly hashes: ReadonlyMap<Week, string>;
  /** Offers over `offerWeeks` (bit i of `Offer.weeks` is the i-th); undefined where this machine lacks postings. */
  readonly offers: readonly Offer[] | undefined;
  /** The weeks that offers were read for, ascending, this week last. */
  readonly offerWeeks: readonly Week[];
  /** Offers of thin roles (`thinRoles`) over more weeks; undefined where none were read. */
  readonly thin: { readonly weeks: readonly Week[]; readonly offers: readonly Offer[] } | undefined;
  /** Ads that stayed open since last week and bear other pay; empty for a flow, and where that is not known. */
  readonly repricings: readonly Repricing[];
  /** The category of each role that has one, by slugs. */
  readonly categories: ReadonlyMap<string, string>;
  /** The weeks of the windows that a holiday touches. */
  readonly holidays: ReadonlySet<Week>;
  /** Changes of earlier weeks as they are stored, a year of them and the week before that where they are there. */
  readonly past: Past;
  readonly floors: Floors;
  /** Hash of the settings that decide what is tested. */
  readonly settings: string;
  /** Pairs asked for, each in alphabetical order; the largest roles are compared with each other unasked. */
  readonly pairs: readonly (readonly [string, string])[];
}
