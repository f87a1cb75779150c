import { compareWeek } from "../../src/compare/compare.ts";
import type { WeekChanges } from "../../src/domain/change.ts";
import { seededRandom } from "../../src/domain/random.ts";
import type { Week } from "../../src/domain/week.ts";
import { market, PAY_STEP, WINDOW } from "./market.ts";
import { naiveCalls, ourCalls, textbookCalls } from "./rivals.ts";

export interface YearSize {
  readonly roles: number;
  readonly weeks: number;
  readonly burstsAWeek: number;
  readonly seed: number;
}

/** False headlines of a year, by method; nothing truly happens in it. */
export interface NullYear {
  readonly weeks: number;
  /** Rose and fell of roles, of the total, and edged of either. */
  readonly ours: number;
  readonly oursOfTotal: number;
  readonly edged: number;
  readonly weeksWithOurs: number;
  readonly textbook: number;
  readonly weeksWithTextbook: number;
  readonly naive: number;
  readonly tests: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** Of the changes that pass every other gate, how many each gate alone stops: where the work is done. */
  readonly stoppedBy: Readonly<Record<string, number>>;
}

/** Week after week as if live: each has the results of those before it for its past. */
export function nullYear({ roles, weeks, burstsAWeek, seed }: YearSize): NullYear {
  const lead = 2 * WINDOW - 1;
  const made = market(seed, {
    roles: roleSizes(roles, seed),
    weeks: weeks + lead,
    stays: 0.8,
    payStep: PAY_STEP,
    burstsAWeek,
    plants: { roles: 0, size: 0 },
  });
  const past = new Map<Week, WeekChanges>();
  const verdicts = new Map<string, number>();
  const stoppedBy = new Map<string, number>();
  const sum = {
    ours: 0,
    oursOfTotal: 0,
    edged: 0,
    weeksWithOurs: 0,
    textbook: 0,
    weeksWithTextbook: 0,
    naive: 0,
    tests: 0,
  };
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (let week = lead; week < weeks + lead; week++) {
    const request = made.requestOf(week, past);
    const result = compareWeek(request);
    past.set(result.week, result);
    const ours = ourCalls(result.changes);
    const textbook = textbookCalls(request);
    sum.ours += ours.length;
    sum.weeksWithOurs += ours.length > 0 ? 1 : 0;
    sum.textbook += textbook.length;
    sum.weeksWithTextbook += textbook.length > 0 ? 1 : 0;
    sum.naive += naiveCalls(request).length;
    for (const { slice, verdict, gates, test } of result.changes) {
      count(verdicts, verdict);
      sum.tests += test === null ? 0 : 1;
      sum.oursOfTotal += slice === "total" && (verdict === "rose" || verdict === "fell") ? 1 : 0;
      sum.edged += verdict === "edged-up" || verdict === "edged-down" ? 1 : 0;
      const failed = gates.filter(({ passed }) => !passed);
      if (test !== null && failed.length === 1) count(stoppedBy, failed[0]?.gate ?? "");
    }
  }
  return { weeks, ...sum, verdicts: Object.fromEntries(verdicts), stoppedBy: Object.fromEntries(stoppedBy) };
}

/** Openings of each role: lognormal around 90, from 8 to 2,000, as roles of a feed differ. */
export function roleSizes(roles: number, seed: number): number[] {
  const random = seededRandom(seed ^ 0x51ce5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: roles }, () => Math.round(Math.min(2_000, Math.max(8, 90 * Math.exp(1.1 * normal())))));
}
