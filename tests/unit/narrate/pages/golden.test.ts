import { describe, expect, it } from "vitest";
import { takeClaims, unmarked } from "../../../../src/domain/claim.ts";
import { ALT_LENGTH } from "../../../../src/domain/letter.ts";
import type { Judged, Scorecard } from "../../../../src/domain/scorecard.ts";
import { narratePages } from "../../../../src/narrate/pages/pages.ts";
import { printed } from "../../../../src/narrate/print.ts";
import { type Story, storyOf, WORDS } from "../request-of.ts";
import { DETAILS, digestOf, pageRequestOf, STORY } from "./page-request.ts";
import { markedText, plainText } from "./page-text.ts";

const GOLDEN = new URL("../../../golden/pages/", import.meta.url);

const HOSTILE = '<b onclick="x">{{n}}</b>\u202E \u05D0\u05D1\u05D2 🤖\n9';
const hostile: Story = {
  ...STORY,
  roles: {
    ...STORY.roles,
    "data-engineer": {
      ...STORY.roles["data-engineer"]!,
      title: `${HOSTILE} Engineer`,
      skills: [[`${HOSTILE} skill`, 300]],
    },
  },
};
const hostileDetails = {
  "data-engineer": {
    topEmployers: [{ name: `${HOSTILE} Inc.`, postings: 200 }],
    metros: [{ name: `${HOSTILE} City`, postings: 7 }],
  },
};
const noEmployers = Object.fromEntries(
  Object.keys(STORY.roles).map((slug) => [slug, { employers: null, topEmployers: null, metros: null, skills: null }]),
);
const guarded: Story = {
  ...STORY,
  pair: {
    roles: ["data-engineer", "data-scientist"],
    verdicts: { pay: "too-few", offers: "too-few", remote: "too-few" },
  },
  guard: { total: [{ code: "no-employers" }], roles: [{ code: "no-employers" }] },
};
const { pair: _, ...untested } = STORY;
const first: Story = {
  ...untested,
  openings: [1_040],
  guard: { total: [{ code: "first-week" }], roles: [{ code: "first-week" }] },
};
const TWO = ["data-engineer", "data-scientist"];
const THREE = [...TWO, "prompt-engineer"];

const judged = (outcome: Judged["outcome"], recomputed: boolean): Judged => ({
  week: "2026-W46",
  slice: "data-engineer",
  metric: "offers",
  verdict: "rose",
  now: outcome === "held" ? "rose" : "unclear",
  outcome,
  recomputed,
});
const SCORECARD: Scorecard = {
  editions: 3,
  verdicts: [judged("held", false), judged("held", true), judged("weaker", true), judged("gone", true)],
};

const CASES: Record<string, { request: ReturnType<typeof pageRequestOf>; paths: readonly string[] }> = {
  "two-roles": {
    request: pageRequestOf(STORY, DETAILS, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer", "", "roles", "compare"],
  },
  "three-roles": {
    request: pageRequestOf(STORY, DETAILS, { comparisons: [TWO, THREE] }),
    paths: ["compare/data-engineer-vs-data-scientist-vs-prompt-engineer"],
  },
  "thin-roles": {
    request: pageRequestOf(STORY, {}, { comparisons: [["data-engineer", "prompt-engineer"]] }),
    paths: ["compare/data-engineer-vs-prompt-engineer", "roles/prompt-engineer"],
  },
  "not-tested": {
    request: pageRequestOf(untested, {}, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist"],
  },
  "no-employers": {
    request: pageRequestOf(guarded, noEmployers, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer", ""],
  },
  "first-week": {
    request: pageRequestOf(first, {}, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer", ""],
  },
  "never-compared": {
    request: pageRequestOf({ ...untested, compared: false }, {}, { comparisons: [TWO], editions: [] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer", ""],
  },
  "thin-with-category": {
    request: pageRequestOf(storyOf("thin-role"), {}, { comparisons: [["data-engineer", "prompt-engineer"]] }),
    paths: ["roles/prompt-engineer", "roles/ai-ethicist", "compare/data-engineer-vs-prompt-engineer"],
  },
  "newer-metrics": {
    request: pageRequestOf(storyOf("record"), {}, { comparisons: [TWO] }),
    paths: ["roles/data-engineer"],
  },
  "still-up": {
    request: pageRequestOf(storyOf("still-up"), {}, { comparisons: [TWO] }),
    paths: ["roles/data-engineer", "roles/data-scientist"],
  },
  "mostly-mix": {
    request: pageRequestOf(storyOf("mostly-mix"), {}, { comparisons: [TWO] }),
    paths: ["roles/data-engineer"],
  },
  "one-employer": {
    request: pageRequestOf(storyOf("one-employer"), {}, { comparisons: [TWO] }),
    paths: ["roles/data-engineer"],
  },
  theta: {
    request: pageRequestOf(storyOf("theta"), {}, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist"],
  },
  "gap-of-45-days": {
    request: pageRequestOf(storyOf("gap-of-45-days"), {}, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer", "roles"],
  },
  scorecard: {
    request: pageRequestOf(STORY, {}, { scorecard: SCORECARD }),
    paths: [""],
  },
  "open-postings": {
    request: pageRequestOf(storyOf("open-postings"), {}, { comparisons: [TWO] }),
    paths: ["compare/data-engineer-vs-data-scientist", "roles/data-engineer"],
  },
  "hostile-names": {
    request: pageRequestOf(hostile, hostileDetails, {
      comparisons: [TWO],
      editions: [digestOf({ heading: `${HOSTILE} rose` })],
    }),
    paths: ["compare/data-engineer-vs-data-scientist"],
  },
};

it("say nothing of verdicts that held where no week was computed again", () => {
  const home = (verdicts: Scorecard["verdicts"]) =>
    narratePages(pageRequestOf(STORY, {}, { scorecard: { editions: 3, verdicts } })).pages[0]?.sections ?? [];
  const hasScorecard = (verdicts: Scorecard["verdicts"]) => home(verdicts).some(({ slot }) => slot === "scorecard");
  expect(hasScorecard([judged("held", false), judged("held", true)])).toBe(true);
  expect(hasScorecard([judged("held", false), judged("held", false)])).toBe(false);
});

describe.each(Object.entries(CASES))("the pages of %s", (name, { request, paths }) => {
  const { pages, facts } = narratePages(request);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));

  it.each(paths)("read as before: %s", async (path) => {
    const page = pages.find((each) => each.path === path);
    const file = `${name}/${path === "" ? "home" : path.replaceAll("/", "-")}.txt`;
    await expect(page === undefined ? "" : plainText(page)).toMatchFileSnapshot(new URL(file, GOLDEN).pathname);
  });

  it("print every number as its fact says", () => {
    const claims = pages.flatMap((page) => takeClaims("page", markedText(page)).claims);
    expect(claims.length).toBeGreaterThan(20);
    for (const claim of claims) {
      const fact = byId.get(claim.fact);
      expect(fact, claim.fact).toBeDefined();
      expect(claim.printed).toBe(printed(fact!, WORDS));
    }
  });

  it("have an address each, and each fact once", () => {
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
    expect(byId.size).toBe(facts.length);
  });

  it("describe every chart in 20 to 150 characters", () => {
    for (const { alt } of pages.flatMap(({ charts }) => charts)) {
      expect([...unmarked(alt)].length).toBeGreaterThanOrEqual(ALT_LENGTH.min);
      expect([...unmarked(alt)].length).toBeLessThanOrEqual(ALT_LENGTH.max);
    }
  });

  it("name no role as the better one without a test that says so", () => {
    const text = pages
      .filter(({ path }) => path.startsWith("compare/"))
      .map(plainText)
      .join("\n");
    const told = ["two-roles", "three-roles", "hostile-names", "theta", "scorecard", "open-postings"].includes(name);
    expect(/Choose /.test(text)).toBe(told);
  });
});

describe("narratePages", () => {
  it("gives the same pages for roles in any order", () => {
    const of = (comparison: readonly string[]) =>
      narratePages(pageRequestOf(STORY, DETAILS, { comparisons: [comparison] })).pages;
    expect(of(["prompt-engineer", "data-scientist", "data-engineer"])).toEqual(of(THREE));
  });

  it("keeps a page for a role that the newest week lacks", () => {
    const request = pageRequestOf();
    const old = request.weeks[0]!;
    const roles = {
      ...old.content.roles,
      "cloud-engineer": { ...old.content.roles["data-engineer"]!, title: "Cloud Engineer" },
    };
    const weeks = [{ ...old, content: { ...old.content, roles } }, ...request.weeks.slice(1)];
    const { pages } = narratePages({ ...request, weeks, comparisons: [["cloud-engineer", "data-engineer"]] });
    const page = pages.find(({ path }) => path === "roles/cloud-engineer");
    expect(page?.lede).toBe("No Cloud Engineer openings were counted this week.");
    const compared = pages.find(({ path }) => path === "compare/cloud-engineer-vs-data-engineer");
    expect(plainText(compared!)).toContain("Cloud Engineer: no openings were counted this week.");
  });

  it("says that data is invented on every page", () => {
    const request = pageRequestOf();
    const content = { ...request.newest.now.content, invented: true as const };
    const { pages } = narratePages({
      ...request,
      newest: { ...request.newest, now: { ...request.newest.now, content } },
    });
    expect(pages.every(({ invented }) => invented)).toBe(true);
    expect(narratePages(request).pages.some(({ invented }) => invented)).toBe(false);
  });
});
