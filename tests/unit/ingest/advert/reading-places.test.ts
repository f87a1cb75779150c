import { describe, expect, it } from "vitest";
import { greenhouseCoverage, measureLevels, measurePlaces } from "../../../bench/reading-places.ts";
import { lacksSharedData, sharedFile } from "../../../e2e/shared-data.ts";

const BOARDS = "ats-samples/dev/greenhouse/boards-list-weekly/2026-08-08";

describe("places and levels labelled by hand", () => {
  it.each(["places.tsv", "places-held.tsv"] as const)(
    "are read from %s with the precision we promise",
    async (file) => {
      const { texts, country, metro } = await measurePlaces(file);
      expect(texts).toBeGreaterThan(100);
      for (const { precision, recall, wrong } of [country, metro]) {
        expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
        expect(recall, wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
      }
    },
  );

  it.each(["levels.tsv", "levels-held.tsv"] as const)(
    "are read from %s with the precision we promise",
    async (file) => {
      const { precision, recall, labelled, wrong } = await measureLevels(file);
      expect(labelled).toBeGreaterThan(40);
      expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
      expect(recall, wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.skipIf(lacksSharedData(BOARDS))("name a country for most openings of real boards", async () => {
    const { openings, country, metro } = await greenhouseCoverage(sharedFile(BOARDS));
    expect(openings).toBe(3158);
    expect(country).toBeGreaterThanOrEqual(0.88);
    expect(metro).toBeGreaterThanOrEqual(0.63);
  });
});
