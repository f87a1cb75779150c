import { describe, expect, it } from "vitest";
import { DRAWS, employerDraws, MOST_TIMES } from "../../../src/compare/employer-draws.ts";
import { medianDraws } from "../../../src/compare/median-draws.ts";
import { noticeable, noticeableOf } from "../../../src/compare/noticeable.ts";
import { normalTail, percentileInterval, twoSidedP } from "../../../src/compare/percentile-interval.ts";

const ascending = Float64Array.from({ length: DRAWS }, (_, draw) => draw);

import { sumDraws } from "../../../src/compare/sum-draws.ts";

describe("percentileInterval", () => {
  it("cuts off 2.5 % at either end for many employers, and 0.6 % for eight", () => {
    const [low, high] = percentileInterval(ascending, 100_000)!;
    expect(low).toBeCloseTo(0.025 * (DRAWS - 1), 0);
    expect(high).toBeCloseTo(0.975 * (DRAWS - 1), 0);
    // R: pnorm(-qt(.975, 7) * sqrt(8/7)) = 0.005736
    expect(percentileInterval(ascending, 8)![0] / (DRAWS - 1)).toBeCloseTo(0.005736, 4);
  });

  it("turns round with the signs, to the bit", () => {
    const drawn = ascending.map((each) => Math.sin(each) + 0.3);
    const [low, high] = percentileInterval(drawn, 30)!;
    expect(
      percentileInterval(
        drawn.map((each) => -each),
        30,
      ),
    ).toEqual([-high, -low]);
  });

  it("leaves empty draws out, and gives nothing where most are empty", () => {
    const some = ascending.map((each) => (each < 900 ? Number.NaN : 5));
    expect(percentileInterval(some, 30)).toEqual([5, 5]);
    expect(
      percentileInterval(
        ascending.map((each) => (each < 1_100 ? Number.NaN : 5)),
        30,
      ),
    ).toBeNull();
    expect(percentileInterval(ascending, 1)).toBeNull();
  });
});

describe("twoSidedP", () => {
  it("is twice the smaller tail, never 0 and at most 1", () => {
    expect(twoSidedP(ascending.map((each) => each - 49.5))).toBeCloseTo((2 * 51) / 2_001, 12);
    expect(twoSidedP(ascending.map(() => 1))).toBeCloseTo(2 / 2_001, 12);
    expect(twoSidedP(ascending.map(() => 0))).toBe(1);
    expect(twoSidedP(ascending.map(() => Number.NaN))).toBe(1);
  });
});

describe("normalTail", () => {
  it.each([
    [0, 0.5],
    [1, 0.158655254],
    [1.959964, 0.025],
    [3, 0.001349898],
  ])("above %f is %f (tables of the normal distribution)", (z, tail) => {
    expect(normalTail(z)).toBeCloseTo(tail, 6);
  });
});

describe("noticeable", () => {
  it("is 2.8 standard errors, and never under the floor", () => {
    expect(noticeable([-1.96, 1.96], 0.5)).toBeCloseTo(2.8, 12);
    expect(noticeable([-1.96, 1.96], 4)).toBe(4);
    expect(noticeable(null, 2_000)).toBeNull();
    // A median that no draw moves, or a share of 0 in all: how sure that is nobody knows.
    expect(noticeable([0, 0], 2_000)).toBeNull();
  });
});

describe("noticeableOf", () => {
  const gates = [{ gate: "floor", passed: false, found: 0, limit: 2_000.5 }];

  it("is the floor where the interval shows by itself that little changed, and else what the test would have noticed", () => {
    expect(noticeableOf({ verdict: "little-changed", noticeable: 2_500, gates })).toBe(2_000.5);
    expect(noticeableOf({ verdict: "little-changed", noticeable: null, gates })).toBeNull();
    expect(noticeableOf({ verdict: "unclear", noticeable: 2_500, gates })).toBe(2_500);
    expect(noticeableOf({ verdict: "too-few", noticeable: null, gates: [] })).toBeNull();
  });
});

describe("employerDraws", () => {
  const draws = employerDraws("2026-W47");

  it("draw an employer a Poisson(1) number of times", () => {
    const times = Array.from({ length: 50 }, (_, employer) => [...draws(`E${employer}`)]).flat();
    const share = (often: number) => times.filter((each) => each === often).length / times.length;
    // 1/e, 1/e, 1/2e, 1/6e; the standard error of a share of 100,000 is at most 0.0016.
    expect(share(0)).toBeCloseTo(0.3679, 2);
    expect(share(1)).toBeCloseTo(0.3679, 2);
    expect(share(2)).toBeCloseTo(0.1839, 2);
    expect(share(3)).toBeCloseTo(0.0613, 2);
  });

  it("draw the same employer alike every time, and with another seed otherwise", () => {
    expect(employerDraws("2026-W47")("E1")).toEqual(draws("E1"));
    expect(employerDraws("2026-W46")("E1")).not.toEqual(draws("E1"));
    expect(draws("E2")).not.toEqual(draws("E1"));
  });
});

describe("medianDraws", () => {
  const [always, twice] = [new Uint8Array(DRAWS).fill(1), new Uint8Array(DRAWS).fill(2)];

  it("take the middle of two values for an even number, as type 7 does", () => {
    const offers = [1, 2, 3, 10].map((midpoint) => ({ employer: "A", midpoint }));
    expect(medianDraws(offers, () => always)[0]).toBe(2.5);
    expect(medianDraws(offers.slice(0, 3), () => twice)[7]).toBe(2);
  });

  it("hold nothing where nobody was drawn, and where there are no offers", () => {
    const drawn = medianDraws([{ employer: "A", midpoint: 5 }], () => Uint8Array.from(always, (_, draw) => draw % 2));
    expect([drawn[0], drawn[1]]).toEqual([Number.NaN, 5]);
    expect(medianDraws([], () => always)[0]).toBeNaN();
  });

  it("count an employer of two windows alike in both", () => {
    const rise = Array.from({ length: 20 }, (_, employer) => employer).flatMap((employer) => [
      { employer: `E${employer}`, midpoint: 1_000 * employer },
    ]);
    const draws = employerDraws("one");
    const before = medianDraws(rise, draws);
    const now = medianDraws(
      rise.map((each) => ({ ...each, midpoint: each.midpoint + 50 })),
      draws,
    );
    expect(new Set(now.map((each, draw) => each - before[draw]!))).toEqual(new Set([50]));
  });
});

describe("sumDraws", () => {
  it("add each employer's amount as often as it was drawn", () => {
    const times = new Map([
      ["A", new Uint8Array(DRAWS).fill(3)],
      ["B", new Uint8Array(DRAWS).fill(1)],
    ]);
    const amounts = new Map([
      ["A", 2],
      ["B", 10],
    ]);
    expect(sumDraws(amounts, (employer) => times.get(employer)!)[11]).toBe(16);
  });

  it("are the same for small amounts, which are added four draws at a time, as one by one", () => {
    const draws = employerDraws("sums");
    const often = Uint8Array.from({ length: DRAWS }, (_, draw) => draw % (MOST_TIMES + 1));
    const of = (employer: string) => (employer === "E3" ? often : draws(employer));
    const amounts = new Map(Array.from({ length: 300 }, (_, index) => [`E${index}`, (index * 7) % 31]));
    const plain = Float64Array.from({ length: DRAWS }, (_, draw) =>
      [...amounts].reduce((sum, [employer, amount]) => sum + amount * of(employer)[draw]!, 0),
    );
    expect(sumDraws(amounts, of)).toEqual(plain);
    const halves = new Map([...amounts].map(([employer, amount]) => [employer, amount / 2]));
    expect(sumDraws(halves, of)).toEqual(plain.map((each) => each / 2));
  });
});
