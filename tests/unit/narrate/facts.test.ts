import { describe, expect, it } from "vitest";
import { factSchema } from "../../../src/domain/fact.ts";
import { factsOf } from "../../../src/narrate/facts.ts";
import { factBook, printed } from "../../../src/narrate/print.ts";
import { requestOf, storyOf, WORDS } from "./request-of.ts";

const request = requestOf(storyOf("busy-week"));
const facts = factsOf(request);
const fact = (id: string) => facts.find((each) => each.id === id);

describe("factsOf", () => {
  it("gives every fact the form that the edition promises", () => {
    for (const each of facts) expect(factSchema.safeParse(each).error, each.id).toBeUndefined();
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it("reads slice, metric, basis, stat and window off the id", () => {
    expect(fact("data-engineer.pay.midpoint.median@4w")).toMatchObject({
      slice: "data-engineer",
      metric: "pay",
      basis: "midpoint",
      stat: "median",
      window: "4w",
      value: 131_200,
      unit: "money",
      currency: "USD",
      n: 812,
      employers: 190,
      verdict: "rose",
    });
    expect(fact("pair.data-engineer.data-scientist.pay.midpoint.growth@4w")).toMatchObject({
      slice: "pair.data-engineer.data-scientist",
      metric: "pay",
      stat: "growth",
    });
  });

  it("leads every fact to a place in the file it was read from", () => {
    const files = new Map<string, unknown>(
      [request.changes!, ...request.history].map(({ path, content }) => [path, content]),
    );
    for (const { id, source } of facts) {
      const place = source.field
        .split(".")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], files.get(source.path));
      expect(place, `${id}: ${source.path}#${source.field}`).toBeDefined();
    }
  });

  it("keeps the value that stands there, where the fact is no ratio", () => {
    expect(fact("total.openings.count")?.value).toBe(request.now.content.totals.openings);
    expect(fact("total.openings.count@2026-W46")).toMatchObject({ value: 2_298, vintage: "2026-W46" });
    expect(fact("total.openings.lowest@10w")).toMatchObject({ value: 2_110, vintage: "2026-W38" });
  });

  it("takes the range of the history over weeks alone, not over days that are no week", () => {
    const of = (story: string) => factsOf(requestOf(storyOf(story)));
    const ids = (story: string) => of(story).filter(({ id }) => /^total.*(lowest|highest|history)/.test(id));
    expect(ids("gap-of-45-days").map(({ id, value, vintage }) => [id, value, vintage])).toEqual([
      ["total.openings.lowest@10w", 182, "2024-W23"],
      ["total.openings.highest@10w", 984, "2024-W32"],
      ["total.history.weeks@10w", 10, "2024-W32"],
    ]);
    expect(ids("down-for-days").map(({ value }) => value)).toEqual([1_790, 1_830, 7]);
  });

  it("takes the percentage between two roles of the lower value, unrounded", () => {
    const growth = fact("pair.data-engineer.data-scientist.pay.midpoint.growth@4w")!;
    expect(growth.value).toBeCloseTo((138_900 - 131_200) / 131_200, 12);
  });

  it("has no pay of a week under five disclosed, three employers, or with one employer over 70 %", () => {
    const week = (pay: { disclosed: number; employers: number }, top: number) => {
      const now = structuredClone(request.now) as (typeof request)["now"];
      const role = now.content.roles["data-engineer"]!;
      Object.assign(role.pay, pay);
      Object.assign(role, { openings: 100, topEmployers: [{ name: "Top", postings: top }] });
      const found = factsOf({ ...request, now, history: [now], changes: undefined });
      return found.some(({ id }) => id === "data-engineer.pay.midpoint.median");
    };
    expect(week({ disclosed: 5, employers: 3 }, 70)).toBe(true);
    expect(week({ disclosed: 4, employers: 3 }, 10)).toBe(false);
    expect(week({ disclosed: 50, employers: 2 }, 10)).toBe(false);
    expect(week({ disclosed: 50, employers: 20 }, 71)).toBe(false);
  });

  it("shows a level when the top employer has exactly 70 % of 90", () => {
    const now = structuredClone(request.now) as (typeof request)["now"];
    Object.assign(now.content.roles["data-engineer"]!, { openings: 90, topEmployers: [{ name: "Top", postings: 63 }] });
    const found = factsOf({ ...request, now, history: [now], changes: undefined });
    expect(found.some(({ id }) => id === "data-engineer.pay.midpoint.median")).toBe(true);
  });
});

describe("printed", () => {
  const of = (unit: (typeof facts)[number]["unit"], value: number) =>
    printed({ ...facts[0]!, unit, value, currency: unit === "money" ? "USD" : null }, WORDS);

  it("prints each unit in one way", () => {
    expect(of("money", 128_500)).toBe("$129K");
    expect(of("count", 26_159)).toBe("26,159");
    expect(of("share", 0.004)).toBe("0.4%");
    expect(of("points", -0.021)).toBe("2.1");
    expect(of("growth", -0.12)).toBe("12%");
  });

  it("prints the size of a difference, whatever its unit", () => {
    expect(of("money", -4_000)).toBe("$4K");
    expect(of("count", -12)).toBe("12");
  });

  it("refuses to print a fact that does not exist", () => {
    const book = factBook(facts, WORDS);
    expect(() => book.n("total.nothing")).toThrow("no fact total.nothing");
    expect(book.find("total.nothing")).toBeUndefined();
  });
});
