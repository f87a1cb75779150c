import { describe, expect, it } from "vitest";
import { LABELLED, measureSkills } from "../../../bench/reading-skills.ts";
import { lacksSharedData } from "../../../e2e/shared-data.ts";

describe.skipIf(lacksSharedData(...LABELLED))("skills of labelled advertisements", () => {
  it("are nine in ten right and five in six found", async () => {
    const { ads, labels, precision, recall, faults } = await measureSkills();
    expect({ ads, labels }).toEqual({ ads: 40, labels: 44 });
    expect(precision, JSON.stringify(faults)).toBeGreaterThanOrEqual(0.9);
    expect(recall, JSON.stringify(faults)).toBeGreaterThanOrEqual(0.85);
  });
});
