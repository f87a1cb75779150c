import { describe, expect, it } from "vitest";
import { compareWeek } from "../../../src/compare/compare.ts";
import { drill } from "../../../src/drill/drill.ts";
import { silentProgress } from "../../../src/progress.ts";
import { offersOf, plannedOffers, requestOf, snapshotOf, source, WEEK } from "../compare/worlds.ts";

const OPTIONS = { weeks: [WEEK], shuffles: 12, seed: 1, progress: silentProgress };

/** Every employer hires half as many again, and pays more. */
const RISE = plannedOffers({
  count: (week) => (week < 4 ? 2 : 4),
  pay: (week, employer) => 100_000 + 2_000 * employer + (week < 4 ? 0 : 20_000),
});

describe("the drill", () => {
  it("finds no headline in the shuffles of a week that truly has one", async () => {
    const { changes } = compareWeek(requestOf(RISE));
    expect(changes.filter(({ verdict }) => verdict === "rose").length).toBeGreaterThan(1);
    const found = await drill(OPTIONS, async () => requestOf(RISE));
    expect(found).toMatchObject({ seed: 1, shuffles: 12, weeks: [WEEK], guarded: [] });
    expect(found.tests).toBeGreaterThan(12);
    expect(found.headlineShare).toBeLessThan(0.2);
  });

  it("counts headlines by metric, and edged ones apart", async () => {
    // Without a guard against many tests or small changes, shuffles of a true rise must make some noise.
    const found = await drill({ ...OPTIONS, shuffles: 60 }, async () => {
      const floors = { payShare: 0, payAmount: 0, countShare: 0, count: 0, sharePoints: 0 };
      return requestOf(RISE, { floors });
    });
    const headlines = Object.values(found.headlines).reduce((sum, count) => sum + count, 0);
    expect(Object.keys(found.headlines)).toEqual(["offers", "pay", "remote", "new-pay", "disclosed", "repriced"]);
    expect(found.headlineShare).toBeGreaterThan(0);
    expect(headlines).toBeGreaterThanOrEqual(Math.round(60 * (found.headlineShare ?? 0)));
    expect(found.headlinesOfTotal).toBeLessThanOrEqual(headlines);
    expect((found.headlineShare ?? 0) + (found.edgedShare ?? 0)).toBeLessThanOrEqual(1);
  });

  it("gives the same answer to the same seed", async () => {
    const once = await drill(OPTIONS, async () => requestOf(RISE));
    expect(await drill(OPTIONS, async () => requestOf(RISE))).toEqual(once);
  });

  it("leaves out weeks that the guard stops, says why, and has no share where none is left", async () => {
    const held = requestOf(RISE);
    const grown = new Map(held.history).set(WEEK, snapshotOf(WEEK, { sources: [source("board", 9_000)] }));
    const found = await drill(OPTIONS, async () => ({ ...held, history: grown }));
    expect(found).toMatchObject({ shuffles: 0, weeks: [], headlineShare: null, edgedShare: null, tests: 0 });
    expect(found.guarded).toEqual([{ week: WEEK, reasons: expect.arrayContaining(["source-rows"]) }]);
  });

  it("says that nothing can be tested where nobody names employers", async () => {
    const nameless = offersOf(60, 10, { role: "engineer" }).map((each) => ({ ...each, employer: null }));
    const found = await drill(OPTIONS, async () => requestOf(nameless));
    expect(found).toMatchObject({ headlineShare: null, guarded: [{ reasons: ["no-employers"] }] });
  });

  it("refuses to begin where no postings are here", async () => {
    await expect(drill(OPTIONS, async () => requestOf(undefined, { offerWeeks: [] }))).rejects.toMatchObject({
      code: "postings-missing",
      message: expect.stringContaining(WEEK),
      hint: expect.stringContaining("trends ingest"),
    });
  });
});
