import { describe, expect, it } from "vitest";
import { windowLevel } from "../../../src/compare/level.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import { offer, offersOf, WEEK } from "./worlds.ts";

const level = (offers: readonly Offer[], kind: "stock" | "flow" = "flow") => windowLevel(offers, [WEEK], 1, kind, true);

/** Offers of which one employer has `top` and the others one each. */
const topHeavy = (n: number, top: number) =>
  offersOf(n, n).map((each, index) => (index < top ? { ...each, employer: "Top" } : each));

describe("the suppression table", () => {
  it.each([
    [4, 4, false, false],
    [5, 5, true, false],
    [9, 9, true, false],
    [10, 10, true, true],
    [29, 10, true, true],
    [30, 10, true, true],
    [10, 2, false, false],
    [30, 2, false, false],
    [10, 3, true, true],
    [30, 7, true, true],
    [30, 8, true, true],
  ])("of %i offers by %i employers shows a level: %s, an interval: %s", (n, employers, shown, interval) => {
    const { pay, remote } = level(offersOf(n, employers));
    expect(pay !== null).toBe(shown);
    expect(remote !== null).toBe(shown);
    expect(pay !== null && pay.interval !== null).toBe(interval);
  });

  it("shows a level when the top employer has exactly 70 % of the offers", () => {
    const { pay, topEmployerShare } = level(topHeavy(100, 70));
    expect(topEmployerShare).toBe(0.7);
    expect(pay).not.toBeNull();
  });

  it("shows nothing when the top employer has 71 %", () => {
    expect(level(topHeavy(100, 71))).toMatchObject({ pay: null, remote: null, topEmployerShare: 0.71 });
  });

  it("judges pay by the offers that disclose it, and remote work by all", () => {
    const offers = offersOf(40, 10).map((each, index) => (index < 4 ? each : { ...each, midpoint: null }));
    expect(level(offers)).toMatchObject({ pay: null, remote: { n: 40, count: 0 } });
  });

  it("has levels but no interval for a feed that names no employers", () => {
    const { employers, topEmployerShare, pay } = level(offersOf(40, 10, { employer: null }));
    expect({ employers, topEmployerShare }).toEqual({ employers: null, topEmployerShare: null });
    expect(pay).toMatchObject({ n: 40, employers: null, interval: null });
  });

  it("marks a median whose interval reaches further than 20 % either way", () => {
    const even = offersOf(40, 10, { midpoint: 100_000 });
    const apart = even.map((each, index) => ({ ...each, midpoint: index % 10 < 5 ? 50_000 : 200_000 }));
    expect(level(even).pay?.unreliable).toBe(false);
    expect(level(apart).pay?.unreliable).toBe(true);
  });
});

describe("windowLevel", () => {
  const weeks = ["2026-W46", "2026-W47"];

  it("counts a flow's offers over all weeks, and a stock's as the mean over its days", () => {
    const offers = [offer({ weeks: 0b01 }), offer({ weeks: 0b10 }), offer({ weeks: 0b11 })];
    expect(windowLevel(offers, weeks, 0b11, "flow", true).offers).toBe(3);
    expect(windowLevel(offers, weeks, 0b11, "stock", true).offers).toBe(2);
  });

  it("leaves out offers that were in other weeks only", () => {
    const offers = [offer({ weeks: 0b100 }), offer({ weeks: 0b001 })];
    expect(windowLevel(offers, weeks, 0b011, "flow", true).offers).toBe(1);
    expect(windowLevel(offers, weeks, 0b011, "stock", true).offers).toBe(0.5);
  });

  it("gives type 7 quantiles and the mean in whole money", () => {
    // numpy.quantile([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], [.25, .5, .75]) = 7.25, 9, 14.5; the mean is 10.6.
    const values = [3, 6, 7, 8, 8, 10, 13, 15, 16, 20];
    const offers = offersOf(10, 5).map((each, index) => ({ ...each, midpoint: 10_000 * values[index]! }));
    expect(level(offers).pay).toMatchObject({ p25: 72_500, median: 90_000, p75: 145_000, mean: 106_000 });
  });

  it("keeps offers of wide pay ranges in levels", () => {
    expect(level(offersOf(10, 5, { narrow: false })).pay?.n).toBe(10);
  });

  it("knows nothing of remote work where no source says", () => {
    expect(windowLevel(offersOf(40, 10), [WEEK], 1, "flow", false).remote).toBeNull();
  });

  it("is empty for no offers", () => {
    expect(level([])).toMatchObject({ offers: 0, employers: 0, topEmployerShare: null, pay: null, remote: null });
  });
});
