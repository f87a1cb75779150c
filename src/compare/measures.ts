import type { Change, ChangeMetric, Gate, WindowLevel } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import type { Repricing } from "../domain/repricing.ts";
import { COMPARE_EMPLOYERS } from "../domain/suppression.ts";
import { bitCount, type Cohort, type CohortDraws } from "./cohort-draws.ts";
import { matchedOffers, type Share } from "./matched-offers.ts";
import { medianDifferenceInterval } from "./median-difference.ts";
import { percentileInterval } from "./percentile-interval.ts";
import { repricedByEmployer } from "./repricing.ts";
import { type OfferValue, sampleOf } from "./sample.ts";
import { type Shift, shiftOf } from "./sign-flip.ts";
import { sizeGates } from "./size-gates.ts";
import { countShift, rankShift, type Statistic, shareShift } from "./statistics.ts";
import { sumDraws } from "./sum-draws.ts";

/** A cohort in two windows. */
export interface Windows {
  readonly slice: string;
  readonly window: "1w" | "4w";
  readonly kind: "stock" | "flow";
  /** In a fixed order. */
  readonly offers: readonly Offer[];
  /** How the pay of its ads that stayed open was changed; none for a flow. */
  readonly repricings: readonly Repricing[];
  readonly beforeBits: number;
  readonly nowBits: number;
  readonly before: WindowLevel;
  readonly now: WindowLevel;
  readonly draws: CohortDraws;
}

/** One metric of a cohort in two windows, ready to be tested. */
export interface Measure {
  readonly name: NonNullable<Change["test"]>["name"];
  readonly before: number | null;
  readonly now: number | null;
  /** Whether the sample is big enough. */
  readonly size: readonly Gate[];
  readonly shift: () => Shift;
  /** Of the difference, at 95 %; null where nothing can be said. */
  readonly interval: () => readonly [number, number] | null;
}

export function measureOf(metric: ChangeMetric, windows: Windows): Measure {
  switch (metric) {
    case "offers":
      return offersMeasure(windows);
    case "pay":
      return payMeasure(windows);
    case "remote":
      return shareMeasure(windows, "remote", (offer, bits) => ((offer.remoteWeeks & bits) === 0 ? 0 : 1));
    case "disclosed":
      return shareMeasure(windows, "disclosed", ({ midpoint }) => (midpoint === null ? 0 : 1));
    case "new-pay":
      return indexMeasure(
        "sign-flip-matched-offers",
        matchedOffers(windows.offers, windows.beforeBits, windows.nowBits),
        windows.draws,
      );
    case "repriced":
      return indexMeasure("sign-flip-repricing", repricedByEmployer(windows.repricings), windows.draws);
  }
}

/** A metric's level in a window, null where it may not be shown; the indices have none. */
export function metricValue(metric: ChangeMetric, { offers, pay, remote, disclosed }: WindowLevel): number | null {
  switch (metric) {
    case "offers":
      return offers;
    case "pay":
      return pay?.median ?? null;
    case "remote":
      return remote === null ? null : remote.count / remote.n;
    case "disclosed":
      return disclosed === null ? null : disclosed.count / disclosed.n;
    case "new-pay":
    case "repriced":
      return null;
  }
}

/**
 * Offers of the window; of a stock the mean over its days. The bootstrap is of `(now − before) / (now + before)`, so that the
 * number of employers drawn does not show in it, at the size that was observed.
 */
function offersMeasure(windows: Windows): Measure {
  const { kind, draws } = windows;
  const days = Math.max(1, windows.now.weeks.length);
  const base = levels(
    "offers",
    windows,
    kind === "flow" ? () => 1 : ({ weeks }, bits) => bitCount(weeks & bits) / days,
  );
  const [before, now] = sides(windows);
  const size = (base.before ?? 0) + (base.now ?? 0);
  const amount = kind === "flow" ? "offers" : "listings";
  return {
    ...base,
    name: "sign-flip-counts",
    shift: base.shift(countShift),
    interval: () => {
      const earlier = draws.sums(before, amount);
      const drawn = draws
        .sums(now, amount)
        .map((n, draw) => (size * (n - (earlier[draw] ?? 0))) / (n + (earlier[draw] ?? 0)));
      return percentileInterval(drawn, base.employers);
    },
  };
}

/** Offers with a pay range too wide stay out of the test; the interval is of the printed medians, so it is over all pay. */
function payMeasure(windows: Windows): Measure {
  const base = levels("pay", windows, ({ narrow, midpoint }) => (narrow ? midpoint : null));
  const bits = { before: windows.beforeBits, now: windows.nowBits };
  const difference = (base.now ?? 0) - (base.before ?? 0);
  return {
    ...base,
    name: "sign-flip-ranks",
    shift: base.shift(rankShift),
    interval: () => medianDifferenceInterval(windows.offers, bits, difference),
  };
}

function shareMeasure(windows: Windows, metric: "remote" | "disclosed", value: OfferValue): Measure {
  const base = levels(metric, windows, value);
  const share = (cohort: Cohort) => over(windows.draws.sums(cohort, metric), windows.draws.sums(cohort, "offers"));
  const [before, now] = sides(windows);
  return {
    ...base,
    name: "sign-flip-shares",
    shift: base.shift(shareShift),
    interval: () => percentileInterval(less(share(now), share(before)), base.employers),
  };
}

function levels(metric: ChangeMetric, windows: Windows, value: OfferValue) {
  const sample = sampleOf(windows.offers, windows.beforeBits, windows.nowBits, value);
  return {
    before: metricValue(metric, windows.before),
    now: metricValue(metric, windows.now),
    size: sizeGates(sample),
    shift: (statistic: Statistic) => () => shiftOf(sample, statistic),
    employers: sample.employerCount,
  };
}

/** An index of what employers add: 1 before, and now e to the power of their weighted mean. Known from 8 employers on. */
function indexMeasure(name: Measure["name"], shares: readonly Share[], draws: CohortDraws): Measure {
  const employers = shares.length;
  const enough = employers >= COMPARE_EMPLOYERS;
  const weightOf = (some: readonly Share[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const mean = shares.reduce((sum, each) => sum + each.sum, 0) / weightOf(shares);
  const without = (left: number) => {
    const weight = weightOf(shares.filter((_, index) => index !== left));
    return Float64Array.from(shares, ({ sum }, index) => (index === left ? 0 : sum / weight));
  };
  return {
    name,
    before: enough ? 1 : null,
    // Six decimals: the same figure on every machine, whatever its logarithms.
    now: enough ? Math.round(Math.exp(mean) * 1e6) / 1e6 : null,
    size: [{ gate: "employers", passed: enough, found: employers, limit: COMPARE_EMPLOYERS }],
    shift: () => ({ u: without(-1), without, names: shares.map(({ employer }) => employer) }),
    interval: () => {
      const drawn = (amount: (share: Share) => number) =>
        sumDraws(new Map(shares.map((share) => [share.employer, amount(share)])), draws.employers);
      const index = over(
        drawn(({ sum }) => sum),
        drawn(({ weight }) => weight),
      ).map((each) => Math.exp(each) - 1);
      return percentileInterval(index, employers);
    },
  };
}

function sides({ slice, offers, beforeBits, nowBits }: Windows): readonly [Cohort, Cohort] {
  return [
    { slice, offers, bits: beforeBits },
    { slice, offers, bits: nowBits },
  ];
}

export function less(these: Float64Array, those: Float64Array): Float64Array {
  return these.map((each, draw) => each - (those[draw] ?? 0));
}

/** NaN, which no draw of nothing escapes, where the divisor is 0. */
export function over(these: Float64Array, those: Float64Array): Float64Array {
  return these.map((each, draw) => each / (those[draw] ?? 0));
}
