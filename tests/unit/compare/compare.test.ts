import { describe, expect, it } from "vitest";
import { type CompareRequest, compareWeek } from "../../../src/compare/compare.ts";
import { type Metric, weekChangesSchema } from "../../../src/domain/change.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { type Plan, plannedOffers, requestOf, roleFigures, snapshotOf, WEEK } from "./worlds.ts";

const compared = (plan: Plan, part: Partial<CompareRequest> = {}) => compareWeek(requestOf(plannedOffers(plan), part));

function changeIn(result: ReturnType<typeof compareWeek>, slice: string, metric: Metric) {
  return result.changes.find((change) => change.slice === slice && change.metric === metric)!;
}

describe("compareWeek", () => {
  it("calls a rise a rise that many employers share", () => {
    const result = compared({ count: (week) => (week >= 4 ? 3 : 1) });
    expect(changeIn(result, "engineer", "offers")).toMatchObject({
      window: "4w",
      before: 80,
      now: 240,
      difference: 160,
      growth: 2,
      verdict: "rose",
    });
    expect(changeIn(result, "engineer", "offers").test!.q).toBeLessThan(0.1);
  });

  it("keeps the employer that moves a change most under a pseudonym of the week, and reads weeks without it", () => {
    const result = compared({ count: (week, employer) => (employer === 3 && week >= 4 ? 9 : 1) });
    const { driver } = changeIn(result, "engineer", "offers");
    expect(driver).toMatch(/^[0-9a-z]{4,7}$/);
    expect(JSON.stringify(result)).not.toMatch(/employer-?3"/i);
    const without = { ...result, changes: result.changes.map(({ driver: _, ...change }) => change) };
    expect(weekChangesSchema.parse(without).changes.every((change) => change.driver === undefined)).toBe(true);
  });

  it("sees that the same offers are no longer remote", () => {
    const offers = plannedOffers({ employers: 60 }).filter(({ weeks }) => weeks === 1);
    const open = offers.map((each) => ({ ...each, weeks: 0xff, remoteWeeks: 0x0f }));
    const change = changeIn(compareWeek(requestOf(open)), "engineer", "remote");
    expect(change).toMatchObject({ before: 1, now: 0, difference: -1, verdict: "fell" });
  });

  it("does not take a column that went for a fall of remote work", () => {
    const request = requestOf(plannedOffers({ remote: (week) => week < 4 }));
    const history = new Map(request.history);
    const now = history.get(WEEK)!;
    const roles = Object.entries(now.roles).map(([role, own]) => [role, { ...own, workplace: null }] as const);
    history.set(WEEK, { ...now, roles: Object.fromEntries(roles) });
    const { changes, levels } = compareWeek({ ...request, history });
    expect(changes.map(({ metric }) => metric)).not.toContain("remote");
    expect(levels.map(({ now: level }) => level.remote)).toEqual(levels.map(() => null));
  });

  it("calls a fall a fall", () => {
    const result = compared({ count: (week) => (week >= 4 ? 1 : 3) });
    expect(changeIn(result, "engineer", "offers")).toMatchObject({ difference: -160, verdict: "fell" });
  });

  it("calls pay risen when every employer pays 10 % more, with θ over ½ and an interval around the difference", () => {
    const result = compared({ pay: (week, employer) => (100_000 + 300 * employer) * (week >= 4 ? 1.1 : 1) });
    const change = changeIn(result, "engineer", "pay");
    expect(change).toMatchObject({ before: 102_850, now: 113_135, verdict: "rose" });
    expect(change.test!.theta).toBeGreaterThan(0.9);
    expect(change.interval![0]).toBeLessThanOrEqual(10_285);
    expect(change.interval![1]).toBeGreaterThanOrEqual(10_285);
  });

  it("calls the remote share risen when many employers turn remote, in points and without a growth", () => {
    const result = compared({ remote: (week, employer) => employer % (week >= 4 ? 2 : 10) === 0 });
    expect(changeIn(result, "engineer", "remote")).toMatchObject({
      before: 0.1,
      now: 0.5,
      growth: null,
      verdict: "rose",
    });
  });

  it("does not call one employer's burst a rise", () => {
    const result = compared({ count: (week, employer) => (week >= 4 && employer === 3 ? 40 : 1) });
    expect(changeIn(result, "engineer", "offers")).toMatchObject({ difference: 156, verdict: "unclear" });
  });

  it("does not call one employer's well-paid burst a rise of pay", () => {
    const result = compared({
      count: (week, employer) => (week >= 4 && employer === 3 ? 40 : 1),
      pay: (_, employer) => (employer === 3 ? 300_000 : 100_000 + 2_000 * employer),
    });
    const change = changeIn(result, "engineer", "pay");
    expect(change.difference).toBeGreaterThan(50_000);
    expect(change.verdict).toBe("unclear");
  });

  it("finds nothing in a quiet week", () => {
    const result = compared({});
    expect(result.changes.map(({ difference, verdict }) => [difference, verdict])).toEqual([
      // The total's single week has 20 offers: too few to compare.
      [0, "too-few"],
      [0, "too-few"],
      [0, "too-few"],
      [0, "little-changed"],
      [0, "little-changed"],
      [0, "little-changed"],
      [0, "little-changed"],
      [0, "little-changed"],
    ]);
  });

  it("calls a change that is sure but under the floor edged from half of it on, and little below", () => {
    const pay = (rise: number) =>
      changeIn(compared({ employers: 30, pay: (week) => 100_000 + (week >= 4 ? rise : 0) }), "engineer", "pay");
    const [small, half] = [pay(900), pay(1_000)];
    expect(half.test!.p).toBeLessThan(0.001);
    expect(half.gates.find(({ gate }) => gate === "floor")).toEqual({
      gate: "floor",
      passed: false,
      found: 1_000,
      limit: 2_000,
    });
    expect([half.verdict, small.verdict, pay(-1_000).verdict]).toEqual(["edged-up", "little-changed", "edged-down"]);
  });

  it("takes 1.5 % as the floor of high pay, and 2,000 as that of low pay", () => {
    const limit = (pay: number) =>
      changeIn(compared({ pay: () => pay }), "engineer", "pay").gates.find(({ gate }) => gate === "floor")?.limit;
    expect(limit(100_000)).toBe(2_000);
    expect(limit(200_000)).toBe(3_000);
  });

  it("says too few under 30 offers or 8 employers in either window", () => {
    const few = compared({ employers: 7 });
    expect(changeIn(few, "engineer", "offers")).toMatchObject({ test: null, verdict: "too-few" });
    expect(changeIn(few, "engineer", "remote").gates).toEqual([
      { gate: "sample", passed: false, found: 28, limit: 30 },
      { gate: "employers", passed: false, found: 7, limit: 8 },
    ]);
    const before = compared({ count: (week) => (week >= 4 ? 5 : week === 0 ? 1 : 0) });
    expect(changeIn(before, "engineer", "offers").verdict).toBe("too-few");
  });

  it("keeps offers of wide pay ranges out of the pay test", () => {
    const offers = plannedOffers({}).map((each) => ({ ...each, narrow: false }));
    const change = changeIn(compareWeek(requestOf(offers)), "engineer", "pay");
    expect(change).toMatchObject({ before: 119_000, now: 119_000, test: null, verdict: "too-few" });
  });

  it("tests the total at plain p over one week, and roles by false discovery rate over four", () => {
    const result = compared({ employers: 40, count: (week) => (week === 7 ? 3 : 1) });
    const total = changeIn(result, "total", "offers");
    expect(total).toMatchObject({ window: "1w", before: 40, now: 120, verdict: "rose" });
    expect(total.test!.q).toBeNull();
    expect(total.gates.at(-1)).toMatchObject({ gate: "p", passed: true, limit: 0.05 });
    expect(changeIn(result, "engineer", "offers").gates.at(-1)).toMatchObject({
      gate: "false-discovery-rate",
      limit: 0.1,
    });
  });

  it("stores the total first, then roles by alphabet, each with its metrics in order", () => {
    const offers = [...plannedOffers({ role: "writer" }), ...plannedOffers({ role: "analyst" })];
    const result = compareWeek(requestOf(offers));
    expect(result.levels.map(({ slice }) => slice)).toEqual(["total", "analyst", "writer"]);
    expect(result.changes.map(({ metric }) => metric).slice(0, 3)).toEqual(["offers", "pay", "remote"]);
    expect(result.inputs.map(({ week }) => week)).toEqual(weeksUpTo(WEEK, 8));
    expect(weekChangesSchema.safeParse(result).success).toBe(true);
  });

  it("names no employer", () => {
    expect(JSON.stringify(compared({}))).not.toContain("Employer ");
  });

  it("has no remote metric where no source says who works remotely", () => {
    const history = new Map(weeksUpTo(WEEK, 8).map((week) => [week, snapshotOf(week, { roles: {} })]));
    history.set(WEEK, snapshotOf(WEEK, { roles: { engineer: { ...roleFigures("Engineer"), workplace: null } } }));
    const result = compared({}, { history });
    expect(result.changes.map(({ metric }) => metric)).not.toContain("remote");
    expect(result.levels[1]?.now.remote).toBeNull();
  });
});

describe("gates", () => {
  it("does not say that leaving one employer out failed where nobody was left out", () => {
    const change = changeIn(
      compared({ count: (week, e) => (week >= 4 === (e % 2 === 0) ? 3 : 1) }),
      "engineer",
      "offers",
    );
    expect(change.test!.pWithoutTopEmployer).toBeNull();
    const failed = change.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
    expect(failed).not.toContain("leave-one-employer-out");
  });

  it("says which gate a burst failed", () => {
    const change = changeIn(
      compared({ count: (week, employer) => (week < 4 ? 1 : employer === 3 ? 40 : employer < 12 ? 2 : 1) }),
      "engineer",
      "offers",
    );
    expect(change.test!.pAll).toBeLessThan(0.1);
    expect(change.gates.filter(({ passed }) => !passed).map(({ gate }) => gate)).toEqual(["leave-one-employer-out"]);
  });

  it("takes no mix that went the other way for what moved pay", () => {
    // Every employer pays 20 % more for the same work, while the better paid half of its ads gives way to the other.
    const offers = plannedOffers({
      employers: 40,
      count: () => 4,
      pay: (week, employer, place) =>
        (place < (week < 4 ? 2 : 1) ? 160_000 : 100_000) * (week < 4 ? 1 : 1.8) + employer,
    }).map((each) => ({ ...each, level: (each.midpoint ?? 0) % 180_000 > 100_100 ? ("senior" as const) : each.level }));
    const { difference, mix, gates, verdict } = changeIn(compareWeek(requestOf(offers)), "engineer", "pay");
    expect(Math.sign(mix!.jobs)).toBe(-Math.sign(difference!));
    expect(Math.abs(mix!.jobs)).toBeGreaterThan(Math.abs(difference!) / 2);
    expect(gates.find(({ gate }) => gate === "mix")).toMatchObject({ passed: true, found: -Math.abs(mix!.jobs) });
    expect(verdict).toBe("rose");
  });

  it("gives the interval of the difference that is printed, wide ranges or not", () => {
    const narrow = plannedOffers({ pay: () => 100_000 });
    const wide = plannedOffers({ count: (week) => (week >= 4 ? 2 : 0), pay: () => 150_000 });
    const offers = [...narrow, ...wide.map((each) => ({ ...each, narrow: false }))];
    const { difference, interval } = changeIn(compareWeek(requestOf(offers)), "engineer", "pay");
    expect(difference).toBe(50_000);
    expect(interval![1]).toBeGreaterThanOrEqual(50_000);
  });
});
