import { describe, expect, it } from "vitest";
import { type Plant, parsePlant, planOf, type SampleOptions } from "../../../src/sample/plan.ts";

const OPTIONS: SampleOptions = {
  weeks: 12,
  postings: 2_000,
  seed: 1,
  lastWeek: "2026-W46",
  plants: undefined,
  bursts: 0,
};
const plan = (part: Partial<SampleOptions>) => planOf({ ...OPTIONS, ...part }, 333);

describe("parsePlant", () => {
  it.each<[string, Plant]>([
    ["mlops-engineer:pay:2026-W40:+8%", { role: "mlops-engineer", metric: "pay", week: "2026-W40", size: 0.08 }],
    [
      "data-engineer:offers:2026-W40:-12.5%",
      { role: "data-engineer", metric: "offers", week: "2026-W40", size: -0.125 },
    ],
    ["ai-architect:remote:2026-W40:+10pp", { role: "ai-architect", metric: "remote", week: "2026-W40", size: 0.1 }],
  ])("reads %s", (text, plant) => {
    expect(parsePlant(text)).toEqual(plant);
  });

  it.each([
    ["data-engineer:pay:2026-W40", "not role:metric:week:size", "mlops-engineer:pay:2026-W40:+8%"],
    ["data-engineer:pay:2026-W40:+8%:x", "not role:metric:week:size", "Write it like"],
    ["Data Engineer:pay:2026-W40:+8%", 'no role "Data Engineer"', "data-engineer, data-scientist"],
    ["data-engineer:salary:2026-W40:+8%", 'no metric "salary"', "pay, offers, remote"],
    ["data-engineer:pay:2026-40:+8%", "an ISO week looks like", "2026-W40"],
    ["data-engineer:pay:2025-W53:+8%", "that year has no such week", "2026-W40"],
    ["data-engineer:pay:2026-W40:8%", '"8%" is no size', "with its sign"],
    ["data-engineer:pay:2026-W40:+8", '"+8" is no size', "percent"],
    ["data-engineer:pay:2026-W40:+8pp", '"+8pp" is no size', "percent"],
    ["data-engineer:remote:2026-W40:+8%", '"+8%" is no size', "percentage points"],
    ["data-engineer:pay:2026-W40:+400%", "not a size that pay can change by", "between -50% and +100%"],
    ["data-engineer:remote:2026-W40:-60pp", "not a size that remote can change by", "between -5pp and +20pp"],
    ["data-engineer:offers:2026-W40:+0%", "not a size", "not 0"],
  ])("refuses %s", (text, why, hint) => {
    expect(() => parsePlant(text)).toThrow(
      expect.objectContaining({
        code: "usage",
        message: expect.stringContaining(why),
        hint: expect.stringContaining(hint),
      }),
    );
  });
});

describe("planOf", () => {
  const plant = (week: string, size = 0.08): Plant => ({ role: "data-engineer", metric: "pay", week, size });

  it("lets the seed plant one change of pay and one of demand, in two large roles, in the fourth week from the end", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { plants } = plan({ seed });
      expect(plants.map(({ week }) => week)).toEqual(["2026-W43", "2026-W43"]);
      expect(plants.map(({ metric }) => metric).sort()).toEqual(["offers", "pay"]);
      expect(new Set(plants.map(({ role }) => role)).size).toBe(2);
    }
    expect(
      new Set(Array.from({ length: 50 }, (_, seed) => JSON.stringify(plan({ seed }).plants))).size,
    ).toBeGreaterThan(20);
  });

  it("plants nothing where nothing is wanted, or where no two windows can be compared", () => {
    expect(plan({ plants: [] }).plants).toEqual([]);
    expect(plan({ weeks: 7 }).plants).toEqual([]);
    expect(plan({ weeks: 8 }).plants).toHaveLength(2);
  });

  it("refuses a change before the second week or after the last, and one that is given twice", () => {
    expect(plan({ plants: [plant("2026-W36"), plant("2026-W46")] }).plants).toHaveLength(2);
    for (const week of ["2026-W34", "2026-W35", "2026-W47"])
      expect(() => plan({ plants: [plant(week)] })).toThrow(/2026-W35 to 2026-W46/);
    expect(() => plan({ plants: [plant("2026-W40"), plant("2026-W40", 0.1)] })).toThrow(/twice/);
  });

  it("refuses demand that several changes together all but end", () => {
    const fall = (week: string): Plant => ({ role: "data-engineer", metric: "offers", week, size: -0.8 });
    expect(() => plan({ plants: [fall("2026-W40"), fall("2026-W42")] })).toThrow(/together/);
  });

  it("places bursts from the end backwards, half as many ads as the role has, each by one employer of middling size", () => {
    const { bursts, weeks } = plan({ bursts: 3, postings: 10_000 });
    expect(bursts).toHaveLength(3);
    expect(weeks.slice(-4)).toContain(bursts.at(-1)?.week);
    expect(bursts.map(({ week }) => week)).toEqual(bursts.map(({ week }) => week).sort());
    for (const { employer, offers } of bursts) {
      expect(employer).toBeGreaterThan(10);
      expect(employer).toBeLessThan(51);
      expect(offers).toBeGreaterThan(10);
    }
    expect(plan({ bursts: 40, weeks: 2 }).bursts.every(({ week }) => ["2026-W45", "2026-W46"].includes(week))).toBe(
      true,
    );
  });
});
