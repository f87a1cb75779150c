import { describe, expect, it } from "vitest";
import { marked, unmarked } from "../../../src/domain/claim.ts";
import { withCounts, writerOf } from "../../../src/narrate/writer.ts";
import { WORDS } from "./request-of.ts";

const one = marked("1", "total.openings.count");
const writer = () => writerOf({ week: "2026-W47", words: WORDS, published: [] });

describe("a number in a sentence", () => {
  it("comes with itself for the plural of its word, grouped or not", () => {
    expect(withCounts({ openings: one, all: marked("26,159", "x"), share: "41%", name: "3M", n: 7 })).toMatchObject({
      openingsCount: 1,
      allCount: 26_159,
      nCount: 7,
    });
    expect(Object.keys(withCounts({ share: "41%", name: "3M" }))).toEqual(["share", "name"]);
    expect(withCounts()).toEqual({});
  });

  it.each([
    "totals.week",
    "totals.week.no-employers",
    "subject.quiet",
    "subject.first",
    "subject.levels",
    "preheader.pay",
  ])("is singular where it is one, in every structure of %s", (key) => {
    for (let variant = 0; variant < WORDS.structures(key); variant++) {
      const values = withCounts({ openings: one, employers: one, median: "$9K" });
      expect(unmarked(WORDS.sayIn(variant, key, values))).not.toMatch(/\b1 (openings|employers)\b|1 openings? were/);
    }
  });
});

describe("a slot", () => {
  it("takes the first structure that fits before it takes another message", () => {
    const written = writer();
    const long = (text: string) => !text.startsWith("Up") && text.length < 60;
    const values = { role: "Engineer", growth: "5%" };
    const text = written.writeFitting(
      "subject",
      [{ key: "subject.offers.rose", values }, { key: "subject.plain" }],
      long,
    );
    expect(written.variants).toEqual([{ slot: "subject", key: "subject.offers.rose", variant: expect.any(Number) }]);
    expect(text).toContain("Engineer");
  });

  it("takes the last message where none fits, and keeps nothing else", () => {
    const written = writer();
    const text = written.writeFitting(
      "subject",
      [{ key: "subject.quiet", values: { openings: one } }, { key: "subject.plain" }],
      () => false,
    );
    expect(text).toMatch(/pay and demand/i);
    expect(written.passages).toHaveLength(1);
  });
});

describe("differences that did not pass", () => {
  it("stand below each other in different forms, whatever their metrics", () => {
    const written = writer();
    const values = {
      role: "Engineer",
      before: "1",
      now: "2",
      n: "9",
      why: "chance",
      ago: "then",
      size: "2%",
      direction: "up",
    };
    for (const key of ["missed.offers", "missed.pay", "missed.total.remote", "missed.new-pay"])
      written.write("missed.1", key, { ...values, all: "no" });
    const forms = written.variants.map(({ variant }) => variant);
    expect(new Set(forms).size).toBe(forms.length);
  });
});
