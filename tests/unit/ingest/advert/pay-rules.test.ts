import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { payInText } from "../../../../src/ingest/advert/pay-in-text.ts";
import { parsePayRules } from "../../../../src/ingest/advert/pay-rules.ts";

const TEXT = readFileSync("templates/en-US/pay.yaml", "utf8");
const refused = (from: string, to: string) => () => parsePayRules(TEXT.replace(from, to), "packs/pay.yaml");

describe("parsePayRules", () => {
  it("refuses a file that does not fit, naming the file and the field", () => {
    expect(refused("widest: 8", "widest: wide")).toThrow(/packs\/pay\.yaml cannot be used: sizes\.widest/);
    expect(refused("  hour: [", "  fortnight: [")).toThrow(/packs\/pay\.yaml/);
    expect(refused("means: [USD,", "means: [XYZ,")).toThrow(
      /sharedSigns names a currency that currencies does not list/,
    );
    expect(() => parsePayRules("", "packs/pay.yaml")).toThrow(/packs\/pay\.yaml/);
  });

  it("takes every word from the file: a pack of another language needs no code", () => {
    const text = "Lön: 450 - 500 tusen kronor om året, plus pott på 20 tusen kronor";
    expect(payInText(text, "SE", parsePayRules(TEXT, "pay.yaml")).tiers).toEqual([]);
    const swedish = TEXT.replace("1000: [k,", "1000: [tusen, k,")
      .replace("SEK: { says: [SEK,", "SEK: { says: [kronor, SEK,")
      .replace("pay:\n  - [salary,", "pay:\n  - [lön, salary,")
      .replace("- [per year,", "- [om året, per year,")
      .replace("either:\n      - [bonus,", "either:\n      - [pott på, bonus,");
    expect(payInText(text, "SE", parsePayRules(swedish, "pay.yaml"))).toEqual({
      tiers: [{ floor: 450000, ceiling: 500000, currency: "SEK", per: "year", place: null }],
      mentions: { equity: false, bonus: true },
    });
  });
});
