import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/check/finding.ts";
import type { Change, Verdict } from "../../../src/domain/change.ts";
import type { Fact } from "../../../src/domain/fact.ts";
import { change, fact, findingsIn, ROLES, weekChanges } from "./meaning-of.ts";

const compared = (verdict: Verdict, difference: number, floor = 2_000): Partial<Fact> => ({
  verdict,
  gates: [{ gate: "floor", passed: true, found: Math.abs(difference), limit: floor }],
  change: {
    metric: "pay",
    before: 120_000,
    difference,
    p: 0.01,
    q: 0.01,
    theta: null,
    noticeable: null,
    since: null,
    mix: null,
  },
});
const FACTS = [
  fact("total.openings.count", "count", 331),
  fact("total.openings.count@2026-W46", "count", 352, { vintage: "2026-W46" }),
  fact("total.employers.count", "count", 235),
  fact("total.pay.midpoint.median@1w", "money", 125_000, { n: 300 }),
  fact("data-engineer.openings.count", "count", 80),
  fact("ai-engineer.openings.count", "count", 60),
  fact("ai-engineer.openings.count@2026-W46", "count", 70, { vintage: "2026-W46" }),
  fact("data-engineer.openings.count@2026-W46", "count", 90, { vintage: "2026-W46" }),
  fact("llm-engineer.openings.count", "count", 20),
  fact("data-engineer.offers.count@4w", "count", 200),
  fact("data-engineer.offers.count@4w-before", "count", 180),
  fact("data-engineer.pay.count@4w", "count", 90),
  fact("data-engineer.pay.midpoint.median@4w", "money", 126_000, { n: 90, ...compared("rose", 6_000) }),
  fact("data-engineer.pay.midpoint.median@4w-before", "money", 120_000, { n: 88 }),
  fact("data-engineer.pay.midpoint.growth@4w", "growth", 0.05, compared("rose", 6_000)),
  fact("senior-data-engineer.pay.midpoint.growth@4w", "growth", -0.1, compared("fell", -12_000)),
  fact("senior-data-engineer.pay.midpoint.median@4w", "money", 140_000, { n: 50, ...compared("unclear", 4_000) }),
  fact("data-engineer.remote.difference@4w", "points", 0.021),
  fact("data-engineer.remote.share@4w", "share", 0.22, { n: 200 }),
  fact("ai-engineer.pay.midpoint.median@4w", "money", 162_000, { n: 40 }),
  fact("llm-engineer.pay.midpoint.median@4w", "money", 185_000, { n: 40 }),
  fact("pair.ai-engineer.llm-engineer.pay.midpoint.growth@4w", "growth", 0.15),
  fact("pair.ai-engineer.llm-engineer.pay.midpoint.difference@4w", "money", -23_000),
  fact("prompt-engineer.offers.count@4w", "count", 9),
  fact("total.openings.highest-weeks@1w", "count", 26),
  fact("total.openings.lowest", "count", 252),
  fact("total.openings.highest", "count", 414),
  fact("total.openings.weeks", "count", 24),
  fact("data-engineer.pay.midpoint.run@4w", "count", 3),
];
const CHANGES = weekChanges([change()]);
const M = "data-engineer.pay.midpoint.median@4w";
const rules = (found: readonly Finding[]) => [...new Set(found.map(({ rule }) => rule))];
const found = (text: string) => rules(findingsIn(text, FACTS, { changes: CHANGES }));

describe("right sentences", () => {
  it.each([
    `The median Data Engineer offer pays {${M}} a year.`,
    `Data Engineers can expect {${M}}.`,
    "In all we counted {total.openings.count} openings this week at {total.employers.count} employers. The week before had {total.openings.count@2026-W46}.",
    `Data Engineer pay rose {data-engineer.pay.midpoint.growth@4w} to {${M}}, from {data-engineer.pay.midpoint.median@4w-before}.`,
    `Data Engineer pay surged {data-engineer.pay.midpoint.growth@4w}.`,
    "Data Engineer pay rose.",
    "Senior Data Engineer pay fell {senior-data-engineer.pay.midpoint.growth@4w}.",
    "The remote share of Data Engineer offers is up {data-engineer.remote.difference@4w} points.",
    "The medians are {ai-engineer.pay.midpoint.median@4w} for AI Engineer and {llm-engineer.pay.midpoint.median@4w} for LLM Engineer.",
    "LLM Engineers have the highest median, {llm-engineer.pay.midpoint.median@4w}.",
    "LLM Engineers have the second lowest number of openings, none of which we show.",
    "Openings stand at {total.openings.count}, the highest in {total.openings.highest-weeks@1w} weeks.",
    "Openings stand at {total.openings.count}, the highest since March and in {total.openings.highest-weeks@1w} weeks.",
    "In {total.openings.weeks} weeks openings ran from a low of {total.openings.lowest} to a high of {total.openings.highest}.",
    "Of {total.openings.weeks} weeks {total.openings.lowest} was the lowest and {total.openings.highest} the highest.",
    "The highest count in {total.openings.weeks} weeks was {total.openings.highest}.",
    "Data Engineer pay has been up since October, {data-engineer.pay.midpoint.run@4w} weeks running.",
    "In all we counted {total.openings.count}. {total.employers.count} employers listed them.",
    "We look at three roles: Data Engineer, AI Engineer and LLM Engineer.",
    "Data Engineer pay rose {data-engineer.pay.midpoint.growth@4w} in the past four weeks, more than in the four weeks before.",
    "We counted {data-engineer.offers.count@4w} Data Engineer offers over the past four weeks.",
    "On Monday, November 16, 2026, week 2026-W47 began.",
    "The week was long. A typical offer pays much a year, and half of all offers lie between here and there.",
    "Look here (https://example.com/?a=1&b=2): {total.openings.count} openings.",
    "A quiet 😀 שלום letter ‮with‬ odd signs.",
  ])("pass: %s", (text) => {
    const all = findingsIn(text, FACTS, { changes: CHANGES }).filter(({ rule }) => rule !== "hype");
    expect(
      all.filter(
        ({ rule }) => !text.includes("second lowest") || (rule !== "unbound-number" && rule !== "superlative"),
      ),
    ).toEqual([]);
  });
});

describe("wrong sentences", () => {
  it.each([
    ["unbound-number", "Data Engineers earn $131K."],
    ["unbound-number", "We counted three hundred openings."],
    ["unbound-number", "A third of Data Engineer offers are remote."],
    ["unbound-number", "Openings doubled."],
    ["unbound-number", "Openings of a dozen roles."],
    ["unbound-number", "Data Engineer has the second highest median."],
    ["unbound-number", "We look at four roles: Data Engineer, AI Engineer and LLM Engineer."],
    ["unbound-number", "On September 31 nothing happened."],
    ["direction", "Data Engineer pay fell {data-engineer.pay.midpoint.growth@4w}."],
    ["direction", "Data Engineer pay did not rise by {data-engineer.pay.midpoint.growth@4w}."],
    [
      "direction",
      "At {ai-engineer.pay.midpoint.median@4w}, AI Engineer pay is above the {llm-engineer.pay.midpoint.median@4w} of LLM Engineers.",
    ],
    ["direction", "AI Engineers earn {pair.ai-engineer.llm-engineer.pay.midpoint.growth@4w} more than LLM Engineers."],
    ["verdict-word", "Data Engineer pay edged up {data-engineer.pay.midpoint.growth@4w}."],
    ["verdict-word", "Senior Data Engineer pay rose to {senior-data-engineer.pay.midpoint.median@4w}."],
    ["verdict-word", "Data Engineer pay was flat at {data-engineer.pay.midpoint.median@4w}."],
    ["verdict-word", "AI Engineer pay rose."],
    ["unit", "The remote share of Data Engineer offers is up {data-engineer.remote.difference@4w}%."],
    ["unit", "Data Engineer pay rose {data-engineer.pay.midpoint.growth@4w} points."],
    ["unit", `Data Engineers earn €{${M}}.`],
    ["unit", `Data Engineers earn {${M}} an hour.`],
    ["unit", "We counted {total.employers.count} openings this week."],
    ["unit", `The average Data Engineer offer pays {${M}}.`],
    ["superlative", `Data Engineers have the highest median, {${M}}.`],
    ["superlative", "Openings stand at {total.openings.count}, a record."],
    ["superlative", "Openings stand at {total.openings.count}, more than ever."],
    ["superlative", "Openings stand at {total.openings.count}, the most since March."],
    [
      "superlative",
      "In {total.openings.weeks} weeks openings ran from {total.openings.lowest} to {total.openings.highest}, the highest since March.",
    ],
    [
      "superlative",
      "Over {total.openings.weeks} weeks the count ran from {total.openings.lowest} to {total.openings.highest}, a record.",
    ],
    [
      "superlative",
      "In {total.openings.weeks} weeks we have seen {total.openings.lowest} to {total.openings.highest} openings, the first rise since March.",
    ],
    [
      "superlative",
      "Openings stand at {total.openings.count}, in {total.openings.highest-weeks@1w} weeks the first rise.",
    ],
    [
      "superlative",
      "Data Engineer pay, up for {data-engineer.pay.midpoint.run@4w} weeks, is the highest since October.",
    ],
    [
      "superlative",
      "Openings at {total.openings.count} are a record now. {total.openings.highest-weeks@1w} weeks are looked at.",
    ],
    [
      "superlative",
      "A record of openings, {total.openings.count}. {total.openings.highest-weeks@1w} weeks are looked at.",
    ],
    [
      "superlative",
      "Chart: {total.openings.weeks} weeks of openings; highest {total.openings.lowest}, highest {total.openings.highest}.",
    ],
    ["superlative", "Openings stand at the lowest in {total.openings.highest-weeks@1w} weeks."],
    [
      "arithmetic",
      "LLM Engineers earn {pair.ai-engineer.llm-engineer.pay.midpoint.growth@4w} more: {llm-engineer.pay.midpoint.median@4w} against the {ai-engineer.pay.midpoint.median@4w} of AI Engineers.",
    ],
    [
      "arithmetic",
      "{data-engineer.openings.count} Data Engineer and {ai-engineer.openings.count} AI Engineer openings add up to {total.openings.count}.",
    ],
    ["period", "We counted {total.openings.count@2026-W46} openings this week."],
    ["period", "We counted {data-engineer.offers.count@4w} Data Engineer offers this week."],
    [
      "period",
      "The remote share of Data Engineer offers is {data-engineer.remote.share@4w} (n {data-engineer.offers.count@4w-before}) against four weeks earlier.",
    ],
    ["period", "There is {data-engineer.pay.midpoint.growth@4w} more pay for Data Engineers than the past four weeks."],
    ["period", "The median Data Engineer offer pays {data-engineer.pay.midpoint.median@4w-before}."],
    ["period", `Data Engineer pay went from {${M}} to {data-engineer.pay.midpoint.median@4w-before}.`],
    ["period", "On Tuesday, November 16, 2026, week 2026-W47 began."],
    ["other-slice", `AI Engineers can expect {${M}}.`],
    ["other-slice", `Data Engineers can expect {total.pay.midpoint.median@1w}.`],
    [
      "other-slice",
      "The medians are {llm-engineer.pay.midpoint.median@4w} for AI Engineer and {ai-engineer.pay.midpoint.median@4w} for LLM Engineer.",
    ],
    ["suppression-leak", "Prompt Engineers see $99K."],
  ])("block by %s: %s", (rule, text) => {
    const all = findingsIn(text, FACTS, { changes: CHANGES });
    expect(all.filter(({ severity }) => severity === "blocking").map((each) => each.rule)).toContain(rule);
    for (const { why, fix } of all) expect([why, fix].every((each) => each.length > 3)).toBe(true);
  });

  it("block a small sample without its n, and pass one with it, in sentence and row", () => {
    const small = [
      fact("ai-engineer.pay.midpoint.median@4w", "money", 162_000, { n: 12 }),
      fact("ai-engineer.pay.count@4w", "count", 12),
    ];
    const rulesOf = (text: string) => rules(findingsIn(text, small));
    expect(rulesOf("AI Engineers earn {ai-engineer.pay.midpoint.median@4w}.")).toEqual(["small-sample"]);
    expect(rulesOf("AI Engineers earn {ai-engineer.pay.midpoint.median@4w} (n {ai-engineer.pay.count@4w}).")).toEqual(
      [],
    );
    const row = (n: string) => `AI Engineer\n  Offers: many\n  Median pay: {ai-engineer.pay.midpoint.median@4w}${n}\n`;
    expect(rulesOf(row(""))).toEqual(["small-sample"]);
    expect(rulesOf(row(" (n {ai-engineer.pay.count@4w})"))).toEqual([]);
  });

  it("only warn of causes and of hype", () => {
    const severities = findingsIn("Pay is what it is because of demand, a staggering thing, for sure.", FACTS).map(
      ({ rule, severity }) => [rule, severity],
    );
    expect(severities).toEqual([
      ["causal", "warning"],
      ["hype", "warning"],
      ["certainty", "warning"],
    ]);
    expect(findingsIn("Pay is what it is because of demand (https://example.org/why).", FACTS)).toEqual([]);
  });

  it("note a percentage that only rounding parts from the printed figures, until the text says so", () => {
    const facts = [
      fact("prompt-engineer.pay.midpoint.median@4w", "money", 127_400, { n: 40 }),
      fact("ai-engineer.pay.midpoint.median@4w", "money", 194_000, { n: 40 }),
      fact("pair.ai-engineer.prompt-engineer.pay.midpoint.growth@4w", "growth", 0.5228),
      fact("pair.ai-engineer.prompt-engineer.pay.midpoint.difference@4w", "money", 66_600),
    ];
    const text =
      "AI Engineers earn {pair.ai-engineer.prompt-engineer.pay.midpoint.growth@4w} more than Prompt Engineers: {ai-engineer.pay.midpoint.median@4w} against {prompt-engineer.pay.midpoint.median@4w}";
    expect(findingsIn(`${text}.`, facts)).toMatchObject([{ rule: "arithmetic-rounding", severity: "warning" }]);
    expect(findingsIn(`${text}, from unrounded figures.`, facts)).toEqual([]);
  });

  it("take a role by its whole name, whatever signs it holds", () => {
    const roles = [...ROLES, { slice: "odd", name: "Dr. No! Analyst" }];
    const odd = [fact("odd.openings.count", "count", 12)];
    expect(
      findingsIn("There were {odd.openings.count} openings for Dr. No! Analyst this week.", odd, { roles }),
    ).toEqual([]);
    expect(findingsIn("Dr. No! Analyst had {odd.openings.count} openings.", odd, { roles })).toEqual([]);
  });

  it("name the editor's line, and offer facts of the role and the unit that were meant", () => {
    const editor = [{ slot: "intro.1", line: 7, text: "Data Engineers earn $131K.", literals: [] }];
    const [first] = findingsIn("Data Engineers earn $131K.", FACTS, { editor });
    expect(first).toMatchObject({ rule: "unbound-number", line: 7, why: expect.stringContaining("letter.md, line 7") });
    expect(first?.fix).toContain(`{{n "${M}"}} prints $126K`);
    expect(first?.fix).not.toContain("openings");
  });

  it("let the editor's literals and names be, in that passage alone", () => {
    const text = "We like 3M and the rule of three.";
    const literals = [
      { text: "3M", kind: "name" as const },
      { text: "three", kind: "lit" as const },
    ];
    expect(findingsIn(text, FACTS, { editor: [{ slot: "intro.1", line: 1, text, literals }] })).toEqual([]);
    expect(rules(findingsIn(text, FACTS, { editor: [{ slot: "intro.1", line: 1, text, literals: [] }] }))).toEqual([
      "unbound-number",
    ]);
  });

  it("let fixed words of the pack state numbers that the editor's may not", () => {
    const text = "An offer pays much a year, and half of all offers lie between here and there.";
    expect(findingsIn(text, FACTS)).toEqual([]);
    expect(rules(findingsIn(text, FACTS, { editor: [{ slot: "intro.1", line: 1, text, literals: [] }] }))).toEqual([
      "unbound-number",
    ]);
  });

  it("block an employer that is not on the week's list", () => {
    const employers = { employersKnown: ["Acme Robotics", "Globex"], employersNamed: ["Globex"] };
    expect(
      rules(findingsIn("Most talk is of Acme Robotics and Globex.", FACTS, employers)).filter(
        (rule) => rule === "employer-named",
      ),
    ).toEqual(["employer-named"]);
    expect(rules(findingsIn("We talk of Globex.", FACTS, employers))).toEqual([]);
  });

  it("take the name of an employer for a name, whatever its words say", () => {
    const employers = { employersKnown: ["Surge AI", "Peak"], employersNamed: ["Surge AI", "Peak"], changes: CHANGES };
    const text = "Data Engineer openings come from Surge AI and Peak, {data-engineer.openings.count} in all.";
    expect(findingsIn(text, FACTS, employers)).toEqual([]);
    expect(rules(findingsIn(text, FACTS, { changes: CHANGES }))).not.toEqual([]);
  });

  it("block a fact of a file that was changed since, or is no input", () => {
    expect(
      rules(
        findingsIn("{total.openings.count} openings.", FACTS, {
          stored: [{ path: "2026-W47/changes.json", sha256: "2" }],
        }),
      ),
    ).toEqual(["stale-fact"]);
    expect(rules(findingsIn("{total.openings.count} openings.", FACTS, { stored: [] }))).toEqual(["stale-fact"]);
  });
});

describe("the decision check", () => {
  const row = (word: string) => `Data Engineer\n  Demand: Not comparable\n  Trend: ${word}\n`;
  const of = (part: Partial<Change>, word = "Rose") =>
    rules(findingsIn(row(word), FACTS, { changes: { ...CHANGES, changes: [change(part)] } }));

  it("passes a verdict that estimates and gates come to, in the archive and in its cell", () => {
    expect(of({})).toEqual([]);
  });

  it("blocks another word in the cell", () => {
    expect(of({}, "Unclear")).toEqual(["decision"]);
    expect(of({}, "Edged up")).toEqual(["decision"]);
  });

  it.each<[string, Partial<Change>]>([
    ["a verdict", { verdict: "fell" }],
    ["an estimate", { difference: -6_000 }],
    [
      "a p value",
      { test: { name: "sign-flip-ranks", p: 0.4, pAll: 0.4, pWithoutTopEmployer: 0.4, draws: 99, theta: 0.5, q: 0.4 } },
    ],
    ["the mix", { mix: { pay: 1_000, jobs: 5_000 } }],
  ])("blocks an archive in which %s was changed by hand", (_, part) => {
    expect(of(part)).toContain("decision");
  });

  it("blocks the word of a change whose floor was not reached", () => {
    const gates = change().gates.map((gate) => (gate.gate === "floor" ? { ...gate, limit: 8_000 } : gate));
    expect(of({ gates })).toContain("decision");
    expect(of({ gates, verdict: "edged-up" }, "Edged up")).toEqual([]);
  });

  it("blocks a recommendation that no test of the pair bears out", () => {
    expect(found("Choose AI Engineer for pay.")).toContain("decision");
  });
});

describe("the span that a change is measured on", () => {
  const levels = "{data-engineer.offers.count@4w} Data Engineer offers";
  it("says nothing of a level that stands beside the change", () => {
    const change = "{data-engineer.pay.midpoint.growth@4w}";
    const pay = `{${M}} a year is the median of Data Engineer offers`;
    expect(found(`${pay}; pay is still up, ${change} on four weeks earlier.`)).toEqual([]);
    expect(found(`${pay} four weeks earlier; pay is still up, ${change}.`)).toEqual(["period"]);
    expect(found(`We counted ${levels} four weeks earlier.`)).toEqual(["period"]);
  });
});

describe("the window of roles at the start of a feed", () => {
  it("is told as the week that it holds, and as nothing longer", () => {
    const facts = [...FACTS, fact("roles.window.weeks", "count", 1)];
    const told = (span: string) =>
      rules(
        findingsIn(`We counted {data-engineer.offers.count@4w} Data Engineer offers ${span}.`, facts, {
          changes: CHANGES,
        }),
      );
    expect(told("in the week")).toEqual([]);
    expect(told("in four weeks")).toEqual(["period"]);
    expect(found("We counted {data-engineer.offers.count@4w} Data Engineer offers in the week.")).toEqual(["period"]);
  });
});

describe("figures in a list", () => {
  const [NOW, BEFORE] = ["data-engineer.openings.count", "data-engineer.openings.count@2026-W46"];
  const [OTHER, OTHERS] = ["ai-engineer.openings.count", "ai-engineer.openings.count@2026-W46"];
  const list = (items: string, span = "last week’s") =>
    found(`This week’s figures, with ${span} in brackets: ${items}.`);
  it("are each of the role before them, now and then before", () => {
    expect(list(`Data Engineer: {${NOW}} ({${BEFORE}}), AI Engineer: {${OTHER}} ({${OTHERS}})`)).toEqual([]);
    expect(list(`Data Engineer: {${OTHER}} ({${BEFORE}}), AI Engineer: {${OTHER}} ({${OTHERS}})`)).toContain(
      "other-slice",
    );
    expect(list(`Data Engineer: {${NOW}} ({${OTHERS}}), AI Engineer: {${OTHER}} ({${OTHERS}})`)).toContain(
      "other-slice",
    );
    expect(list(`Data Engineer: {${BEFORE}} ({${BEFORE}}), AI Engineer: {${OTHER}} ({${OTHERS}})`)).toContain("period");
    expect(list(`Data Engineer: {${NOW}} ({${NOW}}), AI Engineer: {${OTHER}} ({${OTHERS}})`)).toContain("period");
    expect(list(`Data Engineer: {${NOW}} ({${BEFORE}})`, "this week’s")).toContain("period");
  });

  it("do not stand on both sides of a comparison", () => {
    expect(found(`Choose Data Engineer: {${NOW}} openings against {${NOW}}.`)).toContain("period");
  });
});
