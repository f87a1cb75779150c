import { describe, expect, it } from "vitest";
import { placeOf, randomFor } from "../../../src/sample/draws.ts";
import { employersOf } from "../../../src/sample/employers.ts";

describe("invented employers", () => {
  it("are as many as a market of that size has, within what there are names for", () => {
    expect([1, 26_000, 10_000_000].map((postings) => employersOf(postings, 1).count)).toEqual([8, 4_333, 200_000]);
  });

  it("all have names of their own, made of syllables", () => {
    const { names } = employersOf(10_000_000, 3);
    expect(new Set(names).size).toBe(200_000);
    for (const name of names.slice(0, 100)) expect(name).toMatch(/^[A-Z][a-z]{7,14} (& )?[A-Z][a-z]+$/);
    expect(employersOf(600, 4).names).not.toEqual(employersOf(600, 3).names);
  });

  it("hire by their rank: the second half as much as the first, the tenth a tenth (Zipf)", () => {
    const { sizeSums, count } = employersOf(26_000, 1);
    const random = randomFor(1, 1);
    const hired = new Float64Array(count);
    for (let offer = 0; offer < 200_000; offer++) {
      const employer = placeOf(random(), sizeSums);
      hired[employer] = (hired[employer] ?? 0) + 1;
    }
    const [first = 0] = hired;
    expect((hired[1] ?? 0) / first).toBeCloseTo(1 / 2, 1);
    expect((hired[9] ?? 0) / first).toBeCloseTo(1 / 10, 1);
    expect(first / 200_000).toBeGreaterThan(0.1);
    expect(hired.filter((each) => each > 0).length).toBeGreaterThan(count / 2);
  });

  it("pay more or less than others, and like remote work or not, evenly over offers", () => {
    const { pay, remoteHabit, sizeSums } = employersOf(26_000, 1);
    const sum = sizeSums.at(-1) ?? 0;
    const average = remoteHabit.reduce((all, habit, rank) => all + habit / (rank + 1) / sum, 0);
    expect(average).toBeCloseTo(1, 9);
    expect(new Set(remoteHabit).size).toBe(2);
    expect(Math.min(...pay)).toBeLessThan(0.75);
    expect(Math.max(...pay)).toBeGreaterThan(1.25);
  });
});
