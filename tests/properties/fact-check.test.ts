import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proveFactCheck } from "../proof/fact-check.ts";
import { caseOf, withLetter } from "../proof/fact-editions.ts";
import { fact, findingsIn } from "../unit/check/meaning-of.ts";

const WEEK = caseOf("trends.config.ts", "2023-W39");

describe("the fact check, on real weeks spoilt by chance", () => {
  it("holds back nearly all wrong sentences and no right one", async () => {
    const size = { wrong: 60, right: 40, seed: 20261121 };
    const { surfaces, letters, missed, printed, edited, wronged } = await proveFactCheck(size, [
      ["trends.config.ts", "2023-W39"],
    ]);
    const made = [...surfaces, ...letters].reduce((sum, tally) => sum + tally.made, 0);
    expect(made).toBe(60);
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(0.02 * made);
    expect(printed.made).toBeGreaterThan(50);
    expect(edited.made).toBe(40);
    expect(wronged).toEqual([]);
  });
});

describe("what an editor says is no figure", () => {
  it.each([
    ['We read {{lit 3 "counted by hand"}} letters of {{name "GPT-4"}} today.', []],
    ['We **read {{lit 3 "counted by hand"}} letters** today.', []],
    ["We read 3 letters today.", ["unbound-number"]],
    ["We read letters of GPT-4 today.", ["unbound-number"]],
  ])("%s", async (text, rules) => {
    const letter = await withLetter(await WEEK, text);
    const found = letter.check(letter.surfaces, letter.claims).filter(({ severity }) => severity === "blocking");
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(rules);
  });
});

describe("the fact check of any text", () => {
  const facts = [fact("total.openings.count", "count", 331)];

  it("never throws, and never takes a number for none", () => {
    const odd = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "‮",
        "👩🏽‍🚀",
        "<",
        "&#x110000;",
        "<table><td>",
        "\n  a: b\n  c: d\n",
        "* ",
        "-----  ---\n",
        "½",
        "{{",
        "…",
      ),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 12 }), fc.constantFrom("email.txt", "email.html"), (parts, surface) => {
        const found = findingsIn(
          `${parts.join("").replace(/[{}]/g, "")}\n\nThere were 98,765 ads.`,
          facts,
          {},
          surface,
        );
        const isHidden = surface === "email.html" && /<[^>]*$/.test(parts.join(""));
        if (!isHidden) expect(found.map(({ rule }) => rule)).toContain("unbound-number");
      }),
      { seed: 20261121, numRuns: 60 },
    );
  });

  it("reads a very long text once", () => {
    const text = `${"Pay rose more than half of the way up, said nobody. ".repeat(2_000)}\n\nThere were 98,765 ads.`;
    expect(findingsIn(text, facts).length).toBeGreaterThan(0);
  });
});
