import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsIn, marked, replaceMarked, takeClaims, unmarked } from "../../src/domain/claim.ts";
import { storedJson } from "../../src/domain/json.ts";
import { rate } from "../../src/domain/money.ts";
import { slug } from "../../src/domain/role.ts";
import { inertText } from "../../src/domain/text.ts";
import { addDays, addWeeks, mondayOf, sundayOf, weekNumber, weekOf, weekSchema } from "../../src/domain/week.ts";

const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays("1970-01-01", count));
const weeks = fc.oneof(fc.constantFrom("2015-W53", "2020-W53", "2026-W53", "2026-W01", "2027-W01"), days.map(weekOf));

/** Any text, and much of what attacks are made of: marks, controls, bidirectional controls, lone surrogates, patterns. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "\uE010",
      "\uE011",
      "\uE012",
      "\u202E",
      "\u2066",
      "\0",
      "\r\n",
      "\uD83D",
      "\uDE00",
      "$&",
      "{{",
      "<",
    ),
    fc.constantFrom("👩‍🔬", "é", "e\u0301", "مهندس", "数据", " ", "\u00a0", "a", "7", "%"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});
const inert = hostile.map(inertText);

describe("weeks", () => {
  it("hold the days they are weeks of", () => {
    fc.assert(
      fc.property(days, (day) => {
        const week = weekOf(day);
        expect(mondayOf(week) <= day && day <= sundayOf(week)).toBe(true);
        expect(weekSchema.safeParse(week).success).toBe(true);
      }),
    );
  });

  it("come back from their Monday and Sunday, in years of 53 weeks too", () => {
    fc.assert(
      fc.property(weeks, (week) => {
        expect(weekOf(mondayOf(week))).toBe(week);
        expect(weekOf(sundayOf(week))).toBe(week);
        expect(weekNumber(week)).toBeLessThanOrEqual(53);
      }),
    );
  });

  it("come back from as many weeks later, and sort as text", () => {
    fc.assert(
      fc.property(weeks, fc.integer({ min: 1, max: 600 }), (week, count) => {
        const later = addWeeks(week, count);
        expect(addWeeks(later, -count)).toBe(week);
        expect(later > week).toBe(true);
        expect(addDays(mondayOf(week), 7 * count)).toBe(mondayOf(later));
      }),
    );
  });
});

describe("inertText", () => {
  it("is the same when done twice", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inertText(inertText(text))).toBe(inertText(text));
      }),
    );
  });

  it("leaves no control, bidirectional control, private-use character or lone surrogate", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inertText(text)).not.toMatch(
          /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
        );
        expect(inertText(text)).not.toMatch(/^\s|\s$|\s\s/u);
      }),
    );
  });
});

describe("slug", () => {
  it("is safe in a URL and the same when done twice", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const made = slug(name);
        expect(made).toMatch(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug(made)).toBe(made);
        expect(encodeURIComponent(made)).toBe(made);
      }),
    );
  });
});

describe("storedJson", () => {
  it("is parsed back to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(storedJson(value))).toStrictEqual(JSON.parse(JSON.stringify(value)));
        expect(storedJson(value).endsWith("\n")).toBe(true);
      }),
    );
  });

  it("is the same text when written again", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        expect(storedJson(JSON.parse(storedJson(value)))).toBe(storedJson(value));
      }),
    );
  });
});

describe("rate", () => {
  it("comes back to the same amount", () => {
    const units = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), units, units, (amount, usd, inr) => {
        const rates = { date: "2026-11-20", source: "s", base: "EUR", rates: { USD: usd, INR: inr } };
        const there = amount * rate("USD", "INR", rates);
        expect((there * rate("INR", "USD", rates)) / (amount || 1)).toBeCloseTo(amount === 0 ? 0 : 1, 10);
      }),
    );
  });
});

describe("claims", () => {
  const pieces = fc.array(
    fc.oneof(
      inert.map((text) => ({ text, fact: null })),
      fc.record({ text: inert, fact: inert.map((id) => `slice.${id}`) }),
    ),
    { maxLength: 12 },
  );

  it("stand where they were marked, whatever text is around and in them", () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const whole = parts.map(({ text, fact }) => (fact === null ? text : marked(text, fact))).join("");
        const { text, claims } = takeClaims("s", whole);
        expect(text).toBe(parts.map((part) => part.text).join(""));
        expect(unmarked(whole)).toBe(text);
        expect(claims.map(({ printed, fact }) => ({ text: printed, fact }))).toEqual(
          parts.filter(({ fact }) => fact !== null),
        );
        for (const { offset, printed } of claims) expect(text.slice(offset, offset + printed.length)).toBe(printed);
        expect(factsIn(whole)).toEqual([...new Set(claims.map(({ fact }) => fact))]);
        expect(replaceMarked(whole, marked)).toBe(whole);
      }),
    );
  });

  it("are never made by text from outside", () => {
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        expect(takeClaims("s", texts.map(inertText).join("")).claims).toEqual([]);
      }),
    );
  });
});
