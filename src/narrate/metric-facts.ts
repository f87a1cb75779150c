import type { Change, ChangeMetric } from "../domain/change.ts";
import type { Unit } from "../domain/fact.ts";
import type { FactBook } from "./print.ts";

/** Where the facts of a metric stand: those of its level in a window, and those of what changed. */
interface MetricFacts {
  /** The level, as in `<slice>.<level>@<window>`; null for an index, which has none. */
  readonly level: string | null;
  /** The sample behind the level, and its employers. */
  readonly sample: string;
  readonly employers: string;
  /** What stands between slice and stat: `<slice>.<change>.growth@<window>`. */
  readonly change: string;
  /** The unit of a difference. */
  readonly unit: Unit;
}

/** Every offer that was open on any day of a stock's window, of which its count is the mean. */
const WINDOW_OFFERS = "window-offers.count";

export const METRIC_FACTS: Readonly<Record<ChangeMetric, MetricFacts>> = {
  offers: {
    level: "offers.count",
    sample: "offers.count",
    employers: "offer-employers.count",
    change: "offers",
    unit: "count",
  },
  pay: {
    level: "pay.midpoint.median",
    sample: "pay.count",
    employers: "pay-employers.count",
    change: "pay.midpoint",
    unit: "money",
  },
  remote: {
    level: "remote.share",
    sample: WINDOW_OFFERS,
    employers: "offer-employers.count",
    change: "remote",
    unit: "points",
  },
  disclosed: {
    level: "disclosed.share",
    sample: WINDOW_OFFERS,
    employers: "offer-employers.count",
    change: "disclosed",
    unit: "points",
  },
  "new-pay": {
    level: null,
    sample: WINDOW_OFFERS,
    employers: "offer-employers.count",
    change: "new-pay",
    unit: "growth",
  },
  repriced: {
    level: null,
    sample: WINDOW_OFFERS,
    employers: "offer-employers.count",
    change: "repriced",
    unit: "growth",
  },
};

/** The sample behind a change. A flow's window holds the offers that its count says, and has no other fact of them. */
export function sampleFactId(
  { slice, metric, window }: Pick<Change, "slice" | "metric" | "window">,
  facts: FactBook,
): string {
  const { sample } = METRIC_FACTS[metric];
  const own = `${slice}.${sample}@${window}`;
  return sample === WINDOW_OFFERS && facts.find(own) === undefined ? `${slice}.offers.count@${window}` : own;
}

/** The id of a fact about a change: `growth`, `noticeable`, `floor`, `run` and so on. */
export function changeFactId({ slice, metric, window }: Change, stat: string): string {
  return `${slice}.${METRIC_FACTS[metric].change}.${stat}@${window}`;
}

/** What a size in the unit of a difference is printed as: points for shares, and all else in percent of what was before. */
export function asRatio({ metric, before }: Change, size: number): { unit: Unit; value: number } | undefined {
  switch (METRIC_FACTS[metric].unit) {
    case "points":
      return { unit: "points", value: size };
    case "growth":
      return { unit: "growth", value: size };
    default:
      return before === null || before <= 0 ? undefined : { unit: "growth", value: size / before };
  }
}
