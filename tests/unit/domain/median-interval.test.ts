import { describe, expect, it } from "vitest";
import { medianIntervalShares } from "../../../src/domain/median-interval.ts";

describe("medianIntervalShares", () => {
  it("is Woodruff's interval with the variance by employer", () => {
    // By hand: 4 employers of 4; below the median 1, 3, 2, 2. tot = (below − n/2)/16 = −1/16, 1/16, 0, 0;
    // se = √(4/3 · 2/256) = 0.1020621; df = 1/(4 · 1/16) − 1 = 3, t = 3.1824463; half width 0.3248071.
    const [low, high] = medianIntervalShares([
      { n: 4, below: 1 },
      { n: 4, below: 3 },
      { n: 4, below: 2 },
      { n: 4, below: 2 },
    ])!;
    expect(low).toBeCloseTo(0.175192934, 8);
    expect(high).toBeCloseTo(0.824807066, 8);
  });

  it("takes fewer degrees of freedom when employers are of unequal size", () => {
    // n 5, 3, 2, 6, 4 (of 20): Σ(n/N)² = 0.225, df = 3.4444; below − n/2 is 0, −0.5, 0.5, 0, 0:
    // se = √(4/5 · ((0.025/0.85)² + (0.025/0.9)²)) = 0.0361846; t (scipy 1.17.1 stats.t.ppf) = 2.9622909.
    const [low, high] = medianIntervalShares([
      { n: 5, below: 2.5 },
      { n: 3, below: 1 },
      { n: 2, below: 1.5 },
      { n: 6, below: 3 },
      { n: 4, below: 2 },
    ])!;
    expect(low).toBeCloseTo(0.392810691, 6);
    expect(high).toBeCloseTo(0.607189309, 6);
  });

  it("is wider where one employer is large and unlike the others", () => {
    // Weights 0.4, 0.2, 0.2, 0.2; tot 0.1, −0.1/3 each: se = √(3/4 · ((0.1/0.6)² + 3 · (0.0333333/0.8)²)) = 0.1573213 (0.1333333 unadjusted).
    const [low, high] = medianIntervalShares([
      { n: 12, below: 9 },
      { n: 6, below: 2 },
      { n: 6, below: 2 },
      { n: 6, below: 2 },
    ])!;
    // df = 1/0.28 − 1 = 2.5714286.
    expect((high - low) / 2 / 0.1573213).toBeGreaterThan(3.1);
    expect((high - low) / 2 / 0.1573213).toBeLessThan(4.3);
    expect((low + high) / 2).toBeCloseTo(0.5, 12);
  });

  it("never reaches beyond the sample", () => {
    const [low, high] = medianIntervalShares([
      { n: 30, below: 30 },
      { n: 30, below: 0 },
      { n: 1, below: 0.5 },
    ])!;
    expect([low, high]).toEqual([0, 1]);
  });

  it("does not exist under ten values or three employers", () => {
    const each = (n: number, employers: number) => Array.from({ length: employers }, () => ({ n, below: n / 2 }));
    expect(medianIntervalShares(each(3, 3))).toBeUndefined();
    expect(medianIntervalShares(each(10, 2))).toBeUndefined();
    expect(medianIntervalShares(each(5, 3))).toEqual([0.5, 0.5]);
    expect(medianIntervalShares([])).toBeUndefined();
  });
});
