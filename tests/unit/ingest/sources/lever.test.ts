import { describe, expect, it } from "vitest";
import { advertOf, read } from "./advert-of.ts";

const POSTING = {
  id: "9a1b",
  text: "Machine Learning Engineer",
  hostedUrl: "https://jobs.lever.co/acme/9a1b",
  categories: {
    location: "Berlin",
    allLocations: ["Berlin", "Munich"],
    commitment: "Full-time",
    team: "Research",
  },
  country: "DE",
  workplaceType: "hybrid",
  createdAt: 1_779_223_091_267,
  descriptionPlain: "We build models.",
  lists: [{ text: "You know", content: "<li>Python</li>" }],
  additionalPlain: "401(k) up to $10,000 per year.",
};

const range = (interval: string, min: unknown = 100, max: unknown = 200) => ({
  ...POSTING,
  salaryRange: { min, max, currency: "EUR", interval },
});

describe("a Lever posting", () => {
  it("is an advertisement; its moment is of UTC, and its text goes from the description to what is added", () => {
    const { text, ...ad } = advertOf("lever", [POSTING]);
    expect(ad).toEqual({
      key: "lever:9a1b",
      title: "Machine Learning Engineer",
      employer: "acme",
      places: ["Berlin", "Munich"],
      country: "DE",
      workplace: "hybrid",
      employmentType: "Full-time",
      pay: [],
      skills: [],
      mentions: null,
      published: "2026-05-19T20:38:11.267Z",
    });
    expect(text?.split(/\s*\n\s*/)).toEqual([
      "We build models.",
      "You know",
      "Python",
      "401(k) up to $10,000 per year.",
    ]);
  });

  it.each([
    ["per-year-salary", 100, 200, "year"],
    ["per-month-salary", 100, 200, "month"],
    ["semi-month-salary", 200, 400, "month"],
    ["bi-week-salary", 50, 100, "week"],
    ["per-week-salary", 100, 200, "week"],
    ["per-day-wage", 100, 200, "day"],
    ["per-hour-wage", 100, 200, "hour"],
    ["per-lightyear", 100, 200, null],
  ])("with pay %s states its range so", (interval, floor, ceiling, per) => {
    expect(advertOf("lever", range(interval)).pay).toEqual([{ floor, ceiling, currency: "EUR", per, place: null }]);
  });

  it("has no pay where it is paid once or no figure is there, and one end where one is", () => {
    expect(advertOf("lever", range("one-time")).pay).toEqual([]);
    expect(advertOf("lever", range("per-year-salary", 0, null)).pay).toEqual([]);
    expect(advertOf("lever", range("per-year-salary", 0, 90_000)).pay).toMatchObject([
      { floor: null, ceiling: 90_000 },
    ]);
  });

  it("leaves unsaid what is unspecified, and survives moments that are none", () => {
    const odd = { ...POSTING, workplaceType: "unspecified", createdAt: 9e99, country: null, categories: "x", lists: 7 };
    expect(advertOf("lever", odd)).toMatchObject({ workplace: null, published: null, country: null, places: [] });
  });

  it("is read from HTML where the plain text is missing, with its own words about pay", () => {
    const { descriptionPlain: _, ...rest } = POSTING;
    const html = { ...rest, description: "<p>We train</p>", salaryDescription: "<p>90k to 110k</p>" };
    expect(advertOf("lever", html).text).toMatch(/^We train[\s\S]*90k to 110k$/);
  });

  it("is counted where it is none", () => {
    expect(read("lever", { ok: false, error: "Document not found" })).toMatchObject([{ key: null, title: null }]);
    expect(read("lever", "x")).toEqual([{ reason: "malformed-row", note: "it is no object" }]);
  });
});
