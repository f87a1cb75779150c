import { describe, expect, it } from "vitest";
import { type CompareRequest, compareWeek } from "../../../src/compare/compare.ts";
import type { Metric } from "../../../src/domain/change.ts";
import { plannedOffers, requestOf, snapshotOf, source, WEEK } from "./worlds.ts";

function changeIn(result: ReturnType<typeof compareWeek>, slice: string, metric: Metric) {
  return result.changes.find((change) => change.slice === slice && change.metric === metric)!;
}

/** The request without the first weeks of its history. */
function since(first: string, request: CompareRequest): CompareRequest {
  const history = new Map([...request.history].filter(([week]) => week >= first));
  const gone = request.offerWeeks.length - history.size;
  return {
    ...request,
    history,
    offerWeeks: request.offerWeeks.slice(gone),
    offers: request.offers?.map((each) => ({ ...each, weeks: each.weeks >> gone })),
  };
}

describe("a week that cannot be compared", () => {
  it("has levels and no differences in the first week", () => {
    const result = compareWeek(since(WEEK, requestOf(plannedOffers({ count: () => 3 }))));
    expect(result.guard.total.map(({ code, weeks }) => [code, ...weeks])).toEqual([["first-week", WEEK]]);
    expect(result.guard.roles).toEqual(result.guard.total);
    expect(result.levels.map(({ now, before }) => [now.offers, now.weeks, before])).toEqual([
      [60, [WEEK], null],
      [60, [WEEK], null],
    ]);
    expect(new Set(result.changes.map(({ verdict }) => verdict))).toEqual(new Set(["not-comparable"]));
    expect(result.changes.every(({ difference, test }) => difference === null && test === null)).toBe(true);
  });

  it("compares the total, but no role, while fewer than eight weeks are stored", () => {
    const result = compareWeek(since("2026-W44", requestOf(plannedOffers({ employers: 40 }))));
    expect(result.guard.total).toEqual([]);
    expect(result.guard.roles).toMatchObject([{ code: "weeks-missing", found: 4, low: 8 }]);
    expect(changeIn(result, "total", "offers")).toMatchObject({ before: 40, verdict: "little-changed" });
    expect(changeIn(result, "engineer", "offers")).toMatchObject({ before: null, verdict: "not-comparable" });
  });

  it("compares nothing with a week that is missing", () => {
    const request = requestOf(plannedOffers({}));
    const history = new Map([...request.history].filter(([week]) => week !== "2026-W46"));
    const result = compareWeek({ ...request, history, offerWeeks: request.offerWeeks.filter((w) => w !== "2026-W46") });
    expect(result.guard.total).toMatchObject([
      { code: "weeks-missing", weeks: ["2026-W46"] },
      { code: "days-apart", weeks: [WEEK], found: 14, high: 7 },
    ]);
    expect(changeIn(result, "total", "offers").verdict).toBe("not-comparable");
    expect(result.levels[1]?.now.weeks).toEqual([WEEK]);
  });

  it("does not mix weeks that are not alike into one level", () => {
    const request = requestOf(plannedOffers({}));
    const history = new Map(request.history);
    history.set("2026-W46", snapshotOf("2026-W46", { sources: [source("board", 10_000)] }));
    const result = compareWeek({ ...request, history });
    expect(result.guard.roles.map(({ code }) => code)).toEqual(["source-rows"]);
    expect(result.levels[1]).toMatchObject({ now: { weeks: ["2026-W46", WEEK], offers: 40 }, before: null });
  });

  it("says nothing at all of a week whose postings this machine lacks", () => {
    const result = compareWeek(requestOf(undefined, { offerWeeks: [] }));
    expect(result).toMatchObject({ levels: [], changes: [], pairs: [] });
    expect(result.guard.total.map(({ code }) => code)).toEqual(["no-postings"]);
    expect(result.guard.roles.map(({ code }) => code)).toEqual(["no-postings"]);
  });

  it("compares no role when the postings of an earlier week are not at hand", () => {
    const request = requestOf(plannedOffers({ employers: 40 }));
    const result = compareWeek({
      ...request,
      offerWeeks: request.offerWeeks.slice(1),
      offers: request.offers?.map((each) => ({ ...each, weeks: each.weeks >> 1 })),
    });
    expect(result.guard.total).toEqual([]);
    expect(result.guard.roles.map(({ code }) => code)).toEqual(["no-postings"]);
  });

  it("gives levels and no verdicts for a feed that names no employers", () => {
    const offers = plannedOffers({}).map((each) => ({ ...each, employer: null }));
    const result = compareWeek(requestOf(offers));
    expect(result.guard.roles.map(({ code }) => code)).toEqual(["no-employers"]);
    expect(result.levels[1]?.now.pay).toMatchObject({ n: 80, interval: null });
    expect(new Set(result.changes.map(({ verdict }) => verdict))).toEqual(new Set(["not-comparable"]));
  });
});
