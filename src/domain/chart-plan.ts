import type { Placed } from "./claim.ts";
import type { Currency } from "./money.ts";
import type { Week } from "./week.ts";

interface Common {
  /** What the chart is called in the letter, its checks and its claims: `pay-ranges`. */
  readonly name: string;
  /** Plain text above the plot: what is shown, with its unit. */
  readonly title: string;
  /** The finding in words, marked (`domain/claim.ts`); stands for the image where it cannot be seen. */
  readonly alt: string;
}

/** A line from p25 to p75 and a dot at the median per role; whole yearly money; in the order given, top first. */
export interface PayRangesPlan extends Common {
  readonly kind: "pay-ranges";
  readonly currency: Currency;
  readonly rows: readonly {
    readonly label: string;
    readonly p25: number;
    readonly median: number;
    readonly p75: number;
    /** What each figure is a fact of. Left out by a drawing that nobody reads. */
    readonly facts?: { readonly p25: string; readonly median: string; readonly p75: string };
  }[];
}

/** Two bars per role, this week and the week before (null where that is not known), top first. */
export interface OpeningsPlan extends Common {
  readonly kind: "openings";
  readonly nowLabel: string;
  readonly beforeLabel: string;
  readonly rows: readonly {
    readonly label: string;
    readonly now: number;
    readonly before: number | null;
    readonly facts?: { readonly now: string; readonly before: string | null };
  }[];
}

/** One line over weeks, earliest first; a week without data is absent and breaks the line. */
export interface HistoryPlan extends Common {
  readonly kind: "history";
  /** Null for a plain count. */
  readonly currency: Currency | null;
  /** The last point is of a week before the letter's; beside it, a figure would be read as this week's, so it has none. */
  readonly endsEarlier?: boolean;
  readonly points: readonly { readonly week: Week; readonly value: number; readonly fact?: string | undefined }[];
}

/**
 * One to three lines over the same weeks, each earliest first, told apart by dashes and colour. A week without data is
 * absent and breaks its line. Where a value has an interval, a band shows it.
 */
export interface SeriesPlan extends Common {
  readonly kind: "series";
  /** Null for a plain count. */
  readonly currency: Currency | null;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly {
      readonly week: Week;
      readonly value: number;
      readonly interval: readonly [number, number] | null;
      readonly fact?: string | undefined;
    }[];
  }[];
}

/** All that the chart stage needs to draw one chart: words and figures decided, nothing left to look up. */
export type ChartPlan = PayRangesPlan | OpeningsPlan | HistoryPlan | SeriesPlan;

/** A chart as a page shows it. Width and height are CSS pixels. */
export interface Drawn {
  readonly plan: ChartPlan;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The numbers at its marks and in its description, by their places in the SVG. Labels of a scale are none of them. */
  readonly claims?: readonly Placed[];
}

/** A chart as a mail shows it too; the PNG is twice as large each way. */
export interface DrawnChart extends Drawn {
  /**
   * Its file name without extension: the plan's name and the first ten hex digits of the SHA-256 of the SVG, like
   * `pay-ranges.3f9a0c41d2`. Another drawing has another address, so no cache can show the one for the other.
   */
  readonly file: string;
  readonly png: Uint8Array;
}

/** What a social network shows of an edition, its numbers marked. Of the lines, the first three are shown. */
export interface CardPlan {
  readonly newsletter: string;
  readonly dateline: string;
  readonly heading: string;
  readonly lines: readonly string[];
}
