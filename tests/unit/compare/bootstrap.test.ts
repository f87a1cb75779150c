import { describe, expect, it } from "vitest";
import { employerBootstrap } from "../../../src/compare/bootstrap.ts";
import { seededRandom } from "../../../src/domain/random.ts";
import { sample } from "./worlds.ts";

/** 30 employers, five offers each and window; pay of now is `rise` above that of before. */
function world(rise: number, seed = 4) {
  const random = seededRandom(seed);
  return sample(
    Array.from({ length: 300 }, (_, index) => {
      const now = index % 2 === 1;
      return [index % 30, 100_000 + 40_000 * random() + (now ? rise : 0), now ? 0 : 1, now ? 1 : 0];
    }),
  );
}

describe("employerBootstrap", () => {
  it("gives the same interval for the same seed, and another for another", () => {
    expect(employerBootstrap(world(0), "median", 1)).toEqual(employerBootstrap(world(0), "median", 1));
    expect(employerBootstrap(world(0), "median", 1)).not.toEqual(employerBootstrap(world(0), "median", 2));
  });

  it("covers a true rise and stays clear of 0 when the rise is large", () => {
    const [low, high] = employerBootstrap(world(30_000), "median", 1)!;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(30_000);
    expect(high).toBeGreaterThan(30_000);
  });

  it("covers 0 when nothing changed", () => {
    const [low, high] = employerBootstrap(world(0), "median", 1)!;
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it("is a point where every employer changed by the same amount", () => {
    const rows = Array.from({ length: 20 }, (_, employer) => [
      [employer, 100, 1, 0] as const,
      [employer, 107, 0, 1] as const,
    ]).flat();
    expect(employerBootstrap(sample(rows), "median", 1)).toEqual([7, 7]);
    expect(employerBootstrap(sample(rows), "mean", 1)).toEqual([7, 7]);
  });

  it("draws an employer's two windows together, so that differences between employers do not widen it", () => {
    const rows = Array.from({ length: 20 }, (_, employer) => [
      [employer, 1_000 * employer, 1, 0] as const,
      [employer, 1_000 * employer + 50, 0, 1] as const,
    ]).flat();
    expect(employerBootstrap(sample(rows), "mean", 1)!.map((each) => Math.round(each))).toEqual([50, 50]);
  });

  it("takes the middle of two values for an even number, as type 7 does", () => {
    // One employer, so every draw is the whole sample: median of 1, 2, 3, 10 is 2.5.
    const rows = [1, 2, 3, 10].map((value) => [0, value, 0, 1] as const);
    expect(employerBootstrap(sample([...rows, [0, 1, 1, 0]]), "median", 1)).toEqual([1.5, 1.5]);
  });

  it("has no interval when a window is empty", () => {
    expect(employerBootstrap(sample([[0, 1, 1, 0]]), "median", 1)).toBeNull();
    expect(employerBootstrap(sample([]), "mean", 1)).toBeNull();
  });
});
