import { compareWeek } from "../../src/compare/compare.ts";
import { LAST_WEEK, type NullFeedSize, nullFeed } from "./null-feed.ts";

export interface DrillResult {
  readonly worlds: number;
  /** Worlds in which some role or total rose or fell, although nothing changed. */
  readonly withHeadline: number;
  /** Single changes that were called rose or fell, of those tested. */
  readonly headlines: number;
  readonly tested: number;
  /** Worlds in which the role of the burst had its pay or demand called changed. */
  readonly burstCalled: number;
}

/** How often a feed without any change makes news, over seeded worlds. */
export function nullDrill(worlds: number, size: NullFeedSize, seed = 1): DrillResult {
  let withHeadline = 0;
  let headlines = 0;
  let tested = 0;
  let burstCalled = 0;
  for (let world = 0; world < worlds; world++) {
    const { offers, weeks, history } = nullFeed(seed + world, size);
    const { changes } = compareWeek({
      week: LAST_WEEK,
      history,
      days: new Map(),
      readings: new Map(),
      hashes: new Map(),
      offers,
      offerWeeks: weeks,
      floors: { payShare: 0.015, payAmount: 2000, countShare: 0.05, count: 10, sharePoints: 0.02 },
      thin: undefined,
      repricings: [],
      categories: new Map(),
      holidays: new Set(),
      past: new Map(),
      settings: "drill",
      pairs: [],
    });
    const called = changes.filter(({ verdict }) => verdict === "rose" || verdict === "fell");
    const ofBurst = called.filter(({ slice }) => slice === "role-0");
    tested += changes.filter(({ test }) => test !== null).length;
    headlines += called.length;
    if (called.length > 0) withHeadline++;
    if (size.burst > 0 && ofBurst.length > 0) burstCalled++;
  }
  return { worlds, withHeadline, headlines, tested, burstCalled };
}
