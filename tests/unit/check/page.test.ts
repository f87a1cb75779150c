import { describe, expect, it } from "vitest";
import { pageFindings, refuseBlockedPages } from "../../../src/check/page.ts";
import { factOf } from "./check-request-of.ts";

const HTML = '<p>Counted: <data value="1204" data-fact="total.openings.count">1,204</data> openings.</p>';
const check = (html: string, literals: readonly string[] = [], said = "1,204") =>
  pageFindings({
    file: "roles/index.html",
    html,
    claims: [{ surface: "index.html", offset: html.indexOf("1,204"), printed: said, fact: "total.openings.count" }],
    facts: [factOf({ id: "total.openings.count", value: 1_204 })],
    printed: ({ value }) => value.toLocaleString("en-US"),
    literals,
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

  it("holds all pages back for one, and names it", () => {
    const findings = check(`${HTML}<p>9</p>`);
    expect(() => refuseBlockedPages(findings)).toThrow(/roles\/index\.html.*left as they were/);
    expect(() => refuseBlockedPages([])).not.toThrow();
  });
});
