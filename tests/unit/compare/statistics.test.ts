import { describe, expect, it } from "vitest";
import { cappedWeights } from "../../../src/compare/capped-weights.ts";
import type { Sample } from "../../../src/compare/sample.ts";
import { countShift, rankShift, shareShift, total } from "../../../src/compare/statistics.ts";
import { seededRandom } from "../../../src/domain/random.ts";
import { sample } from "./worlds.ts";

/** 300 offers of 30 employers of unequal size, pay rounded so that many tie, most in both windows. */
function world(seed: number): Sample {
  const random = seededRandom(seed);
  return sample(
    Array.from({ length: 300 }, () => [
      Math.floor(30 * random() * random()),
      5 * Math.round(30 + 8 * random() + 8 * random()),
      random() < 0.7 ? 1 : 0,
      random() < 0.7 ? 1 : 0,
    ]),
  );
}

/** θ by its definition, in n² steps: the chance that an offer of now pays more than one of before, ties by half. */
function theta({ employer, employerCount, value, before, now }: Sample): number {
  const a = cappedWeights(employer, before, employerCount);
  const b = cappedWeights(employer, now, employerCount);
  let sum = 0;
  for (let i = 0; i < value.length; i++)
    for (let j = 0; j < value.length; j++)
      sum += a[i]! * b[j]! * (value[j]! > value[i]! ? 1 : value[j] === value[i] ? 0.5 : 0);
  return sum;
}

describe("rankShift", () => {
  it.each([1, 5, 77])("sums to θ − ½ of the pairwise definition (world %i)", (seed) => {
    expect(total(rankShift(world(seed)))).toBeCloseTo(theta(world(seed)) - 0.5, 9);
  });

  it("is ½ when everything of now pays more than everything of before, and −½ the other way round", () => {
    const rows = [0, 1, 2, 3].map((employer) => [employer, employer < 2 ? 1 : 2, employer < 2 ? 1 : 0] as const);
    const up = sample(rows.map(([employer, value, before]) => [employer, value, before, before === 1 ? 0 : 1]));
    const down = sample(rows.map(([employer, value, before]) => [employer, value, before === 1 ? 0 : 1, before]));
    expect(total(rankShift(up))).toBeCloseTo(0.5, 12);
    expect(total(rankShift(down))).toBeCloseTo(-0.5, 12);
  });

  it("gives an employer whose offers stay as they are nothing to add", () => {
    const u = rankShift(
      sample([
        [0, 10, 1, 1],
        [1, 20, 1, 1],
        [2, 30, 1, 1],
      ]),
    );
    expect([...u]).toEqual([0, 0, 0]);
  });

  it("is a rank statistic: a far outlier counts no more than a near one", () => {
    const near = sample([
      [0, 10, 1, 0],
      [1, 20, 1, 0],
      [2, 30, 0, 1],
    ]);
    const far = { ...near, value: Float64Array.of(10, 20, 3_000_000) };
    expect([...rankShift(far)]).toEqual([...rankShift(near)]);
  });
});

describe("shareShift", () => {
  it("sums to the difference of the capped shares", () => {
    const base = world(9);
    const remote = { ...base, value: base.value.map((value) => (value > 190 ? 1 : 0)) };
    const share = (window: Uint8Array) =>
      cappedWeights(remote.employer, window, remote.employerCount).reduce(
        (sum, weight, i) => sum + weight * remote.value[i]!,
        0,
      );
    expect(total(shareShift(remote))).toBeCloseTo(share(remote.now) - share(remote.before), 12);
  });

  it("is 0 where every offer is remote", () => {
    const everywhere = { ...world(3), value: new Float64Array(300).fill(1) };
    expect(total(shareShift(everywhere))).toBeCloseTo(0, 12);
  });
});

describe("countShift", () => {
  it("is each employer's offers now less its offers before", () => {
    const u = countShift(
      sample([
        [0, 1, 1, 0],
        [0, 1, 1, 1],
        [0, 1, 0, 1],
        [1, 1, 0, 1],
        [1, 1, 0, 1],
        [2, 1, 1, 0],
      ]),
    );
    expect([...u]).toEqual([0, 2, -1]);
  });
});
