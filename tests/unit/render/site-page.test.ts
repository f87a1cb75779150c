import { describe, expect, it } from "vitest";
import { marked } from "../../../src/domain/claim.ts";
import type { Page } from "../../../src/domain/page.ts";
import { wordsOf } from "../../../src/domain/words.ts";
import type { RenderKit } from "../../../src/render/kit.ts";
import { sitePage } from "../../../src/render/site-page.ts";
import { WORDS } from "../narrate/request-of.ts";
import { sampleKit } from "./sample-letter.ts";

const HOSTILE = '"><script>alert(1)</script> {{email}} \u202E\uE000name\uE001';

const PAGE: Page = {
  path: "compare/a-vs-b",
  area: "compare",
  week: "2026-W47",
  newsletter: "Pay & Demand",
  heading: "A or B?",
  description: "A and B side by side.",
  dateline: "Figures of week 47",
  lede: `A pays ${marked("$129K", "a.pay.midpoint.median")}.`,
  sections: [
    {
      slot: "table",
      heading: "Side by side",
      blocks: [
        { kind: "prose", paragraphs: ["One.", "Two."] },
        {
          kind: "grid",
          caption: "Openings",
          columns: [
            { label: "Role", align: "left", lowPriority: false },
            { label: "Openings", align: "right", lowPriority: false },
          ],
          rows: [
            {
              name: "A",
              href: "roles/a/index.html",
              cells: [{ text: marked("12", "a.openings.count"), note: "n few" }],
            },
            { name: HOSTILE, href: null, cells: [{ text: "none", note: null }] },
          ],
          note: null,
          folded: "Show the table",
        },
        { kind: "links", items: [{ text: HOSTILE, href: "roles/index.html", note: HOSTILE }] },
        { kind: "figures", items: [{ label: "Median", value: marked("$129K", "a.pay.midpoint.median"), note: null }] },
        { kind: "answers", lines: [{ label: "Pay", text: "No clear gap." }], note: null },
        { kind: "points", items: ["Thin."] },
      ],
    },
  ],
  contents: true,
  smallPrint: ["How we measure."],
  invented: false,
  charts: [],
  feed: null,
  literals: [],
};

const kit = (siteUrl: string | null, direction: "ltr" | "rtl" = "ltr"): RenderKit => ({
  ...sampleKit(),
  words: wordsOf({ ...WORDS.pack, direction }),
  mail: { ...sampleKit().mail, siteUrl },
  factValue: (id) => ({ "a.pay.midpoint.median": 128_600, "a.openings.count": 12 })[id],
});
const html = (part: Partial<Page> = {}, siteUrl: string | null = null) =>
  sitePage({ ...PAGE, ...part }, [], kit(siteUrl)).html;

describe("a page of the archive", () => {
  it("prints each number with its fact, and says where", () => {
    const { html: text, claims } = sitePage(PAGE, [], kit(null));
    expect(text).toContain('<data value="128600" data-fact="a.pay.midpoint.median">$129K</data>');
    expect(claims.map(({ fact }) => fact)).toEqual([
      "a.pay.midpoint.median",
      "a.openings.count",
      "a.pay.midpoint.median",
    ]);
    for (const { offset, printed } of claims) expect(text.slice(offset, offset + printed.length)).toBe(printed);
  });

  it("links by files, from where it lies", () => {
    expect(html()).toContain('<a href="../../roles/a/index.html">A</a>');
    expect(html({ path: "" })).toContain('<a href="roles/a/index.html">A</a>');
  });

  it("keeps names inert: no element, no template, no control character", () => {
    const text = html();
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toMatch(/<script|\{\{|\u202E|\p{Co}/u);
  });

  it("tells its address only where the site is known, and its feed always", () => {
    expect(html()).not.toMatch(/canonical|og:url/);
    expect(html()).toContain("feed.xml");
    const text = html({}, "https://example.org/letter/");
    expect(text).toContain('<link rel="canonical" href="https://example.org/letter/compare/a-vs-b/">');
    expect(text).toContain('<meta property="og:url" content="https://example.org/letter/compare/a-vs-b/">');
    expect(text).toContain('href="../../feed.xml"');
    const own = { title: "A", name: "roles/a", entries: [] };
    expect(html({ path: "roles/a", feed: own }, "https://example.org/")).toContain('title="A or B?" href="feed.xml"');
  });

  it("says that its data is invented where it is, and not elsewhere", () => {
    expect(html({ invented: true })).toContain('class="invented" role="note"');
    expect(html()).not.toContain('class="invented"');
  });

  it("runs nothing and fetches nothing", () => {
    expect(html()).not.toMatch(/<script|<iframe|<img|\son[a-z]+=|https?:\/\//);
    expect(html()).toContain("default-src 'none'");
  });

  it("marks the part of the archive that it belongs to", () => {
    expect(html()).toMatch(/compare\/index\.html" aria-current="true"/);
    expect(html().match(/aria-current="/g)).toHaveLength(1);
  });

  it("reads in the direction of the language", () => {
    expect(sitePage(PAGE, [], kit(null, "rtl")).html).toContain('dir="rtl"');
  });

  it("refuses to show a chart that was not drawn", () => {
    const sections = [{ slot: "x", heading: "X", blocks: [{ kind: "drawing" as const, chart: "pay", takeaway: "" }] }];
    expect(() => html({ sections })).toThrow('a chart "pay" that was not drawn');
  });
});
