import { describe, expect, it } from "vitest";
import {
  addDays,
  addWeeks,
  dateAtUtcMidnight,
  daySchema,
  mondayOf,
  sundayOf,
  weekNumber,
  weekOf,
  weekSchema,
  weeksUpTo,
} from "../../../src/domain/week.ts";

describe("weekOf", () => {
  // ISO 8601; the examples of its Wikipedia article ("ISO week date", Relation with the Gregorian calendar).
  it.each([
    ["1977-01-01", "1976-W53"],
    ["1977-01-02", "1976-W53"],
    ["1977-12-31", "1977-W52"],
    ["1978-01-01", "1977-W52"],
    ["1978-01-02", "1978-W01"],
    ["1979-12-31", "1980-W01"],
    ["1981-12-31", "1981-W53"],
    ["2020-12-31", "2020-W53"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    ["2026-11-21", "2026-W47"],
    ["2027-01-03", "2026-W53"],
  ])("puts %s into %s", (day, week) => {
    expect(weekOf(day)).toBe(week);
  });
});

describe("weeks", () => {
  it("begin on Monday and end on Sunday", () => {
    expect([mondayOf("2026-W47"), sundayOf("2026-W47")]).toEqual(["2026-11-16", "2026-11-22"]);
    expect([mondayOf("2026-W53"), sundayOf("2026-W53")]).toEqual(["2026-12-28", "2027-01-03"]);
    expect(mondayOf("2026-W01")).toBe("2025-12-29");
  });

  it("go on over the end of years with 52 and with 53 weeks", () => {
    expect(addWeeks("2025-W52", 1)).toBe("2026-W01");
    expect(addWeeks("2026-W52", 1)).toBe("2026-W53");
    expect(addWeeks("2026-W53", 1)).toBe("2027-W01");
    expect(addWeeks("2021-W01", -1)).toBe("2020-W53");
    expect(addWeeks("2026-W47", 0)).toBe("2026-W47");
  });

  it("count up to the last, earliest first", () => {
    expect(weeksUpTo("2027-W01", 3)).toEqual(["2026-W52", "2026-W53", "2027-W01"]);
    expect(weeksUpTo("2027-W01", 0)).toEqual([]);
  });

  it("have a number, and days a later day", () => {
    expect(weekNumber("2026-W07")).toBe(7);
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(dateAtUtcMidnight("2026-11-21").toISOString()).toBe("2026-11-21T00:00:00.000Z");
  });
});

describe("weekSchema and daySchema", () => {
  it.each(["2026-W47", "2026-W53", "2020-W53"])("take %s", (week) => {
    expect(weekSchema.safeParse(week).success).toBe(true);
  });

  it.each(["2026-W54", "2025-W53", "2026-W00", "2026-47", "2026-w47", " 2026-W47", "2026-W47\n", ""])(
    "refuse %j as a week",
    (week) => {
      expect(weekSchema.safeParse(week).success).toBe(false);
    },
  );

  it.each(["2026-02-29", "2026-13-01", "2026-1-1", "21.11.2026", ""])("refuse %j as a day", (day) => {
    expect(daySchema.safeParse(day).success).toBe(false);
  });

  it("take a leap day", () => {
    expect(daySchema.safeParse("2028-02-29").success).toBe(true);
  });
});
