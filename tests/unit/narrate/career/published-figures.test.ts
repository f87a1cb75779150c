import { describe, expect, it } from "vitest";
import { takeClaims, unmarked } from "../../../../src/domain/claim.ts";
import type { QuickVerdict } from "../../../../src/domain/letter.ts";
import { type Narration, narrate } from "../../../../src/narrate/narrate.ts";
import { narratePages } from "../../../../src/narrate/pages/pages.ts";
import { printed } from "../../../../src/narrate/print.ts";
import { markedText, plainText } from "../pages/page-text.ts";
import { WORDS } from "../request-of.ts";
import { AI, MLOPS, PROMPT, publishedRequest } from "./published-roles.ts";

const GOLDEN = new URL("../../../golden/career/", import.meta.url);
const newest = publishedRequest();
const COMPARISONS = [
  [MLOPS, PROMPT],
  [AI, PROMPT],
  [AI, MLOPS, PROMPT],
];
const { pages, facts } = narratePages({
  newest,
  weeks: [newest.now],
  editions: [],
  comparisons: COMPARISONS,
  scorecard: { editions: 0, verdicts: [] },
});
const pageOf = (path: string) => {
  const page = pages.find((each) => each.path === `compare/${path}`);
  if (page === undefined) throw new Error(`no page ${path}`);
  return page;
};
const mlops = plainText(pageOf("mlops-engineer-vs-prompt-engineer"));
const ai = plainText(pageOf("ai-software-engineer-vs-prompt-engineer"));
const three = plainText(pageOf("ai-software-engineer-vs-mlops-engineer-vs-prompt-engineer"));
const narration = narrate(newest);
const letter = verdictsOf(narration);
/** The line of a page's table, without its name. */
const row = (page: string, name: string) =>
  page
    .split("\n")
    .find((line) => line.startsWith(`${name} | `))
    ?.slice(name.length + 3);

function verdictsOf({ letter: { sections } }: Narration): string {
  return sections
    .filter((section): section is QuickVerdict => section.kind === "quick-verdict")
    .map(({ heading, lines, note }) =>
      unmarked([heading, ...lines.map(({ label, text }) => `${label}: ${text}`), note ?? ""].join("\n")).trim(),
    )
    .join("\n\n");
}

describe("the published comparisons", () => {
  it.each([
    ["mlops-engineer-vs-prompt-engineer", mlops],
    ["ai-software-engineer-vs-prompt-engineer", ai],
    ["ai-software-engineer-vs-mlops-engineer-vs-prompt-engineer", three],
    ["quick-verdicts", `${letter}\n`],
  ])("read as before: %s", async (name, text) => {
    await expect(text).toMatchFileSnapshot(new URL(`${name}.txt`, GOLDEN).pathname);
  });

  it("print every number as its fact says", () => {
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const page of pages.filter(({ path }) => path.startsWith("compare/")))
      for (const claim of takeClaims("page", markedText(page)).claims) {
        const fact = byId.get(claim.fact);
        expect(fact, claim.fact).toBeDefined();
        expect(claim.printed).toBe(printed(fact!, WORDS));
      }
  });

  it.each([
    ["the page", mlops],
    ["the letter", letter],
  ])("put MLOps 52 % and $67K above Prompt on mean upper ends in %s, from unrounded figures", (_, text) => {
    expect(text).toContain(
      "MLOps Engineer pays $194K and Prompt Engineer $127K (n\u00a05): 52% or $67K more, from unrounded figures",
    );
  });

  it.each([
    ["the page", ai],
    ["the letter", letter],
  ])("put AI Software 96 % and $122K above Prompt in %s, which the printed figures give too", (_, text) => {
    expect(text).toContain("AI Software Engineer pays $249K and Prompt Engineer $127K (n\u00a05): 96% or $122K more.");
  });

  it("name the mean lower and upper ends of each role", () => {
    expect(row(three, "Mean lower to mean upper end")).toBe("$140K – $249K | $128K – $194K | $99K – $127K");
  });

  it("name the quarters as those of upper ends", () => {
    expect(row(mlops, "Upper ends: 25th percentile")).toBe("$135K | $115K");
    expect(row(three, "Upper ends: median")).toBe("$235K | $173K | $122K");
    expect(row(three, "Upper ends: 75th percentile")).toBe("$300K | $238K | $140K");
  });

  it("lay medians of upper ends $51K and $113K apart, and 75th percentiles $98K and $160K", () => {
    const first = "Medians of upper ends lie $51K apart, and 75th percentiles $98K.";
    const second = "Medians of upper ends lie $113K apart, and 75th percentiles $160K.";
    expect(mlops).toContain(first);
    expect(ai).toContain(second);
    expect(three).toContain(first);
    expect(three).toContain(second);
    expect(letter).toMatch(/\$51K.*medians.*\$98K.*75th|medians.*\$51K.*75th percentiles \$98K/i);
    expect(letter).toMatch(/\$113K.*medians.*\$160K.*75th|medians.*\$113K.*75th percentiles \$160K/i);
  });

  it("count openings of 80 against 9 and 598 against 9", () => {
    expect(row(mlops, "Openings this week")).toBe("80 | 9");
    expect(row(ai, "Openings this week")).toBe("598 | 9");
    expect(letter).toMatch(/80 offers for MLOps Engineer(,| and) 9 for Prompt Engineer/);
    expect(letter).toMatch(/598 offers for AI Software Engineer(,| and) 9 for Prompt Engineer/);
  });

  it("rank no remote share of 2 in 9 offers, as Fisher's exact test would not, and say both shares", () => {
    expect(fisherP(2, 9, 7, 80)).toBeCloseTo(0.22, 2);
    expect(fisherP(2, 9, 48, 598)).toBeCloseTo(0.17, 2);
    for (const said of ["7 of 80 MLOps Engineer offers", "48 of 598 AI Software Engineer offers"]) {
      const line = letter.split("\n").find((each) => each.includes(said));
      expect(line).toMatch(/too few to rank/i);
      expect(line).toMatch(/\((9|8)%\).* 2 of 9 Prompt Engineer offers \(22%\)/);
    }
    expect(mlops).toContain("Remote: Too few to rank: MLOps Engineer 9% (7 of 80) and Prompt Engineer 22% (2 of 9)");
    expect(ai).toContain("AI Software Engineer 8% (48 of 598) and Prompt Engineer 22% (2 of 9)");
    expect([mlops, ai, three, letter].join()).not.toMatch(/Choose /);
  });

  it("caution that pay of 5 ads ranks nothing, with both levels, both n and their difference", () => {
    const pay = letter.split("\n").find((line) => line.includes("$148K"));
    expect(pay).toMatch(
      /MLOps Engineer \$148K \(n\u00a034\)(,| and) Prompt Engineer \$110K \(n\u00a05\), a difference of \$38K/,
    );
    expect(pay).toMatch(/too few to rank.*a rough guide/i);
    expect(pay).toMatch(/so few.*one could move|new ad could move/i);
    expect(mlops).toContain("Prompt Engineer $110K (n\u00a05), a difference of $38K. Take these as a rough guide.");
    expect(mlops).toContain("Prompt Engineer: its pay figures rest on 5 offers");
  });

  it("print no share above zero as 0 %", () => {
    expect(row(mlops, "Share of all openings tracked")).toBe("0.3% | 0.03%");
    expect(row(three, "Share of all openings tracked")).toMatch(/^2(\.3)?% \| 0\.3% \| 0\.03%$/);
  });

  it("mix levels by the openings that say one", () => {
    expect(row(three, "Experience asked for")).toBe(
      "senior 55%, mid 43%, and entry 2% (of 598 that say) | senior 22%, mid 74%, and entry 4% (of 77 that say) | senior 11%, mid 89%, and entry 0% (of 9 that say)",
    );
  });

  it("share 2 of 8 skills in the first pair", () => {
    expect(mlops).toContain("Of the 8 skills that ads of each role name most, 2 are the same (25%): Python and RAG.");
    expect(mlops).not.toContain("realistic");
  });

  it("share 4 of 8 in the second, which makes a move between the roles realistic", () => {
    expect(ai).toContain(
      "4 are the same (50%): Claude, OpenAI, Python, and RAG. With half or more in common, a move between the roles is realistic.",
    );
  });

  it("tell what is distinctive of each role in the order of its ads", () => {
    const only = (role: string, names: string) => `Only ${role} has among its most named: ${names}.`;
    expect(mlops).toContain(only("Prompt Engineer", "Prompt Engineering, Embeddings, Gemini, and Claude"));
    // The locale pack spells GCP as readers know it.
    expect(mlops).toContain(only("MLOps Engineer", "AWS, Kubernetes, Docker, and Google Cloud"));
    expect(ai).toContain(only("Prompt Engineer", "Prompt Engineering, Embeddings, Gemini, and LangChain"));
    expect(ai).toContain(only("AI Software Engineer", "Rust, Kubernetes, AWS, and Docker"));
  });

  it("say openly that one employer holds 34 % of the MLOps openings", () => {
    for (const text of [mlops, three])
      expect(text).toContain("One employer, Openkyber, holds 34% of the MLOps Engineer openings");
    expect(mlops).toContain("Openkyber (27), Apple (3), and Worldpay (2)");
  });
});

/** Fisher's exact test of two shares, two-sided: the sum of all tables that are no likelier than the one found. */
function fisherP(one: number, oneOf: number, other: number, otherOf: number): number {
  const logFactorial = (n: number) =>
    Array.from({ length: n }, (_, index) => Math.log(index + 1)).reduce((a, b) => a + b, 0);
  const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  const yes = one + other;
  const chance = (k: number) =>
    Math.exp(logChoose(oneOf, k) + logChoose(otherOf, yes - k) - logChoose(oneOf + otherOf, yes));
  const found = chance(one);
  return Array.from({ length: Math.min(oneOf, yes) + 1 }, (_, k) => k)
    .filter((k) => yes - k <= otherOf)
    .map(chance)
    .filter((each) => each <= found * (1 + 1e-7))
    .reduce((sum, each) => sum + each, 0);
}
