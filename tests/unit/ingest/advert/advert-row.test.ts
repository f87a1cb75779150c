import { beforeAll, describe, expect, it } from "vitest";
import type { Advert, PayTier } from "../../../../src/ingest/advert/advert.ts";
import { advertRow } from "../../../../src/ingest/advert/advert-row.ts";
import type { ReadingRules } from "../../../../src/ingest/advert/reading-rules.ts";
import { readReadingRules } from "../../../../src/reading-rules.ts";
import { ROOT } from "../../../e2e/cli.ts";

const AD: Advert = {
  key: "board:1",
  title: "Data Engineer",
  employer: "Acme",
  places: [],
  country: null,
  workplace: null,
  employmentType: null,
  pay: [],
  skills: [],
  text: null,
  mentions: null,
  published: "2026-08-01T00:00:00Z",
};

const TIER: PayTier = { floor: 100_000, ceiling: 120_000, currency: "USD", per: "year", place: null };

describe("the row of an advertisement", () => {
  let rules: ReadingRules;
  beforeAll(async () => {
    ({ rules } = await readReadingRules({ root: ROOT, locale: "en-US" }));
  });
  const row = (over: Partial<Advert>) => advertRow({ ...AD, ...over }, rules);

  it("has nothing that the ad does not say", () => {
    expect(row({})).toMatchObject({
      key: "board:1",
      title: "Data Engineer",
      employer: "Acme",
      country: null,
      place: null,
      places: null,
      workplace: null,
      employment_type: null,
      skills: null,
      equity: null,
      bonus: null,
      pay_floor: null,
      pay_ceiling: null,
      pay_from: null,
      pay_tiers: null,
    });
  });

  it("has the pay of a field with where it was read, whatever the text says", () => {
    const text = "The salary range for this role is $80,000 - $90,000 per year.";
    expect(row({ pay: [TIER], text })).toMatchObject({
      pay_floor: 100_000,
      pay_ceiling: 120_000,
      pay_per: "year",
      pay_currency: "USD",
      pay_from: "field",
      pay_tiers: 1,
    });
    expect(row({ pay: [TIER, { ...TIER, floor: 90_000 }] }).pay_tiers).toBe(2);
  });

  it("mentions what a field or the text mentions, and says so once either could", () => {
    expect(row({ mentions: { equity: true, bonus: false } })).toMatchObject({ equity: true, bonus: false });
    expect(row({ text: "We write software." })).toMatchObject({ equity: false, bonus: false });
  });

  it("can have skills once there is a text or a list of them", () => {
    expect(row({ text: "We meet on Mondays." }).skills).toEqual([]);
    expect(row({ skills: ["Sanskrit poetry"] }).skills).toEqual(["Sanskrit poetry"]);
  });

  it("cuts what no title, name or key is as long as, and keeps them apart", () => {
    const long = `${"x".repeat(499)}😀${"y".repeat(10_000_000)}`;
    const made = row({ title: long, employer: long, key: `board:${long}`, places: Array(1000).fill(long) });
    expect([made.title?.length, made.employer?.length, made.key?.length]).toEqual([499, 200, 64]);
    expect(made.key).not.toBe(row({ key: `board:${long}z` }).key);
    expect(row({ title: "\u0000 \u202E" }).title).toBeNull();
  });
});
