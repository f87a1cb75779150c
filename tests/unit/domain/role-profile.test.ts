import { describe, expect, it } from "vitest";
import { publishedFigureSchema, roleProfileSchema } from "../../../src/domain/role-profile.ts";

const figure = { what: "mid", from: 100, to: 150, unit: "USD a year", source: "career guide", year: 2026 };
const stage = { stage: "Begin", learn: ["Tides"], build: "A chart of one harbour." };
const three = ["One.", "Two.", "Three."];

const profile = {
  focus: "Keeps a lighthouse.",
  lean: "applied",
  ships: ["Light"],
  typicalDay: three,
  coding: { level: "some", note: "The lamp has a script." },
  maths: { level: "low", note: "Angles." },
  entry: { difficulty: "medium", reason: "Few lighthouses are left." },
  techniques: three,
  stack: [
    { layer: "Lamp", tools: ["Lens"] },
    { layer: "Horn", tools: ["Bellows"] },
  ],
  strongCandidates: three,
  quality: ["Ships pass.", "None strands."],
  stakeholders: ["Sailors"],
  bestFit: ["You like quiet.", "You like stairs."],
  entryPoints: ["Sailor"],
  progression: three,
  specialistRoutes: ["Fog"],
  hybridRoutes: ["Light and weather"],
  talentPools: ["Harbours"],
  switching: [
    { from: "Sailor", months: [1, 2], needs: ["Lamps"] },
    { from: "data-analyst", months: [6, 6], needs: ["Ropes"] },
  ],
  outlook: { text: "Steady.", asOf: 2026 },
  risk: { text: "Lamps work alone.", asOf: 2026, commoditisation: "high" },
  goodSigns: three,
  weakSigns: three,
  roadmap: [stage, stage, stage, stage],
  resources: [
    { title: "Lights", by: "The coastguard", url: "https://example.org/lights", why: "It is short." },
    { title: "Knots", by: "A sailor", why: "It is clear." },
  ],
  published: [figure],
  freelance: "There is none.",
  equity: "There is none either.",
};

/** The fields at fault; empty when the profile is accepted. */
const faults = (changed: object) =>
  (roleProfileSchema.safeParse({ ...profile, ...changed }).error?.issues ?? []).map(({ path }) => path.join("."));

describe("roleProfileSchema", () => {
  it("accepts a profile that says everything", () => {
    expect(roleProfileSchema.parse(profile)).toEqual(profile);
  });

  it.each(Object.keys(profile))("refuses a profile without %s", (key) => {
    expect(faults({ [key]: undefined })).toEqual([key]);
  });

  it.each([
    ["the profile", { motto: "Shine." }, ""],
    ["a level", { coding: { level: "some", note: "Little.", years: 3 } }, "coding"],
    ["a dated text", { outlook: { text: "Steady.", asOf: 2026, trend: "up" } }, "outlook"],
    ["a layer", { stack: [{ layer: "Lamp", tools: ["Lens"], cost: 1 }, profile.stack[1]] }, "stack.0"],
    ["a move", { switching: [{ ...profile.switching[0], pay: 1 }, profile.switching[1]] }, "switching.0"],
    ["a stage", { roadmap: [stage, stage, stage, { ...stage, weeks: 4 }] }, "roadmap.3"],
    ["a figure", { published: [{ ...figure, currency: "EUR" }] }, "published.0"],
  ])("refuses a key it does not know in %s", (_, changed, path) => {
    expect(faults(changed)).toEqual([path]);
  });

  it.each([
    ["three stages", { roadmap: [stage, stage, stage] }, "roadmap"],
    ["seven stages", { roadmap: Array(7).fill(stage) }, "roadmap"],
    ["a day of two parts", { typicalDay: ["One.", "Two."] }, "typicalDay"],
    ["a day of nine parts", { typicalDay: Array(9).fill("More.") }, "typicalDay"],
    ["one layer of tools", { stack: [profile.stack[0]] }, "stack"],
    ["one move", { switching: [profile.switching[0]] }, "switching"],
    ["an empty list", { stakeholders: [] }, "stakeholders"],
  ])("refuses %s", (_, changed, path) => {
    expect(faults(changed)).toEqual([path]);
  });

  it.each([
    ["an empty sentence", { focus: "" }, "focus"],
    ["a level of another scale", { maths: { level: "hardest", note: "All." } }, "maths.level"],
    ["a lean nobody knows", { lean: "sales" }, "lean"],
    [
      "months below nought",
      { switching: [{ ...profile.switching[0], months: [-1, 2] }, profile.switching[1]] },
      "months",
    ],
    [
      "more than six years",
      { switching: [{ ...profile.switching[0], months: [1, 73] }, profile.switching[1]] },
      "months",
    ],
    ["a year in words", { outlook: { text: "Steady.", asOf: "2026" } }, "outlook.asOf"],
    ["a year far back", { risk: { ...profile.risk, asOf: 1926 } }, "risk.asOf"],
    [
      "an address that is none",
      { resources: [{ ...profile.resources[0], url: "lights" }, profile.resources[1]] },
      "url",
    ],
  ])("refuses %s", (_, changed, field) => {
    const [fault, ...others] = faults(changed);
    expect(fault).toContain(field);
    expect(others).toEqual([]);
  });

  it("accepts that nothing was published", () => {
    expect(faults({ published: [] })).toEqual([]);
  });
});

describe("publishedFigureSchema", () => {
  const message = (changed: object) =>
    publishedFigureSchema.safeParse({ ...figure, ...changed }).error?.issues.map((issue) => issue.message);

  it.each([
    ["both ends", {}],
    ["two equal ends", { from: 130, to: 130 }],
    ["a lower end alone", { to: undefined }],
    ["an upper end alone", { from: undefined }],
    ["another currency and period", { unit: "EUR a month" }],
    ["a note", { note: "With equity." }],
  ])("accepts a figure with %s", (_, changed) => {
    expect(message(changed)).toBeUndefined();
  });

  it("refuses a figure without ends", () => {
    expect(message({ from: undefined, to: undefined })).toEqual(["a figure needs from, to, or both"]);
  });

  it("refuses a figure whose lower end is above its upper end", () => {
    expect(message({ from: 151 })).toEqual(["from is larger than to"]);
  });

  it.each([
    ["nought", { from: 0 }],
    ["a negative amount", { from: -1 }],
    ["an amount without end", { to: Number.POSITIVE_INFINITY }],
    ["an amount in words", { to: "150" }],
    ["another period", { unit: "EUR a week" }],
    ["a unit without its currency", { unit: "a year" }],
    ["no source", { source: "" }],
    ["no year", { year: undefined }],
    ["a kind of figure nobody knows", { what: "bonus" }],
  ])("refuses %s", (_, changed) => {
    expect(message(changed)).toHaveLength(1);
  });
});
