import { compareWeek } from "../../src/compare/compare.ts";
import type { Change } from "../../src/domain/change.ts";
import { type Market, market, PAY_STEP, WINDOW } from "./market.ts";
import { roleSizes } from "./null-year.ts";
import { type Call, ourCalls, textbookCalls } from "./rivals.ts";

export interface PlantedSize {
  readonly roles: number;
  /** Independent weeks, each of a market of its own. */
  readonly weeks: number;
  readonly burstsAWeek: number;
  readonly risers: number;
  /** How much more the risers pay to offers that open in the last four weeks. */
  readonly rise: number;
  readonly seed: number;
}

/** What a method found of the planted rises, and what else it called. */
export interface Found {
  /** Planted roles of which it called pay risen. */
  readonly risers: number;
  /** Headlines on planted pay in the right direction. */
  readonly right: number;
  readonly wrong: number;
  /** Of these, on roles that one employer flooded. */
  readonly wrongOfBurst: number;
  /** Of all headlines; 0 where there are none. */
  readonly falseShare: number;
}

export interface PlantedWeeks {
  readonly planted: number;
  readonly ours: Found;
  readonly textbook: Found;
  /** Why ours missed a planted rise: the verdict on the pay of the role. */
  readonly missed: Readonly<Record<string, number>>;
}

/** Weeks in which a few roles truly pay more, beside bursts of single employers: power and false headlines of both methods. */
export function plantedWeeks({ roles, weeks, burstsAWeek, risers, rise, seed }: PlantedSize): PlantedWeeks {
  const missed = new Map<string, number>();
  const ours: Counted[] = [];
  const textbook: Counted[] = [];
  let planted = 0;
  for (let week = 0; week < weeks; week++) {
    const made = market(seed + 7_919 * week, {
      roles: roleSizes(roles, seed + week),
      weeks: 2 * WINDOW,
      stays: 0.8,
      payStep: PAY_STEP,
      burstsAWeek,
      plants: { roles: risers, size: rise },
    });
    const request = made.requestOf(2 * WINDOW - 1);
    const { changes } = compareWeek(request);
    planted += made.planted.size;
    ours.push(counted(ourCalls(changes), made));
    textbook.push(counted(textbookCalls(request), made));
    for (const role of made.planted) countMissed(role, changes, missed);
  }
  return { planted, ours: foundIn(ours), textbook: foundIn(textbook), missed: Object.fromEntries(missed) };
}

interface Counted {
  readonly risers: number;
  readonly right: number;
  readonly wrong: number;
  readonly wrongOfBurst: number;
}

function counted(calls: readonly Call[], { planted, burst }: Market): Counted {
  const right = calls.filter(({ slice, metric, up }) => planted.has(slice) && up && isPay(metric));
  const wrong = calls.filter((call) => !right.includes(call));
  return {
    risers: new Set(right.map(({ slice }) => slice)).size,
    right: right.length,
    wrong: wrong.length,
    wrongOfBurst: wrong.filter(({ slice }) => burst.has(slice)).length,
  };
}

function isPay(metric: string): boolean {
  return metric === "pay" || metric === "new-pay";
}

function countMissed(role: string, changes: readonly Change[], missed: Map<string, number>): void {
  const own = changes.filter(({ slice, metric }) => slice === role && isPay(metric));
  if (own.some(({ verdict }) => verdict === "rose")) return;
  const { verdict = "untested" } = own.find(({ metric }) => metric === "pay") ?? {};
  missed.set(verdict, (missed.get(verdict) ?? 0) + 1);
}

function foundIn(weeks: readonly Counted[]): Found {
  const sum = (of: (week: Counted) => number) => weeks.reduce((total, week) => total + of(week), 0);
  const [right, wrong] = [sum((week) => week.right), sum((week) => week.wrong)];
  return {
    risers: sum((week) => week.risers),
    right,
    wrong,
    wrongOfBurst: sum((week) => week.wrongOfBurst),
    falseShare: wrong / Math.max(1, right + wrong),
  };
}
