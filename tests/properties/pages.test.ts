import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atomFeed } from "../../src/archive/feed.ts";
import { pageFindings } from "../../src/check/page.ts";
import { wordsOfPage } from "../../src/check-inputs.ts";
import { comparisonPath, pageFile } from "../../src/domain/archive-path.ts";
import { inertText } from "../../src/domain/text.ts";
import { narratePages } from "../../src/narrate/pages/pages.ts";
import { printed } from "../../src/narrate/print.ts";
import type { RenderKit } from "../../src/render/kit.ts";
import { sitePage } from "../../src/render/site-page.ts";
import { meaning } from "../unit/check/meaning-of.ts";
import { DETAILS, pageRequestOf, STORY } from "../unit/narrate/pages/page-request.ts";
import { WORDS } from "../unit/narrate/request-of.ts";
import { sampleKit } from "../unit/render/sample-letter.ts";

const SEED = { seed: 20261121 };
/** A name as a snapshot may hold it: any text, made inert. */
const name = fc
  .oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.string({ unit: "grapheme", maxLength: 40 }))
  .map(inertText)
  .filter((text) => text !== "");

function pagesOf(title: string, skill: string, employer: string) {
  const role = { ...STORY.roles["data-engineer"]!, title, skills: [[skill, 300] as const, ["python", 200] as const] };
  const details = {
    ...DETAILS,
    "data-engineer": { topEmployers: [{ name: employer, postings: 200 }], metros: [{ name: employer, postings: 3 }] },
  };
  const roles = { ...STORY.roles, "data-engineer": role };
  const request = pageRequestOf({ ...STORY, roles }, details);
  const { pages, facts } = narratePages(request);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const kit: RenderKit = { ...sampleKit(), words: WORDS, factValue: (id) => byId.get(id)?.value };
  const judged = meaning({
    messages: WORDS.pack.messages,
    roles: Object.entries(roles).map(([slice, each]) => ({ slice, name: each.title })),
    employersKnown: [employer],
    changes: request.newest.changes?.content,
  });
  return pages.map((page) => {
    const drawn = page.charts.map((plan) => ({ plan, svg: "<svg></svg>", width: 552, height: 300 }));
    const { html, claims } = sitePage(page, drawn, kit);
    const literals = [...page.literals, kit.mail.sender.name, kit.mail.postalAddress];
    const findings = pageFindings({
      file: pageFile(page.path),
      html,
      claims,
      facts,
      printed: (fact) => printed(fact, WORDS),
      literals,
      said: wordsOfPage(page.path, { meaning: judged, facts }),
    });
    return { html, findings };
  });
}

function feedOf(text: string): string {
  const week = "2026-W47";
  const texts = { newsletter: "Pay", title: text, subtitle: text, author: text, language: "en-US" };
  const places = { siteUrl: "https://example.org/", domain: "example.org", file: "feed.xml", page: "", name: "" };
  return atomFeed({ ...texts, ...places, week, entries: [{ week, title: text, summary: text }] }).text;
}

describe("pages", () => {
  it("are neither broken nor held back by any name", () => {
    fc.assert(
      fc.property(name, name, name, (title, skill, employer) => {
        for (const { html, findings } of pagesOf(title, skill, employer)) {
          expect(findings).toEqual([]);
          expect(html).not.toMatch(/\{\{|\p{Co}/u);
          expect(html.match(/<h1>/g)).toHaveLength(1);
        }
      }),
      { ...SEED, numRuns: 40 },
    );
  });

  it("have one address for roles in any order", () => {
    const roles = fc.uniqueArray(fc.constantFrom("a", "b-c", "d", "e-f"), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(roles, (asked) => comparisonPath(asked) === comparisonPath([...asked].reverse())),
      SEED,
    );
  });

  it("have feeds in which every text is text", () => {
    fc.assert(
      fc.property(name, (text) => {
        const feed = feedOf(text);
        expect(feed.replace(/&#\d+;/g, "")).not.toContain("&");
        expect(feed.match(/[<>"]/g)).toEqual(feedOf("plain").match(/[<>"]/g));
      }),
      SEED,
    );
  });
});
