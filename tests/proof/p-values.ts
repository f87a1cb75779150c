import { compareWeek } from "../../src/compare/compare.ts";
import { market, PAY_STEP, WINDOW } from "./market.ts";

export interface PSize {
  readonly worlds: number;
  readonly roles: readonly number[];
  readonly seed: number;
}

/** Of the p values of one statistic where nothing changed, the shares at or below each level; even ones would be the level itself. */
export interface PShares {
  readonly statistic: string;
  readonly n: number;
  readonly below: Readonly<Record<(typeof LEVELS)[number], number>>;
  /** The share at or below 5 % when the test must also hold without the most influential employer. */
  readonly kept: number;
}

const LEVELS = [0.05, 0.25, 0.5, 0.75] as const;

/** The p values of every statistic in calm stocks, where nothing changes and nobody bursts. */
export function pShares({ worlds, roles, seed }: PSize): PShares[] {
  const found = new Map<string, { all: number[]; kept: number }>();
  for (let world = 0; world < worlds; world++) {
    const plants = { roles: 0, size: 0 };
    const made = market(seed + 104_729 * world, {
      roles,
      weeks: 2 * WINDOW,
      stays: 0.8,
      payStep: PAY_STEP,
      burstsAWeek: 0,
      plants,
    });
    for (const { test, gates } of compareWeek(made.requestOf(2 * WINDOW - 1)).changes) {
      if (test === null) continue;
      const own = found.get(test.name) ?? { all: [], kept: 0 };
      own.all.push(test.pAll);
      const holds = gates.every(({ gate, passed }) => gate !== "leave-one-employer-out" || passed);
      own.kept += test.p <= 0.05 && holds ? 1 : 0;
      found.set(test.name, own);
    }
  }
  return [...found].sort().map(([statistic, { all, kept }]) => {
    const below = (level: number) => all.filter((p) => p <= level).length / all.length;
    const shares = { 0.05: below(0.05), 0.25: below(0.25), 0.5: below(0.5), 0.75: below(0.75) };
    return { statistic, n: all.length, below: shares, kept: kept / all.length };
  });
}
