import { describe, expect, it } from "vitest";
import { pageFindings, refuseBlockedPages } from "../../../src/check/page.ts";
import { wordsOfPage } from "../../../src/check-inputs.ts";
import { marked, takeClaims } from "../../../src/domain/claim.ts";
import { printed } from "../../../src/narrate/print.ts";
import { WORDS } from "../narrate/request-of.ts";
import { factOf } from "./check-request-of.ts";
import { change, fact, meaning, weekChanges } from "./meaning-of.ts";

const HTML = '<p>Counted: <data value="1204" data-fact="total.openings.count">1,204</data> openings.</p>';
const check = (html: string, literals: readonly string[] = [], said = "1,204") =>
  pageFindings({
    file: "roles/index.html",
    html,
    claims: [{ surface: "index.html", offset: html.indexOf("1,204"), printed: said, fact: "total.openings.count" }],
    facts: [factOf({ id: "total.openings.count", value: 1_204 })],
    printed: ({ value }) => value.toLocaleString("en-US"),
    literals,
    said: null,
  });

describe("the fact check of a page", () => {
  it("finds nothing on a page whose numbers are facts", () => {
    expect(check(HTML)).toEqual([]);
  });

  it("blocks a number without a fact, and says where", () => {
    const [found] = check(`${HTML}<p>Up 14% now</p>`);
    expect(found).toMatchObject({ rule: "unbound-number", severity: "blocking", surface: "roles/index.html" });
    expect(found?.why).toContain('"14%"');
  });

  it("blocks a number that is not what its fact says", () => {
    expect(check(HTML.replace("1,204<", "1,205<").replace("1,204", "1,204"), [], "1,204").length).toBeGreaterThan(0);
    expect(check(HTML, [], "1,205").map(({ rule }) => rule)).toContain("claim-edited");
  });

  it("takes digits in names and quoted headlines for what they are, the longest text first", () => {
    expect(
      check(`${HTML}<p>2023 data by Level 3 Inc.</p><p>Pay rose 4% in 2023</p>`, [
        "2023 data by Level 3 Inc.",
        "2023",
        "Pay rose 4% in 2023",
      ]),
    ).toEqual([]);
  });

  it("blocks what a broken template leaves, but not a name that looks like it", () => {
    expect(check(`${HTML}<p>undefined</p>`)).toMatchObject([{ rule: "leftover" }]);
    expect(check(`${HTML}<p>{{name}} of undefined Inc.</p>`, ["{{name}}", "undefined Inc."])).toEqual([]);
  });

  describe("of what it says of roles", () => {
    const facts = [
      fact("data-engineer.pay.midpoint.median@4w", "money", 126_000, { n: 90 }),
      fact("data-engineer.pay.midpoint.growth@4w", "growth", 0.05, { verdict: "rose" }),
      fact("data-engineer.remote.difference@4w", "points", -0.021),
      fact("ai-engineer.pay.midpoint.median@4w", "money", 162_000, { n: 40 }),
      fact("llm-engineer.pay.midpoint.median@4w", "money", 185_000, { n: 40 }),
    ];
    const changes = weekChanges([change(), change({ slice: "total", verdict: "unclear" })]);
    const rulesOn = (path: string, text: string) => {
      const file = `${path}/index.html`;
      const body = text.replace(/\{([^{}]+)\}/g, (_, id: string) => {
        const found = facts.find((each) => each.id === id)!;
        return marked(printed(found, WORDS), id);
      });
      const taken = takeClaims("index.html", `<h1>Data Engineer</h1><h2>What changed</h2><p>${body}</p>`);
      const said = wordsOfPage(path, { meaning: meaning({ changes }), facts });
      const request = { file, html: taken.text, claims: taken.claims, facts, literals: [], said };
      return pageFindings({ ...request, printed: (each) => printed(each, WORDS) }).map(({ rule }) => rule);
    };
    const GROWTH = "{data-engineer.pay.midpoint.growth@4w}";

    it.each([
      ["direction", `Data Engineer pay fell ${GROWTH}.`],
      ["direction", "The remote share of Data Engineer offers is up {data-engineer.remote.difference@4w} points."],
      ["verdict-word", `Data Engineer pay edged up ${GROWTH}.`],
      ["verdict-word", "Pay: Fell"],
      ["unit", `Data Engineer pay rose ${GROWTH} points.`],
      ["unit", "Data Engineers earn {data-engineer.pay.midpoint.median@4w} an hour."],
      ["superlative", "Data Engineers have the highest median, {data-engineer.pay.midpoint.median@4w}."],
      ["superlative", "Data Engineers earn {data-engineer.pay.midpoint.median@4w}, a record."],
    ])("blocks by %s: %s", (rule, text) => {
      expect(rulesOn("roles/data-engineer", text)).toContain(rule);
      expect(rulesOn("compare/ai-engineer-vs-data-engineer", text)).toContain(rule);
    });

    it("passes what the facts bear out, without a name that of the page's own role", () => {
      expect(rulesOn("roles/data-engineer", `Data Engineer pay rose ${GROWTH}.`)).toEqual([]);
      expect(rulesOn("roles/data-engineer", "Pay: Rose")).toEqual([]);
      expect(rulesOn("roles/ai-engineer", "Pay: Rose")).toEqual(["verdict-word"]);
    });

    it("leaves alone the words of pages that quote editions", () => {
      expect(rulesOn("corrections", `Data Engineer pay fell ${GROWTH}.`)).toEqual([]);
    });
  });

  it("holds all pages back for one, and names it", () => {
    const findings = check(`${HTML}<p>9</p>`);
    expect(() => refuseBlockedPages(findings)).toThrow(/roles\/index\.html.*left as they were/);
    expect(() => refuseBlockedPages([])).not.toThrow();
  });
});
