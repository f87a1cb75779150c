import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payCandidates } from "../../src/ingest/advert/pay-amounts.ts";
import { isPay, sentencesOf } from "../../src/ingest/advert/pay-evidence.ts";
import { payInText } from "../../src/ingest/advert/pay-in-text.ts";
import { placeOf } from "../../src/ingest/advert/pay-places.ts";
import { findPhrases, type Token, textTokens } from "../../src/ingest/advert/pay-words.ts";
import { plainText } from "../../src/ingest/advert/plain-text.ts";
import { PAY_RULES } from "../unit/ingest/advert/pay-rules-of-pack.ts";

const read = (text: string, country: string | null = "US") => payInText(text, country, PAY_RULES).tiers;

/** Whole thousands of yearly pay, the lower first. */
const pay = fc
  .tuple(fc.integer({ min: 25, max: 400 }), fc.integer({ min: 1, max: 400 }))
  .map(([floor, more]) => [floor * 1000, (floor + Math.min(more, floor)) * 1000] as const);

const grouped = (separator: string) => (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, separator);
/** The last three digits, then twos: "1,20,000". */
const indian = (value: number) =>
  String(value)
    .replace(/(\d)(?=(\d\d)+\d{3}$)/g, "$1,")
    .replace(/(\d{3})$/, ",$1");
const SPELLINGS: readonly ((value: number) => string)[] = [
  String,
  grouped(","),
  grouped("."),
  grouped(" "),
  grouped("\u00a0"),
  grouped("\u202f"),
  grouped("'"),
  grouped("’"),
  indian,
  (value) => `${grouped(",")(value)}.00`,
  (value) => `${grouped(".")(value)},00`,
  (value) => `${value / 1000}K`,
  (value) => `${value / 1000}k`,
];
const MONEY: readonly ((number: string) => string)[] = [
  (number) => `US$${number}`,
  (number) => `USD ${number}`,
  (number) => `${number} USD`,
  (number) => `$${number}`,
  (number) => `$ ${number} USD`,
];
const JOINTS = [" - ", "-", " – ", "–", "—", " to "];
const FRAMES: readonly ((range: string) => string)[] = [
  (range) => `Salary range: ${range}`,
  (range) => `The base salary for this role is ${range} per year, plus equity.`,
  (range) => `Annual compensation\n${range}`,
  (range) => `${range} base salary + bonus`,
  (range) => `We raised $20M. 401(k) match up to $10,000 per year.\nPay range: ${range}. Learning budget: $30,000.`,
];

describe("reading pay", () => {
  it("reads a range back however it is spelt, joined and framed", () => {
    fc.assert(
      fc.property(
        pay,
        fc.constantFrom(...SPELLINGS),
        fc.constantFrom(...MONEY),
        fc.constantFrom(...JOINTS),
        fc.constantFrom(...FRAMES),
        ([floor, ceiling], spell, money, joint, frame) => {
          const text = frame(`${money(spell(floor))}${joint}${money(spell(ceiling))}`);
          expect(read(text)).toEqual([{ floor, ceiling, currency: "USD", per: "year", place: null }]);
        },
      ),
      { numRuns: 2_000, seed: 8 },
    );
  });

  it("takes no range for pay whose words say what else it is", () => {
    const others = [
      "Sign-on bonus:",
      "Relocation up to",
      "We raised",
      "Our customers spend",
      "Equity worth",
      "Tuition of",
    ];
    fc.assert(
      fc.property(pay, fc.constantFrom(...others), fc.constantFrom(...MONEY), ([floor, ceiling], other, money) => {
        expect(read(`${other} ${money(String(floor))} - ${money(String(ceiling))} per year`)).toEqual([]);
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it("gives only ordered, plausible tiers, whatever the text", () => {
    const scrap = fc.constantFrom(
      ..."$ € 401(k) 120,000 150K 12 - to and between up from per hour year salary bonus equity USD CAD : ; ( ) [ ] . + % k 1.5M \n San Francisco, CA Zone 1 __proto__ 😀 \uD800".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), fc.constantFrom("US", "DE", null), (scraps, country) => {
        for (const { floor, ceiling, currency, per } of read(scraps.join(" "), country)) {
          expect(floor ?? ceiling).toBeGreaterThan(0);
          expect(floor ?? 0).toBeLessThanOrEqual(ceiling ?? Number.POSITIVE_INFINITY);
          expect(per).not.toBeNull();
          if (country !== null) expect(currency).toMatch(/^[A-Z]{3}$/);
        }
      }),
      { numRuns: 2_000, seed: 10 },
    );
  });
});

describe("hostile text", () => {
  const SIZE = 4_000;
  const HOSTILE = [
    "$1 ",
    "1,",
    "1 000 ",
    "9",
    "$120,000 - ",
    "$1 to ",
    "between ",
    "salary ",
    "(",
    ")",
    "salary ( ",
    "San Francisco ",
    "in ",
    "USD ",
    "per ",
    "\n",
    "$1\n",
    "Zone 1 (",
    "401(k) ",
    "Salary $100,000 ",
    "$100,000 - $110,000; ",
  ];

  it.each(HOSTILE)("is read in work that grows with its length: %j", (piece) => {
    const [once, twice] = [looks(piece.repeat(SIZE)), looks(piece.repeat(2 * SIZE))];
    // Every token is looked at a bounded number of times, so twice the text is twice the work.
    expect(twice).toBeLessThanOrEqual(2.2 * once + 1_000);
    expect(read(piece.repeat(SIZE)).length).toBeLessThanOrEqual(50);
  });

  it("bears any markup and any text", () => {
    const any = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
    );
    fc.assert(
      fc.property(any, (text) => {
        expect(plainText(text).isWellFormed()).toBe(true);
        expect(Array.isArray(read(text))).toBe(true);
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });

  it("gives the same text for markup however often it was escaped", () => {
    const escaped = (html: string) => html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const words = fc.array(fc.constantFrom("Pay", "$120,000", "&mdash;", "&amp;", "&nbsp;", "é"), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (lines) => {
        const html = lines.map((line) => `<p>${line.join(" ")}</p>`).join("");
        expect([plainText(escaped(html)), plainText(escaped(escaped(html)))]).toEqual([
          plainText(html),
          plainText(html),
        ]);
      }),
      { numRuns: 300, seed: 12 },
    );
  });
});

/** How often a text's tokens are looked at while its candidates are found, judged and placed: all of them, not the first 50. */
function looks(text: string): number {
  let count = 0;
  const tokens = new Proxy<Token[]>(textTokens(text), {
    get: (target, key) => {
      count++;
      return Reflect.get(target, key);
    },
  });
  const units = findPhrases(tokens, PAY_RULES.units);
  const context = findPhrases(tokens, PAY_RULES.context);
  const places = findPhrases(tokens, PAY_RULES.places);
  const sentences = sentencesOf(tokens, PAY_RULES.abbreviations);
  let before: Parameters<typeof isPay>[1];
  for (const candidate of payCandidates(tokens, units, PAY_RULES.sizes.widest)) {
    before = { candidate, isPay: isPay(candidate, before, tokens, sentences, context) };
    const scope = { start: 0, end: tokens.length, heading: 0 };
    placeOf(candidate, scope, text, tokens, places, PAY_RULES);
  }
  return count;
}
