import { describe, expect, it } from "vitest";
import { seededRandom, textHash } from "../../../src/domain/random.ts";

describe("seededRandom", () => {
  // mulberry32 of the reference code (reference/statistics/stats-reference.mjs), seed 5, run with Node 24.
  it("gives the numbers of the reference generator", () => {
    const random = seededRandom(5);
    expect([random(), random(), random()]).toEqual([0.6897749109193683, 0.7727432732935995, 0.21976301027461886]);
  });

  it("stays below 1 and is spread evenly", () => {
    const random = seededRandom(1);
    const values = Array.from({ length: 10_000 }, random);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.filter((value) => value < 0.25).length / 10_000).toBeCloseTo(0.25, 1);
  });
});

describe("textHash", () => {
  // FNV-1a test vectors of Landon Curt Noll: "" 811c9dc5, "a" e40c292c, "foobar" bf9cf968.
  it("is FNV-1a", () => {
    expect([textHash(""), textHash("a"), textHash("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });
});
