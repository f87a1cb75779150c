import {
  CHANGES_VERSION,
  type Metric,
  type PairResult,
  type WeekChanges,
  type WindowLevel,
  weekChangesSchema,
} from "../../../../src/domain/change.ts";
import { type RoleFigures, type Snapshot, type Spread, snapshotSchema } from "../../../../src/domain/snapshot.ts";
import type { NarrateRequest, Stored } from "../../../../src/narrate/request.ts";
import { WORDS } from "../request-of.ts";

/*
 * Three roles whose figures round to those that a role-comparison site published in 2026, in a feed of 26,159 openings. What
 * was not published (lower ends but their mean, midpoints, employers) is made up to fit it.
 */

const WEEK = "2026-W47";
export const [AI, MLOPS, PROMPT] = ["ai-software-engineer", "mlops-engineer", "prompt-engineer"] as const;
export const TRACKED = 26_159;

interface Published {
  readonly title: string;
  readonly openings: number;
  readonly employers: number;
  readonly disclosed: number;
  readonly floor: Spread;
  readonly midpoint: Spread;
  readonly ceiling: Spread;
  readonly remote: number;
  readonly levels: readonly [entry: number, mid: number, senior: number];
  readonly skills: readonly string[];
  readonly topEmployers: readonly (readonly [string, number])[];
  readonly metros: readonly (readonly [string, number])[];
}

const PUBLISHED: Readonly<Record<string, Published>> = {
  [PROMPT]: {
    title: "Prompt Engineer",
    openings: 9,
    employers: 7,
    disclosed: 5,
    floor: { mean: 99_000, p25: 90_000, median: 97_000, p75: 110_000 },
    midpoint: { mean: 113_200, p25: 102_500, median: 109_500, p75: 125_000 },
    ceiling: { mean: 127_400, p25: 115_000, median: 122_000, p75: 140_000 },
    remote: 2,
    levels: [0, 8, 1],
    skills: ["Prompt Engineering", "Python", "RAG", "Embeddings", "Gemini", "Claude", "LangChain", "OpenAI"],
    topEmployers: [
      ["Qode", 1],
      ["Steampunk", 1],
    ],
    metros: [],
  },
  [MLOPS]: {
    title: "MLOps Engineer",
    openings: 80,
    employers: 38,
    disclosed: 34,
    floor: { mean: 128_000, p25: 100_000, median: 122_000, p75: 150_000 },
    midpoint: { mean: 161_000, p25: 117_500, median: 147_500, p75: 194_000 },
    ceiling: { mean: 194_000, p25: 135_000, median: 173_000, p75: 238_000 },
    remote: 7,
    levels: [3, 57, 17],
    skills: ["AWS", "Python", "Kubernetes", "RAG", "Docker", "GCP", "Azure", "Rust"],
    topEmployers: [
      ["Openkyber", 27],
      ["Apple", 3],
      ["Worldpay", 2],
    ],
    metros: [
      ["San Francisco", 14],
      ["Austin", 6],
    ],
  },
  [AI]: {
    title: "AI Software Engineer",
    openings: 598,
    employers: 240,
    disclosed: 310,
    floor: { mean: 140_000, p25: 110_000, median: 135_000, p75: 165_000 },
    midpoint: { mean: 194_700, p25: 148_000, median: 185_000, p75: 232_500 },
    ceiling: { mean: 249_400, p25: 186_000, median: 235_000, p75: 300_000 },
    remote: 48,
    levels: [12, 257, 329],
    skills: ["RAG", "Python", "Rust", "Kubernetes", "AWS", "Docker", "Claude", "OpenAI"],
    topEmployers: [
      ["Acme", 20],
      ["Beta", 12],
    ],
    metros: [
      ["San Francisco", 160],
      ["Los Angeles", 70],
      ["New York", 66],
    ],
  },
};

const level = (openings: number) => ({ openings, pay: null });

function figuresOf(role: Published): RoleFigures {
  const [entry, mid, senior] = role.levels;
  const named = (names: readonly (readonly [string, number])[]) =>
    names.map(([name, postings]) => ({ name, postings }));
  return {
    title: role.title,
    openings: role.openings,
    offers: role.openings,
    opened: null,
    closed: null,
    employers: role.employers,
    pay: {
      disclosed: role.disclosed,
      employers: Math.min(role.disclosed, role.employers),
      floor: role.floor,
      midpoint: { ...role.midpoint, interval: null },
      ceiling: role.ceiling,
      distribution: [],
    },
    levels: {
      entry: level(entry),
      mid: level(mid),
      senior: level(senior),
      lead: level(0),
      unknown: level(role.openings - entry - mid - senior),
    },
    workplace: { remote: role.remote, hybrid: null, onsite: null, unknown: 0 },
    mentions: { equity: null, bonus: null },
    // Each named by a little fewer ads than the one before it.
    skills: role.skills.map((name, index) => ({
      name,
      postings: Math.max(1, Math.round(role.openings * (0.7 - 0.05 * index))),
      pay: null,
    })),
    topEmployers: named(role.topEmployers),
    metros: named(role.metros),
  };
}

export const SNAPSHOT: Snapshot = snapshotSchema.parse({
  schemaVersion: 1,
  week: WEEK,
  asOf: "2026-11-21",
  kind: "stock",
  scope: { country: "US" },
  currency: "USD",
  method: { taxonomy: "t", fx: null, version: 1 },
  sources: [
    { name: "boards", format: "mapped", sha256: "0".repeat(64), rows: TRACKED, accepted: TRACKED, rejected: {} },
  ],
  totals: {
    openings: TRACKED,
    offers: 24_011,
    employers: 4_210,
    opened: null,
    closed: null,
    payDisclosed: 10_755,
  },
  roles: Object.fromEntries(Object.entries(PUBLISHED).map(([slug, role]) => [slug, figuresOf(role)])),
});

function levelOf(role: Published): WindowLevel {
  const { disclosed, openings, employers } = role;
  return {
    weeks: [WEEK],
    offers: openings,
    employers,
    topEmployerShare: (role.topEmployers[0]?.[1] ?? 0) / openings,
    pay: {
      n: disclosed,
      employers: Math.min(disclosed, employers),
      ...role.midpoint,
      interval: null,
      unreliable: false,
      movedByOneEmployer: false,
    },
    disclosed: { n: openings, count: disclosed },
    remote: { n: openings, count: role.remote },
  };
}

const VALUE: Readonly<Record<Metric, (role: Published) => number>> = {
  pay: ({ midpoint }) => midpoint.median,
  offers: ({ openings }) => openings,
  remote: ({ remote, openings }) => remote / openings,
};

/** Nine offers are too few for any test, so that is what every pair with them found. */
function tooFew(a: string, b: string): PairResult[] {
  return (["pay", "offers", "remote"] as const).map((metric) => {
    const [aValue, bValue] = [VALUE[metric](PUBLISHED[a]!), VALUE[metric](PUBLISHED[b]!)];
    const none = { interval: null, theta: null, p: null, q: null, gates: [] };
    return { a, b, metric, aValue, bValue, difference: aValue - bValue, ...none, verdict: "too-few" };
  });
}

const CHANGES: WeekChanges = weekChangesSchema.parse({
  schemaVersion: CHANGES_VERSION,
  week: WEEK,
  method: { version: 1, settings: "s" },
  inputs: [],
  guard: {
    total: [{ code: "first-week", weeks: [], source: null, found: null, low: null, high: null }],
    roles: [{ code: "first-week", weeks: [], source: null, found: null, low: null, high: null }],
  },
  levels: Object.keys(PUBLISHED)
    .sort()
    .map((slice) => ({ slice, window: "4w", now: levelOf(PUBLISHED[slice]!), before: null })),
  changes: [],
  pairs: [...tooFew(AI, PROMPT), ...tooFew(MLOPS, PROMPT)],
  records: [],
});

const stored = <T>(content: T, name: string): Stored<T> => ({
  content,
  path: `${WEEK}/${name}.json`,
  sha256: "0".repeat(64),
});

/** The request of that week, its first. */
export function publishedRequest(part: Partial<NarrateRequest> = {}): NarrateRequest {
  const now = stored(SNAPSHOT, "snapshot");
  return {
    week: WEEK,
    now,
    history: [now],
    changes: stored(CHANGES, "changes"),
    earlier: [],
    notWhole: [],
    firstWeek: WEEK,
    letter: undefined,
    published: [],
    revisedSince: [],
    words: WORDS,
    newsletter: "Track AI Salary Trends",
    followed: [PROMPT, MLOPS],
    profiles: {},
    backdrop: undefined,
    skillPay: undefined,
    rolesInLetter: 12,
    categories: {},
    credit: null,
    ...part,
  };
}
