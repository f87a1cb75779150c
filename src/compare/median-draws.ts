import { DRAWS, type EmployerDraws } from "./employer-draws.ts";
import { sumDraws } from "./sum-draws.ts";

/** An offer whose pay and employer are known. */
export interface PricedOffer {
  readonly employer: string;
  readonly midpoint: number;
}

/**
 * The type 7 median of the offers in each draw of employers, every offer as often as its employer was drawn; NaN for a draw that
 * holds none. All draws go through the values together, lowest first, and each stops at its own middle.
 */
export function medianDraws(offers: readonly PricedOffer[], draws: EmployerDraws): Float64Array {
  const cells = cellsOf(offers);
  const { lower, upper, open } = middles(offers, draws);
  const seen = new Int32Array(DRAWS);
  const low = new Float64Array(DRAWS).fill(Number.NaN);
  const high = new Float64Array(DRAWS).fill(Number.NaN);
  let left = open;
  for (const { value, employer, offers: count } of cells) {
    if (left === 0) break;
    const times = draws(employer);
    for (let draw = 0; draw < DRAWS; draw++) {
      const now = (seen[draw] ?? 0) + count * (times[draw] ?? 0);
      seen[draw] = now;
      if (now <= (lower[draw] ?? 0)) continue;
      if (Number.isNaN(low[draw])) low[draw] = value;
      if (now <= (upper[draw] ?? 0) || !Number.isNaN(high[draw])) continue;
      high[draw] = value;
      left--;
    }
  }
  return low.map((value, draw) => (value + (high[draw] ?? value)) / 2);
}

interface Cell {
  readonly value: number;
  readonly employer: string;
  /** Offers of the employer at that value: pay is rounded, so that there are fewer cells than offers. */
  offers: number;
}

/** By value, ascending. */
function cellsOf(offers: readonly PricedOffer[]): Cell[] {
  const cells = new Map<string, Map<number, Cell>>();
  for (const { employer, midpoint } of offers) {
    const own = cells.get(employer) ?? new Map<number, Cell>();
    cells.set(employer, own);
    const cell = own.get(midpoint) ?? { value: midpoint, employer, offers: 0 };
    cell.offers++;
    own.set(midpoint, cell);
  }
  return [...cells.values()].flatMap((own) => [...own.values()]).sort((one, other) => one.value - other.value);
}

/** How many offers lie below the two middle ones of each draw, and how many draws hold any offer. */
function middles(offers: readonly PricedOffer[], draws: EmployerDraws) {
  const counts = new Map<string, number>();
  for (const { employer } of offers) counts.set(employer, (counts.get(employer) ?? 0) + 1);
  const held = sumDraws(counts, draws);
  return {
    lower: Int32Array.from(held, (count) => Math.floor((count - 1) / 2)),
    upper: Int32Array.from(held, (count) => Math.floor(count / 2)),
    open: held.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
  };
}
