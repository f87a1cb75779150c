import { describe, expect, it } from "vitest";
import { backdropOf, backdropSchema } from "../../../src/domain/backdrop.ts";

const HASH = "a".repeat(64);
/** Week 39 of 2023 ends on Sunday, 1 October. */
const WEEK = "2023-W39";
const of = (shares: Record<string, number>, week = WEEK) =>
  backdropOf(week, "US", new Map(Object.entries(shares)), HASH);

describe("backdropOf", () => {
  it("takes the last day up to the week's Sunday and the same day a year earlier", () => {
    const backdrop = of({ "2022-10-01": 0.0253418, "2023-09-30": 0.0181, "2023-10-01": 0.0183226 });
    expect(backdrop).toMatchObject({
      value: { day: "2023-10-01", share: 0.018323 },
      yearEarlier: { day: "2022-10-01", share: 0.025342 },
      difference: -0.007019,
    });
    expect(backdropSchema.parse(backdrop)).toEqual(backdrop);
  });

  it("looks at nothing after that Sunday", () => {
    expect(of({ "2023-10-02": 0.5 })).toBeUndefined();
    expect(of({ "2023-09-28": 0.018, "2023-10-02": 0.5 })?.value).toEqual({ day: "2023-09-28", share: 0.018 });
  });

  it("is none where the last day known is two weeks old", () => {
    expect(of({ "2023-09-18": 0.018 })?.value.day).toBe("2023-09-18");
    expect(of({ "2023-09-17": 0.018 })).toBeUndefined();
  });

  it("has no difference where the data do not reach back a year", () => {
    expect(of({ "2023-10-01": 0.018 })).toMatchObject({ yearEarlier: null, difference: null });
  });

  it("compares 29 February with the 28th", () => {
    const backdrop = of({ "2024-02-29": 0.02, "2023-02-28": 0.019 }, "2024-W09");
    expect(backdrop?.yearEarlier?.day).toBe("2023-02-28");
  });
});
