import type { WindowLevel } from "../domain/change.ts";
import { type EmployerCount, medianIntervalShares } from "../domain/median-interval.ts";
import type { Offer } from "../domain/offer.ts";
import { quantile } from "../domain/quantile.ts";
import { COMPARE_FROM, LEVEL_EMPLOYERS, LEVEL_FROM, TOP_EMPLOYER_LIMIT, UNRELIABLE } from "../domain/suppression.ts";
import type { Week } from "../domain/week.ts";
import { movedByOneEmployer } from "./capped-median.ts";
import { bitCount } from "./cohort-draws.ts";

/**
 * The level of a cohort in a window over its offers. `bits` marks the window's weeks in `Offer.weeks`. A flow's count is the
 * offers of all weeks, a stock's the mean over its days. Pay and remote are null where the suppression table says so.
 */
export function windowLevel(
  offers: readonly Offer[],
  weeks: readonly Week[],
  bits: number,
  kind: "stock" | "flow",
  remoteKnown: boolean,
): WindowLevel {
  const own = offers.filter((offer) => (offer.weeks & bits) !== 0);
  const employers = employerCounts(own);
  const priced = own.filter((offer) => offer.midpoint !== null);
  const listings = own.reduce((sum, offer) => sum + bitCount(offer.weeks & bits), 0);
  return {
    weeks: [...weeks],
    offers: kind === "flow" ? own.length : listings / Math.max(1, weeks.length),
    employers: employers === null ? null : employers.size,
    topEmployerShare: topShare(employers, own.length),
    pay: payLevel(priced),
    disclosed: shown(employers, own.length) ? { n: own.length, count: priced.length } : null,
    remote:
      remoteKnown && shown(employers, own.length)
        ? { n: own.length, count: own.filter((offer) => (offer.remoteWeeks & bits) !== 0).length }
        : null,
  };
}

/** Whether a level is too thin to stand for a role: under 30 offers, or without pay that may be shown. */
export function isThin({ offers, pay }: Pick<WindowLevel, "offers" | "pay">): boolean {
  return offers < COMPARE_FROM || pay === null;
}

/** Enough to print a level at all. Without employers only the number of offers can say. */
function shown(employers: ReadonlyMap<string, number> | null, n: number): boolean {
  if (n < LEVEL_FROM) return false;
  return (
    employers === null || (employers.size >= LEVEL_EMPLOYERS && (topShare(employers, n) ?? 0) <= TOP_EMPLOYER_LIMIT)
  );
}

function payLevel(priced: readonly Offer[]): WindowLevel["pay"] {
  const employers = employerCounts(priced);
  if (!shown(employers, priced.length)) return null;
  const values = priced.map((offer) => offer.midpoint ?? 0).sort((a, b) => a - b);
  const at = (share: number) => Math.round(quantile(values, share) ?? 0);
  const shares = employers === null ? undefined : medianIntervalShares(belowMedian(priced, quantile(values, 0.5) ?? 0));
  const interval: [number, number] | null = shares === undefined ? null : [at(shares[0]), at(shares[1])];
  const median = at(0.5);
  return {
    n: values.length,
    employers: employers === null ? null : employers.size,
    mean: Math.round(values.reduce((sum, value) => sum + value, 0) / values.length),
    p25: at(0.25),
    median,
    p75: at(0.75),
    interval,
    unreliable: interval !== null && (interval[1] - interval[0]) / 2 > UNRELIABLE * median,
    movedByOneEmployer: employers !== null && movedByOneEmployer(priced, median),
  };
}

function belowMedian(priced: readonly Offer[], median: number): EmployerCount[] {
  const counts = new Map<string, { n: number; below: number }>();
  for (const { employer, midpoint } of priced) {
    const own = counts.get(employer ?? "") ?? { n: 0, below: 0 };
    own.n += 1;
    own.below += (midpoint ?? 0) < median ? 1 : midpoint === median ? 0.5 : 0;
    counts.set(employer ?? "", own);
  }
  return [...counts.values()];
}

/** Offers per employer; null for a feed that names none. */
function employerCounts(offers: readonly Offer[]): ReadonlyMap<string, number> | null {
  if (offers.length > 0 && offers.every((offer) => offer.employer === null)) return null;
  const counts = new Map<string, number>();
  for (const { employer } of offers) if (employer !== null) counts.set(employer, (counts.get(employer) ?? 0) + 1);
  return counts;
}

function topShare(employers: ReadonlyMap<string, number> | null, n: number): number | null {
  return employers === null || n === 0 ? null : Math.max(0, ...employers.values()) / n;
}
