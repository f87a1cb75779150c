import { describe, expect, it } from "vitest";
import { advertOf, read } from "./advert-of.ts";

const salary = (over: object = {}) => ({
  compensationType: "Salary",
  interval: "1 YEAR",
  currencyCode: "USD",
  minValue: 150_000,
  maxValue: 190_000,
  ...over,
});

const JOB = {
  id: "7c",
  title: "AI Engineer ",
  board: "acme",
  employmentType: "FullTime",
  location: "New York Office",
  secondaryLocations: [
    { location: "Toronto", address: { postalAddress: { addressLocality: "Toronto", addressCountry: "Canada" } } },
  ],
  address: { postalAddress: { addressLocality: "New York", addressRegion: "NY", addressCountry: "USA" } },
  isListed: true,
  isRemote: false,
  publishedAt: "2026-02-10T19:22:00.810+00:00",
  descriptionPlain: "Build agents.",
  compensation: { scrapeableCompensationSalarySummary: null, compensationTiers: [], summaryComponents: [] },
};

const paid = (compensation: object) => advertOf("ashby", { ...JOB, compensation });

describe("an Ashby job", () => {
  it("is an advertisement, with the cities of its addresses beside its locations", () => {
    expect(advertOf("ashby", { jobs: [JOB], apiVersion: "1" })).toEqual({
      key: "ashby:7c",
      title: "AI Engineer",
      employer: "acme",
      places: ["New York Office", "New York, NY, USA", "Toronto", "Toronto, Canada"],
      country: null,
      workplace: null,
      employmentType: "FullTime",
      pay: [],
      skills: [],
      text: "Build agents.",
      mentions: null,
      published: "2026-02-10T19:22:00.810+00:00",
    });
  });

  it("is of the country that its addresses share, and of its board's address without a board", () => {
    const { board: _, ...job } = { ...JOB, secondaryLocations: [], jobUrl: "https://jobs.ashbyhq.com/Acme%20Labs/7c" };
    expect(advertOf("ashby", job)).toMatchObject({ country: "USA", employer: "Acme Labs" });
    expect(advertOf("ashby", { ...job, jobUrl: null }, "acme-board").employer).toBe("acme-board");
  });

  it("states its workplace by the newer field, else by the flag; a remote job has not its company's city", () => {
    expect(advertOf("ashby", { ...JOB, isRemote: true, workplaceType: "Hybrid" }).workplace).toBe("Hybrid");
    const remote = advertOf("ashby", { ...JOB, isRemote: true, secondaryLocations: null });
    expect(remote).toMatchObject({ workplace: "Remote", places: ["New York Office"] });
    expect(advertOf("ashby", { ...JOB, isRemote: null }).workplace).toBeNull();
  });

  it("has a tier of pay for each range, with the place that its title may name, and none from what is no salary", () => {
    const bonus = {
      compensationType: "Bonus",
      interval: "1 YEAR",
      currencyCode: "USD",
      minValue: 5000,
      maxValue: 9000,
    };
    const compensationTiers = [
      { title: "New York", components: [salary(), bonus] },
      { title: "Toronto\u00A0", components: [salary({ currencyCode: "CAD", maxValue: null })] },
    ];
    const ad = paid({ compensationTiers, summaryComponents: [salary({ minValue: 1, maxValue: 2 })] });
    expect(ad.pay).toEqual([
      { floor: 150_000, ceiling: 190_000, currency: "USD", per: "year", place: "New York" },
      { floor: 150_000, ceiling: null, currency: "CAD", per: "year", place: "Toronto" },
    ]);
    expect(ad.mentions).toEqual({ equity: false, bonus: true });
  });

  it("takes the summary where no tier has a range", () => {
    const equity = { compensationType: "EquityPercentage", interval: "NONE", minValue: 0.1, maxValue: 0.5 };
    const ad = paid({ compensationTiers: [{ title: "All", components: [equity] }], summaryComponents: [salary()] });
    expect(ad.pay).toEqual([{ floor: 150_000, ceiling: 190_000, currency: "USD", per: "year", place: null }]);
    expect(ad.mentions).toEqual({ equity: true, bonus: false });
  });

  it.each([
    ["1 HOUR", "hour"],
    ["1 DAY", "day"],
    ["1 WEEK", "week"],
    ["1 MONTH", "month"],
    ["2 WEEK", null],
    ["NONE", null],
  ])("has pay of %s by the %s", (interval, per) => {
    expect(paid({ summaryComponents: [salary({ interval })] }).pay).toMatchObject([{ per }]);
  });

  it("has no pay where it is paid once, and then shows the board's own sentence before the text", () => {
    const once = { compensationTiers: [{ components: [salary({ interval: "1 TIME" })] }] };
    expect(paid(once).pay).toEqual([]);
    const summed = paid({ ...once, scrapeableCompensationSalarySummary: "PLN\u00A0281K - PLN\u00A0300K" });
    expect(summed.text).toBe("Salary: PLN 281K - PLN 300K\nBuild agents.");
  });

  it("that is not listed is no posting", () => {
    expect(read("ashby", { jobs: [{ ...JOB, isListed: false }, JOB] })).toMatchObject([
      { reason: "unlisted" },
      { key: "ashby:7c" },
    ]);
  });
});
