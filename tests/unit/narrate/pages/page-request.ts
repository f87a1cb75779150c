import type { RoleFigures, Snapshot } from "../../../../src/domain/snapshot.ts";
import type { EditionDigest, PageRequest } from "../../../../src/narrate/pages/material.ts";
import { requestOf, type Story } from "../request-of.ts";
import { spread } from "../story-snapshot.ts";

/** More of a role than a story tells: what a feed with ranges, levels, employers and places gives. */
export type Details = Readonly<Record<string, Partial<RoleFigures>>>;

/** Three roles over six weeks; the first two were tested against each other, and the third is thin. */
export const STORY: Story = {
  week: "2026-W47",
  openings: [900, 940, 910, 980, 1_010, 1_040],
  roles: {
    "data-engineer": {
      title: "Data Engineer",
      openings: 420,
      offers: { now: 1_500, before: 1_400, verdict: "rose", q: 0.01 },
      pay: { now: 131_000, before: 129_500, n: 610, employers: 190 },
      remote: { now: 0.21, before: 0.2 },
      employers: 260,
      skills: [
        ["sql", 300],
        ["python", 290],
        ["spark", 190],
        ["airflow", 120],
      ],
    },
    "data-scientist": {
      title: "Data Scientist",
      openings: 380,
      offers: { now: 1_300 },
      pay: { now: 142_000, before: 138_000, stopped: ["leave-one-employer-out"], n: 540, employers: 170 },
      remote: { now: 0.24 },
      employers: 240,
      skills: [
        ["python", 300],
        ["sql", 220],
        ["r", 140],
        ["tableau", 60],
      ],
    },
    "prompt-engineer": {
      title: "Prompt Engineer",
      openings: 12,
      offers: { now: 14, verdict: "too-few" },
      pay: { now: 118_000, verdict: "too-few", n: 9 },
      remote: { now: 0.3, verdict: "too-few" },
      employers: 9,
      skills: [["python", 7]],
    },
  },
  pair: {
    roles: ["data-engineer", "data-scientist"],
    verdicts: { pay: "b-more", offers: "no-clear-gap", remote: "no-clear-gap" },
  },
};

const LEVEL = (openings: number, median: number | null) => ({
  openings,
  pay:
    median === null
      ? null
      : {
          disclosed: 40,
          employers: 20,
          floor: null,
          midpoint: { ...spread(median), interval: null },
          ceiling: null,
          distribution: [],
        },
});

export const DETAILS: Details = {
  "data-engineer": {
    topEmployers: [
      { name: "Acme & Sons", postings: 110 },
      { name: "Beta", postings: 12 },
    ],
    metros: [{ name: "Austin, TX", postings: 44 }],
    levels: {
      entry: LEVEL(20, 92_000),
      mid: LEVEL(200, 124_000),
      senior: LEVEL(150, 158_000),
      lead: LEVEL(3, null),
      unknown: LEVEL(47, null),
    },
    mentions: { equity: 60, bonus: null },
  },
  "data-scientist": {
    topEmployers: [{ name: "Gamma", postings: 9 }],
    metros: [{ name: "New York, NY", postings: 61 }],
  },
};

export function digestOf(part: Partial<EditionDigest> = {}): EditionDigest {
  return {
    week: "2026-W47",
    heading: "Demand for Data Engineer roles rose 7.1% in four weeks",
    preheader: "1,040 openings in all, and what each role pays.",
    news: [{ text: "Data Engineer offers rose 7.1%.", slices: ["data-engineer"] }],
    ...part,
  };
}

/** The request of such a week; `details` are of the newest week. */
export function pageRequestOf(
  story: Story = STORY,
  details: Details = DETAILS,
  part: Partial<PageRequest> = {},
): PageRequest {
  const newest = requestOf(story);
  const roles = Object.fromEntries(
    Object.entries(newest.now.content.roles).map(([slug, role]) => [slug, { ...role, ...details[slug] }]),
  );
  const content: Snapshot = { ...newest.now.content, roles };
  const now = { ...newest.now, content };
  const weeks = [...newest.history.slice(0, -1), now];
  const [a = "", b = ""] = Object.keys(story.roles).sort();
  return {
    newest: { ...newest, now, history: weeks },
    weeks,
    editions: [digestOf({ week: story.week })],
    comparisons: [[a, b]],
    scorecard: { editions: 1, verdicts: [] },
    ...part,
  };
}
