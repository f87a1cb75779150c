import { describe, expect, it } from "vitest";
import { skillGaps } from "../../../src/compare/skill-pay.ts";
import type { SkillOffer } from "../../../src/domain/skill-pay.ts";

/** So many offers of as many employers, the pay going up by 1,000 around the median. */
const offers = (n: number, median: number, skills: readonly string[], employers = n): SkillOffer[] =>
  Array.from({ length: n }, (_, index) => ({
    role: "data-engineer",
    employer: `${skills.join()} ${index % employers}`,
    midpoint: median + 1_000 * (index - (n - 1) / 2),
    skills,
  }));

describe("skillGaps", () => {
  it("sets the median of offers that name a skill against the others", () => {
    const [gap] = skillGaps([...offers(41, 160_000, ["spark"]), ...offers(31, 120_000, [])])["data-engineer"] ?? [];
    expect(gap).toMatchObject({
      skill: "spark",
      named: { n: 41, employers: 41, median: 160_000 },
      unnamed: { n: 31, employers: 31, median: 120_000 },
      difference: 40_000,
      clear: true,
    });
  });

  it("calls a gap unclear where the intervals overlap", () => {
    const [gap] = skillGaps([...offers(41, 124_000, ["spark"]), ...offers(41, 120_000, [])])["data-engineer"] ?? [];
    expect(gap).toMatchObject({ difference: 4_000, clear: false });
  });

  it.each([
    ["29 offers name it", 29, 40, 29],
    ["29 offers do not", 40, 29, 40],
    ["7 employers name it", 40, 40, 7],
  ])("tells nothing where only %s", (_, named, unnamed, employers) => {
    expect(skillGaps([...offers(named, 160_000, ["spark"], employers), ...offers(unnamed, 120_000, [])])).toEqual({});
  });

  it("does not depend on the order of offers", () => {
    const all = [...offers(41, 160_000, ["spark", "sql"]), ...offers(35, 120_000, ["sql"]), ...offers(31, 110_000, [])];
    expect(skillGaps(all.toReversed())).toEqual(skillGaps(all));
    expect(skillGaps(all)["data-engineer"]?.map(({ skill }) => skill)).toEqual(["sql", "spark"]);
  });
});
