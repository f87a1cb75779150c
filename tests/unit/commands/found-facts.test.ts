import { describe, expect, it } from "vitest";
import { factsAnswerSchema, foundFacts } from "../../../src/commands/found-facts.ts";
import { factsOf } from "../../../src/narrate/facts.ts";
import { printed } from "../../../src/narrate/print.ts";
import { suppressedFacts } from "../../../src/narrate/suppressed.ts";
import { requestOf, storyOf, WORDS } from "../narrate/request-of.ts";

const request = requestOf(storyOf("busy-week"));
const all = factsOf(request).map((fact) => ({
  ...fact,
  printed: printed(fact, WORDS),
  title: request.now.content.roles[fact.slice]?.title ?? "all roles",
  paste: `{{n "${fact.id}"}}`,
}));
const ids = (search: string) => foundFacts(all, search).map(({ id }) => id);

describe("facts that are looked for", () => {
  it("are all of them, by id, where nothing is looked for", () => {
    expect(ids("")).toEqual(all.map(({ id }) => id).sort());
  });

  it("hold every word in their id, their role's title, another word for their metric, or their printed value", () => {
    const [first] = ids("mlops engineer salary median");
    expect(first).toMatch(/^mlops-engineer\.pay\.midpoint\.median/);
    expect(ids("MLOPS wage").every((id) => id.startsWith("mlops-engineer."))).toBe(true);
    expect(ids("mlops plumber")).toEqual([]);
    expect(ids("no-such-thing")).toEqual([]);
  });

  it("are found by what a reader sees, the exact figure before those that hold it", () => {
    const median = all.find(({ id }) => id.endsWith(".pay.midpoint.median@4w"))!;
    const [first, ...others] = foundFacts(all, median.printed);
    expect(first?.printed).toBe(median.printed);
    const exact = [first, ...others].findLastIndex((fact) => fact?.printed === median.printed);
    expect(others.slice(0, exact).every((fact) => fact.printed === median.printed)).toBe(true);
  });

  it("put a role before others whose titles are longer, and now before earlier", () => {
    const titled = (id: string, title: string) => ({ id, title, printed: "$1K" });
    const found = foundFacts(
      [
        titled("senior-data-engineer.pay.midpoint.median@4w", "Senior Data Engineer"),
        titled("data-engineer.pay.midpoint.median@4w-before", "Data Engineer"),
        titled("data-engineer.pay.midpoint.mean@4w", "Data Engineer"),
        titled("data-engineer.pay.midpoint.median@4w", "Data Engineer"),
      ],
      "data engineer pay",
    );
    expect(found.map(({ id }) => id)).toEqual([
      "data-engineer.pay.midpoint.median@4w",
      "data-engineer.pay.midpoint.median@4w-before",
      "data-engineer.pay.midpoint.mean@4w",
      "senior-data-engineer.pay.midpoint.median@4w",
    ]);
  });

  it("are told from what is not shown, which says what is missing", () => {
    const thin = requestOf(storyOf("thin-sample"));
    const known = new Set(factsOf(thin).map(({ id }) => id));
    const unshown = suppressedFacts(thin);
    expect(unshown.length).toBeGreaterThan(0);
    for (const { id, why } of unshown) {
      expect(known.has(id), id).toBe(false);
      expect(why).toMatch(/^too few: /);
    }
  });

  it("are answered in a form of their own", () => {
    expect(factsAnswerSchema.safeParse({ week: "2026-W47", search: "", facts: all, suppressed: [] }).error).toBe(
      undefined,
    );
  });
});
