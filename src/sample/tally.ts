import { slug } from "../domain/role.ts";
import type { SampleOffer } from "./offers.ts";
import { SAMPLE_ROLES } from "./roles.ts";
import type { Seen } from "./world.ts";

/** The true figures of one role in one week, or of all roles. Medians are type 7, over openings, whole US dollars a year. */
export interface TrueFigures {
  readonly openings: number;
  readonly offers: number;
  readonly employers: number;
  /** Null in the first week, before which nothing is known. */
  readonly opened: number | null;
  readonly closed: number | null;
  readonly remote: number;
  readonly payDisclosed: number;
  readonly medianFloor: number | null;
  readonly median: number | null;
  readonly medianCeiling: number | null;
}

export interface TrueWeek {
  readonly totals: TrueFigures;
  /** Roles with at least one opening. */
  readonly roles: Readonly<Record<string, TrueFigures>>;
}

/** Counts what a week holds, as it is made. It knows nothing of how the product counts: tests hold the two against each other. */
export interface Tally {
  add(seen: Seen): void;
  /** The week's figures; counting then begins again for the next. */
  endOfWeek(): TrueWeek;
}

export function tallyOf(employers: number): Tally {
  let first = true;
  let total = counts(employers);
  let roles = SAMPLE_ROLES.map(() => counts(employers));
  return {
    add: ({ offer, state }) => {
      for (const each of [total, roles[offer.role]]) if (each !== undefined) count(each, offer, state);
    },
    endOfWeek: () => {
      const week = {
        totals: figuresOf(total, first),
        roles: Object.fromEntries(
          SAMPLE_ROLES.flatMap(({ title }, index) => {
            const own = roles[index];
            return own === undefined || own.openings === 0 ? [] : [[slug(title), figuresOf(own, first)]];
          }),
        ),
      };
      first = false;
      total = counts(employers);
      roles = SAMPLE_ROLES.map(() => counts(employers));
      return week;
    },
  };
}

interface Counts {
  openings: number;
  offers: number;
  opened: number;
  closed: number;
  remote: number;
  readonly employers: Uint8Array;
  /** How often each pay occurs. */
  readonly floor: Map<number, number>;
  readonly middle: Map<number, number>;
  readonly ceiling: Map<number, number>;
}

function counts(employers: number): Counts {
  return {
    ...{ openings: 0, offers: 0, opened: 0, closed: 0, remote: 0 },
    employers: new Uint8Array(employers),
    floor: new Map(),
    middle: new Map(),
    ceiling: new Map(),
  };
}

function count(into: Counts, offer: SampleOffer, state: Seen["state"]): void {
  const openings = offer.places.length;
  if (state === "closed") {
    into.closed += openings;
    return;
  }
  if (state === "opened") into.opened += openings;
  into.openings += openings;
  into.offers++;
  into.employers[offer.employer] = 1;
  if (offer.workplace === "remote") into.remote += openings;
  if (offer.payUsd === undefined) return;
  const { floor, ceiling } = offer.payUsd;
  addTo(into.floor, floor, openings);
  addTo(into.middle, (floor + ceiling) / 2, openings);
  addTo(into.ceiling, ceiling, openings);
}

function addTo(times: Map<number, number>, pay: number, openings: number): void {
  times.set(pay, (times.get(pay) ?? 0) + openings);
}

function figuresOf(own: Counts, first: boolean): TrueFigures {
  return {
    openings: own.openings,
    offers: own.offers,
    employers: own.employers.reduce((sum, each) => sum + each, 0),
    opened: first ? null : own.opened,
    closed: first ? null : own.closed,
    remote: own.remote,
    payDisclosed: [...own.middle.values()].reduce((sum, each) => sum + each, 0),
    medianFloor: medianOf(own.floor),
    median: medianOf(own.middle),
    medianCeiling: medianOf(own.ceiling),
  };
}

/** The middle of values given with how often each occurs: halfway between the two in the middle of an even number. */
function medianOf(times: ReadonlyMap<number, number>): number | null {
  const values = [...times.keys()].sort((one, other) => one - other);
  const n = values.reduce((sum, value) => sum + (times.get(value) ?? 0), 0);
  const at = (place: number) => {
    let seen = 0;
    for (const value of values) {
      seen += times.get(value) ?? 0;
      if (seen > place) return value;
    }
    return 0;
  };
  return n === 0 ? null : (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2;
}
