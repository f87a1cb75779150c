import { describe, expect, it } from "vitest";
import { type LocalePack, wordsOf, wordsOfKind } from "../../../src/domain/words.ts";
import { ReportError } from "../../../src/errors.ts";

const pack = (part: Partial<LocalePack> = {}): LocalePack => ({
  locale: "en-US",
  language: "en",
  direction: "ltr",
  messages: {
    plain: "No values",
    named: "Hello {name}",
    plural: "{n, plural, =0 {no weeks} one {one week} other {# weeks}}",
    list: ["first", "second", "third", "fourth"],
    tags: "<b>{name}</b> & 'quotes'",
    broken: "{name",
  },
  skillNames: { sql: "SQL", "power bi": "Power BI" },
  ...part,
});
const words = wordsOf(pack());

describe("words of a kind of feed", () => {
  const messages = {
    size: "{n} offers",
    "size.stock": "{n} open on average",
    list: ["a", "b"],
    "list.stock": ["c"],
    plain: "So",
  };
  const both = wordsOf(pack({ messages }));

  it("tell a stock in its own messages, structures and all, and else in those of a flow", () => {
    const stock = wordsOfKind(both, "stock");
    expect([stock.say("size", { n: 7 }), stock.structures("list"), stock.say("list"), stock.say("plain")]).toEqual([
      "7 open on average",
      1,
      "c",
      "So",
    ]);
    expect(Object.keys(stock.pack.messages)).toEqual(["size", "list", "plain"]);
    expect(wordsOfKind(stock, "stock")).toBe(stock);
  });

  it("tell a flow as the pack stands, and keep what they compiled", () => {
    expect(wordsOfKind(both, "flow")).toBe(both);
    expect(wordsOfKind(both, "stock")).toBe(wordsOfKind(both, "stock"));
  });
});

describe("numbers", () => {
  it("bring no marks of direction along, which what comes from outside would lose", () => {
    for (const locale of ["he-IL", "ar-EG", "fa-IR", "ur-PK"]) {
      const other = wordsOf(pack({ locale, direction: "rtl" }));
      const printed = [other.money(128_500, "USD"), other.share(0.41), other.growth(0.032), other.count(1_204)].join();
      expect(printed).not.toMatch(/[\u061C\u200E\u200F]/);
      expect(printed).toMatch(/\p{N}/u);
    }
  });

  it.each([
    [0, "$0"],
    [128_500, "$129K"],
    [129_499, "$129K"],
    [999_499, "$999K"],
    [999_500, "$1M"],
    [1_000_000, "$1M"],
    [1_245_000, "$1.25M"],
    [1_204_000, "$1.2M"],
  ])("prints %d as money: %s", (amount, text) => {
    expect(words.money(amount, "USD")).toBe(text);
  });

  it("prints other currencies with their own sign", () => {
    expect(words.money(64_000, "EUR")).toBe("€64K");
    expect(wordsOf(pack({ locale: "de-DE" })).money(1_250_000, "EUR")).toBe("1,25\u00a0Mio.\u00a0€");
  });

  it.each([
    [38_400, "3.200\u00a0€"],
    [38_450, "3.200\u00a0€"],
    [38_460, "3.210\u00a0€"],
    [1_200, "100\u00a0€"],
    [1_440_000, "120.000\u00a0€"],
    [0, "0\u00a0€"],
  ])("prints %d a year by the month and in full, where the pack tells pay so: %s", (amount, text) => {
    const monthly = wordsOf(pack({ locale: "de-DE", money: { period: "month", roundedTo: 10, compact: false } }));
    expect(monthly.money(amount, "EUR")).toBe(text);
    expect(monthly.moneyStep).toBe(120);
  });

  it.each([
    [0, "0%"],
    [0.00004, "0.004%"],
    [0.0049, "0.5%"],
    [0.005, "1%"],
    [0.4114, "41%"],
    [1, "100%"],
  ])("prints a share of %d as %s", (share, text) => {
    expect(words.share(share)).toBe(text);
  });

  it("never prints a share below one as 100 %", () => {
    expect([0.995, 0.9996, 0.99999].map((share) => words.share(share))).toEqual(["99.5%", "99.96%", "99.999%"]);
  });

  it("prints so many decimals as are asked for, and none that are zero", () => {
    expect([words.share(0.0229, 1), words.share(0.02, 1), words.share(0.00034, 2)]).toEqual(["2.3%", "2%", "0.03%"]);
    expect([words.growth(0.144, 1), words.growth(0.032, 0), words.growth(0.004, 0)]).toEqual(["14.4%", "3%", "0.4%"]);
    expect([words.points(0.021, 0), words.points(0.003, 0)]).toEqual(["2", "0.3"]);
    expect([words.money(1_940, "USD", 1), words.money(1_940, "USD"), words.money(2_040, "USD", 1)]).toEqual([
      "$1.9K",
      "$2K",
      "$2K",
    ]);
  });

  it("never prints a share above zero as 0 %", () => {
    for (let digits = 1; digits < 9; digits++) expect(words.share(10 ** -digits)).not.toBe("0%");
  });

  it.each([
    [0.021, "2.1"],
    [-0.021, "2.1"],
    [0, "0"],
    [0.1, "10"],
    [0.0002, "0"],
  ])("prints %d as %s points, without its sign", (value, text) => {
    expect(words.points(value)).toBe(text);
  });

  it.each([
    [0.032, "3.2%"],
    [-0.032, "3.2%"],
    [0, "0%"],
    [0.05, "5%"],
    [0.0994, "9.9%"],
    [0.0996, "10%"],
    [0.144, "14%"],
    [2, "200%"],
    [0.0004, "0.04%"],
  ])("prints a growth of %d as %s", (value, text) => {
    expect(words.growth(value)).toBe(text);
  });

  it("groups counts and rounds the mean of a stock", () => {
    expect([words.count(26_159), words.count(10.5), words.count(0)]).toEqual(["26,159", "11", "0"]);
    expect(words.decimal(1.2345, 2)).toBe("1.23");
  });
});

describe("dates, lists and names", () => {
  it("prints days and weeks in full", () => {
    expect(words.day("2026-11-21")).toBe("November 21, 2026");
    expect(words.shortDay("2026-11-21")).toBe("Nov 21");
    expect(words.weekRange("2026-W47").replace(/\s/g, " ")).toBe("November 16 – 22, 2026");
    expect(words.weekRange("2026-W53")).toContain("January 3, 2027");
  });

  it("names weeks as the pack counts them", () => {
    const week = (message: string) => wordsOf(pack({ messages: { "week.name": message } })).week("2026-W09");
    expect([week("{year}-W{week, number, ::00}"), week("KW {week}/{year}")]).toEqual(["2026-W09", "KW 9/2026"]);
  });

  it("joins lists as the language does", () => {
    expect([words.list([]), words.list(["A"]), words.list(["A", "B"]), words.list(["A", "B", "C"])]).toEqual([
      "",
      "A",
      "A and B",
      "A, B, and C",
    ]);
  });

  it("knows skills by any case, and leaves others as they are", () => {
    expect([words.skill("SQL"), words.skill("Power bi"), words.skill("cobol")]).toEqual(["SQL", "Power BI", "cobol"]);
  });

  it("names countries, and prints a code it does not know", () => {
    expect([words.country("US"), words.country("QX")]).toEqual(["United States", "QX"]);
  });
});

describe("messages", () => {
  it("fill in values and choose plurals", () => {
    expect(words.say("named", { name: "{n} <i>" })).toBe("Hello {n} <i>");
    expect([0, 1, 2].map((n) => words.say("plural", { n }))).toEqual(["no weeks", "one week", "2 weeks"]);
    expect(words.say("tags", { name: "x" })).toBe("<b>x</b> & 'quotes'");
  });

  it("say which key the pack lacks", () => {
    expect(() => words.say("missing")).toThrowError(
      expect.objectContaining({ code: "template-invalid", message: 'The locale pack en-US has no message "missing".' }),
    );
    expect(() => words.structures("missing")).toThrow(ReportError);
  });

  it("say which message is broken or lacks a value", () => {
    expect(() => words.say("broken")).toThrowError(expect.objectContaining({ code: "template-invalid" }));
    expect(() => words.say("named")).toThrowError(expect.objectContaining({ code: "template-invalid" }));
  });

  it("are said in any of their structures", () => {
    expect(words.structures("list")).toBe(4);
    expect([0, 1, 2, 3].map((variant) => words.sayIn(variant, "list"))).toEqual(["first", "second", "third", "fourth"]);
  });

  it("have one structure where the pack gives one", () => {
    expect([words.structures("plain"), words.sayIn(0, "plain")]).toEqual([1, "No values"]);
  });
});
