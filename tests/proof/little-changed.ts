import { compareWeek } from "../../src/compare/compare.ts";
import type { Offer } from "../../src/domain/offer.ts";
import { ofRoles } from "./coverage.ts";
import { market, WINDOW } from "./market.ts";

export interface LittleSize {
  /** Openings of the role in a week. */
  readonly openings: number;
  readonly worlds: number;
  /** What pay is rounded to. */
  readonly payStep: number;
  readonly seed: number;
}

/** How often pay was called little changed: where nothing changed, and where every ad truly pays more by just over the floor. */
export interface Little {
  readonly tests: number;
  readonly still: number;
  readonly moved: number;
  /** Changes called so beside a size over the floor that they would have been noticed from. */
  readonly contradictions: number;
}

/** The floor is 2,000 of a typical pay of 130,000: 1.54 %. */
const OVER_FLOOR = 0.016;
const BEFORE_BITS = (1 << WINDOW) - 1;

/** Stocks of one role, in which ads come and go; those that stay are priced anew where pay rose. */
export function littleChanged({ openings, worlds, payStep, seed }: LittleSize): Little {
  const found = { tests: 0, still: 0, moved: 0, contradictions: 0 };
  for (let world = 0; world < worlds; world++) {
    const made = market(seed + 31 * world, {
      roles: [openings],
      weeks: 2 * WINDOW,
      stays: 0.8,
      payStep: 1,
      burstsAWeek: 0,
      plants: { roles: 0, size: 0 },
    });
    const request = ofRoles(made.requestOf(2 * WINDOW - 1));
    for (const [name, rise] of [
      ["still", 0],
      ["moved", OVER_FLOOR],
    ] as const) {
      const offers = request.offers?.flatMap((offer) => priced(offer, rise, payStep));
      const pay = compareWeek({ ...request, offers }).changes.find(
        ({ slice, metric }) => slice !== "total" && metric === "pay",
      );
      if (pay?.verdict !== "little-changed") continue;
      found[name]++;
      const floor = pay.gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
      if ((pay.noticeable ?? 0) > floor) found.contradictions++;
    }
    found.tests++;
  }
  return found;
}

/** An offer in the windows of before and of now, where it pays more. */
function priced(offer: Offer, rise: number, payStep: number): Offer[] {
  const at = (bits: number, factor: number): Offer[] => {
    const { midpoint, weeks, remoteWeeks, newWeeks } = offer;
    if ((weeks & bits) === 0) return [];
    const own = { weeks: weeks & bits, remoteWeeks: remoteWeeks & bits, newWeeks: newWeeks & bits };
    return [
      { ...offer, ...own, midpoint: midpoint === null ? null : Math.round((midpoint * factor) / payStep) * payStep },
    ];
  };
  return rise === 0 ? at(-1, 1) : [...at(BEFORE_BITS, 1), ...at(BEFORE_BITS << WINDOW, 1 + rise)];
}
