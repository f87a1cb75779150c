import { type CompareRequest, compareWeek } from "../../src/compare/compare.ts";
import { market, WINDOW } from "./market.ts";

export interface CoverageSize {
  readonly sizes: readonly number[];
  readonly worlds: number;
  /** What pay is rounded to. */
  readonly payStep: number;
  readonly seed: number;
}

/** How often the 95 % intervals of pay held the truth, for roles of about n priced offers in a window. */
export interface Coverage {
  readonly n: number;
  /** The median of a window of new offers. */
  readonly level: Covered;
  /** The difference of two windows of a stock, which share offers, when nothing changed. */
  readonly noChange: Covered;
  /** The difference of two windows of new offers, when typical pay rose from 130,000 to 145,000. */
  readonly rise: Covered;
}

export interface Covered {
  /** Null where no world had an interval. */
  readonly share: number | null;
  readonly intervals: number;
}

const TYPICAL = 130_000;
/** Both ends are multiples of the step that pay is rounded to, so that the true median is known. */
const RISEN = 145_000;
/** Offers in a window of a stock for one open in a week: those that stay of the week before, and four weeks of new ones. */
const STOCK_WINDOW = 0.8 + WINDOW * 0.2;
/** Of a role's offers, how many say what they pay. */
const DISCLOSED = 0.85;

/** Where few worlds have windows large enough to compare, so many times the worlds are looked at. */
const MOST = 5;

/** Employers each pay in their own way, and a few have most of the offers. A size whose windows are too thin has no interval. */
export function coverage({ sizes, worlds, payStep, seed }: CoverageSize): Coverage[] {
  return sizes.map((n) => {
    const [level, noChange, rise] = [tally(), tally(), tally()];
    const enough = () => Math.min(noChange.covered().intervals, rise.covered().intervals) >= worlds;
    for (let world = 0; world < worlds || (world < MOST * worlds && !enough()); world++) {
      const own = { openings: n / DISCLOSED, payStep };
      const risen = measured(seed + 2 * world, { ...own, stays: 0, rise: RISEN / TYPICAL - 1 });
      level.add(risen.level, RISEN);
      rise.add(risen.change, RISEN - TYPICAL);
      const still = { ...own, openings: own.openings / STOCK_WINDOW, stays: 0.8, rise: 0 };
      noChange.add(measured(seed + 2 * world + 1, still).change, 0);
    }
    return { n, level: level.covered(), noChange: noChange.covered(), rise: rise.covered() };
  });
}

interface Measured {
  readonly openings: number;
  readonly stays: number;
  readonly payStep: number;
  readonly rise: number;
}

type Interval = readonly [number, number] | null;

/** The intervals of a market of one role. */
function measured(seed: number, { openings, stays, payStep, rise }: Measured): { level: Interval; change: Interval } {
  const plants = { roles: rise === 0 ? 0 : 1, size: rise };
  const made = market(seed, { roles: [openings], weeks: 2 * WINDOW, stays, payStep, burstsAWeek: 0, plants });
  const { levels, changes } = compareWeek(ofRoles(made.requestOf(2 * WINDOW - 1)));
  const own = levels.find(({ slice }) => slice !== "total");
  const pay = changes.find(({ slice, metric }) => slice !== "total" && metric === "pay");
  return { level: own?.now.pay?.interval ?? null, change: pay?.interval ?? null };
}

/** Without the total, of which nothing is asked. */
export function ofRoles(request: CompareRequest): CompareRequest {
  return { ...request, offers: request.offers?.filter(({ role }) => role !== "") };
}

function tally() {
  let [held, intervals] = [0, 0];
  return {
    add: (interval: Interval, truth: number) => {
      if (interval === null) return;
      intervals++;
      if (interval[0] <= truth && truth <= interval[1]) held++;
    },
    covered: (): Covered => ({ share: intervals === 0 ? null : held / intervals, intervals }),
  };
}
