import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { payInText } from "../../../../src/ingest/advert/pay-in-text.ts";
import { plainText } from "../../../../src/ingest/advert/plain-text.ts";
import { FLAT_ASHBY, measurePay, RAW_ASHBY, SAMPLES } from "../../../bench/reading-pay.ts";
import { lacksSharedData, sharedFile } from "../../../e2e/shared-data.ts";
import { PAY_RULES } from "./pay-rules-of-pack.ts";

const GITLAB = `${SAMPLES}/greenhouse/gitlab.content-true.json`;
const LEVER = `${SAMPLES}/lever/matchgroup.json`;

describe.skipIf(lacksSharedData(RAW_ASHBY, FLAT_ASHBY, SAMPLES))("pay read from real ads", () => {
  const figures = measurePay();

  it("gives back at least 98 % of the salaries that a board's field and the text both state", () => {
    expect(figures.stated).toBeGreaterThanOrEqual(16);
    expect(figures.missed).toEqual([]);
    expect(figures.recovered / figures.stated).toBeGreaterThanOrEqual(0.98);
  });

  it("reads no pay that a person does not read, in 254 ads whose board states none", () => {
    expect(figures.handRead).toBe(254);
    expect(figures.handPaid).toBe(83);
    expect(figures.invented).toEqual([]);
  });

  it("reads all of their pay but for one amount with a typing mistake", () => {
    expect(figures.agreed).toBe(253);
    expect(figures.incomplete).toHaveLength(1);
  });

  it("reads no pay in ads that name no amount of money", () => {
    expect(figures.moneyless).toBeGreaterThan(300);
    expect(figures.readInMoneyless).toEqual([]);
  });

  it("reads back 98 % of the short forms of Ashby, in 15 currencies", () => {
    expect(figures.summaries).toBeGreaterThan(1200);
    expect(figures.summariesRead / figures.summaries).toBeGreaterThanOrEqual(0.98);
  });

  it("finds the one range of GitLab's two ads behind two layers of escapes", () => {
    const { jobs } = JSON.parse(readFileSync(sharedFile(GITLAB), "utf8"));
    const read = (title: string, country: string) => {
      const job = jobs.find((one: { title: string }) => one.title === title);
      return payInText(plainText(job.content), country, PAY_RULES).tiers;
    };
    expect(read("AI Engineer", "US")).toEqual([
      { floor: 108400, ceiling: 129600, currency: "USD", per: "year", place: "United States" },
    ]);
    expect(read("Account Executive - Italy", "IT")).toEqual([]);
  });

  it("takes no retirement match and no stipend of a Lever ad for pay", () => {
    const jobs: Record<string, string>[] = JSON.parse(readFileSync(sharedFile(LEVER), "utf8"));
    const texts = jobs.flatMap((job) =>
      ["description", "additional", "descriptionPlain", "additionalPlain"].map((field) => job[field] ?? ""),
    );
    expect(texts.some((text) => text.includes("$10,000 per year"))).toBe(true);
    expect(texts.flatMap((text) => payInText(plainText(text), "US", PAY_RULES).tiers)).toEqual([]);
  });
});
