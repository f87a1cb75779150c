import { describe, expect, it } from "vitest";
import { advertOf, read } from "./advert-of.ts";

const POSTING = {
  "@context": "https://schema.org/",
  "@type": "JobPosting",
  title: "Data Analyst",
  hiringOrganization: { "@type": "Organization", name: "Acme GmbH" },
  identifier: { "@type": "PropertyValue", name: "Acme", value: 1234 },
  jobLocation: {
    "@type": "Place",
    address: { "@type": "PostalAddress", addressLocality: "Köln", addressRegion: "NRW", addressCountry: "DE" },
  },
  employmentType: ["FULL_TIME", "CONTRACTOR"],
  datePosted: "2026-11-02",
  description: "<p>Write <b>SQL</b></p>",
};

const paid = (baseSalary: unknown, over: object = {}) => advertOf("jsonld", { ...POSTING, baseSalary, ...over }).pay;

describe("a JobPosting", () => {
  it("is an advertisement", () => {
    const { text, ...ad } = advertOf("jsonld", POSTING);
    expect(ad).toEqual({
      key: "jsonld:acme gmbh/1234",
      title: "Data Analyst",
      employer: "Acme GmbH",
      places: ["Köln, NRW, DE"],
      country: "DE",
      workplace: null,
      employmentType: "FULL_TIME",
      pay: [],
      skills: [],
      mentions: null,
      published: "2026-11-02",
    });
    expect(text?.replace(/\s+/g, " ").trim()).toBe("Write SQL");
  });

  it("means the characters that pages write by their names", () => {
    const written = {
      title: "R&amp;D Data Analyst &#8211; &lt;Team&gt;",
      hiringOrganization: { name: "Smith &amp; S&ouml;hne" },
      skills: "R&amp;D, SQL",
    };
    expect(advertOf("jsonld", { ...POSTING, ...written })).toMatchObject({
      key: "jsonld:smith & söhne/1234",
      title: "R&D Data Analyst – <Team>",
      employer: "Smith & Söhne",
      skills: ["R&D", "SQL"],
    });
  });

  it.each([
    ["a list", [POSTING]],
    ["a graph", { "@context": "https://schema.org", "@graph": [POSTING] }],
    ["a list in a list", [[POSTING]]],
    ["an item list", { "@type": "ItemList", itemListElement: [{ "@type": "ListItem", item: POSTING }] }],
    ["a page about it", { "@type": "WebPage", mainEntity: POSTING }],
    ["several types", { ...POSTING, "@type": ["Thing", "JobPosting"] }],
    ["a full address of its type", { ...POSTING, "@type": "http://schema.org/JobPosting" }],
  ])("is found in %s", (_, answer) => {
    expect(advertOf("jsonld", answer)).toEqual(advertOf("jsonld", POSTING));
  });

  it("is told from other things of a page, which are counted as none", () => {
    const others = [{ "@type": "Organization", name: "Acme" }, { name: "no type" }, 5];
    expect(read("jsonld", { "@graph": [...others, POSTING] })).toMatchObject([
      { reason: "no-posting", note: "Organization" },
      { reason: "no-posting", note: "" },
      { reason: "malformed-row" },
      { title: "Data Analyst" },
    ]);
  });

  it.each([
    [{ identifier: "R-1" }, "jsonld:acme gmbh/R-1"],
    [{ identifier: "R-1", hiringOrganization: "Acme" }, "jsonld:acme/R-1"],
    [{ identifier: undefined, url: "https://acme.example/jobs/1" }, "jsonld:https://acme.example/jobs/1"],
    [{ identifier: { "@type": "PropertyValue" }, "@id": "_:b0" }, null],
  ])("has a key from its identifier, else its address, else none", (over, key) => {
    expect(advertOf("jsonld", { ...POSTING, ...over }).key).toBe(key);
  });

  it("has every place, in text or in parts, and no country of its own where they lie in several", () => {
    const jobLocation = [
      { "@type": "Place", address: "Austin, TX" },
      {
        "@type": "Place",
        address: { addressLocality: "Lyon", addressCountry: { "@type": "Country", name: "France" } },
      },
      { "@type": "Place", address: { addressLocality: "Madrid", addressCountry: "ES" } },
      { "@type": "Place", name: "Head Office" },
    ];
    expect(advertOf("jsonld", { ...POSTING, jobLocation })).toMatchObject({
      places: ["Austin, TX", "Lyon, France", "Madrid, ES", "Head Office"],
      country: null,
    });
  });

  it("that is done from afar is remote, and of the places that applicants must live in", () => {
    const remote = { ...POSTING, jobLocation: undefined, jobLocationType: "TELECOMMUTE" };
    const applicantLocationRequirements = [{ "@type": "Country", name: "USA" }, "Canada"];
    expect(advertOf("jsonld", { ...remote, applicantLocationRequirements })).toMatchObject({
      workplace: "Remote",
      places: ["USA", "Canada"],
    });
  });

  it.each([
    [{ minValue: 90_000, maxValue: 120_000, unitText: "YEAR" }, 90_000, 120_000, "year"],
    [{ minValue: "90,000.00", maxValue: "$120k", unitText: "yearly" }, 90_000, 120_000, "year"],
    [{ minValue: "90.000,00", maxValue: "120 000", unitText: "https://schema.org/Month" }, 90_000, 120_000, "month"],
    [{ value: "45.50", unitText: "HOUR" }, 45.5, 45.5, "hour"],
    [{ value: 400, unitCode: "DAY" }, 400, 400, "day"],
    [{ value: 400, unitText: "WEEK" }, 400, 400, "week"],
    [{ minValue: 0, maxValue: 70_000, unitText: "FORTNIGHT" }, null, 70_000, null],
  ])("states the pay %j", (value, floor, ceiling, per) => {
    const expected = [{ floor, ceiling, currency: "USD", per, place: null }];
    expect(paid({ "@type": "MonetaryAmount", currency: "usd", value })).toEqual(expected);
  });

  it("states pay without a value around the range, as a plain figure, or as several", () => {
    const range = { minValue: 1000, maxValue: 2000, unitText: "MONTH" };
    const tier = { floor: 1000, ceiling: 2000, currency: "EUR", per: "month", place: null };
    expect(paid({ currency: "EUR", ...range })).toEqual([tier]);
    expect(paid([{ currency: "EUR", value: [range, range] }])).toEqual([tier, tier]);
    expect(paid("85000", { salaryCurrency: "EUR" })).toMatchObject([{ floor: 85_000, currency: "EUR", per: null }]);
  });

  it.each(["competitive", "80,000 - 100,000", { value: { minValue: 0, maxValue: 0 } }, {}, null])(
    "states none with %j",
    (salary) => expect(paid(salary)).toEqual([]),
  );

  it("lists skills that are named, each once, and no sentences", () => {
    const skills = ["SQL, Python; SQL", { "@type": "DefinedTerm", name: "dbt" }, `You ${"really ".repeat(9)} must`];
    expect(advertOf("jsonld", { ...POSTING, skills }).skills).toEqual(["SQL", "Python", "dbt"]);
  });
});
