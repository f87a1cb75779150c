import type { CompareRequest } from "../../src/compare/compare.ts";
import type { WeekChanges } from "../../src/domain/change.ts";
import type { Offer } from "../../src/domain/offer.ts";
import { seededRandom } from "../../src/domain/random.ts";
import type { Repricing } from "../../src/domain/repricing.ts";
import type { Snapshot } from "../../src/domain/snapshot.ts";
import { sundayOf, type Week, weeksUpTo } from "../../src/domain/week.ts";

export interface MarketSize {
  /** How many offers of each role are open in a week, or in a flow are new in four: as many roles as there are numbers. */
  readonly roles: readonly number[];
  readonly weeks: number;
  /** Of the offers open in a week, how many are open in the next; 0 makes a flow. */
  readonly stays: number;
  /** How often in each week one employer of some role posts as many well-paid offers as are 30 % of it. */
  readonly burstsAWeek: number;
  /** What employers round pay to. */
  readonly payStep: number;
  /** How many roles truly pay more to offers that open in the last four weeks, and how much more; they have no bursts. */
  readonly plants: { readonly roles: number; readonly size: number };
}

interface Job {
  readonly role: string;
  readonly employer: string;
  /** The first and the last week it is open in, by number; -1 for open before the first week. */
  readonly first: number;
  readonly last: number;
  readonly remote: boolean;
  readonly midpoint: number | null;
}

/** Weeks of an invented market, by number, and what truly happens in it. */
export interface Market {
  readonly weeks: readonly Week[];
  readonly planted: ReadonlySet<string>;
  /** Roles with a burst in any of the last eight weeks. */
  readonly burst: ReadonlySet<string>;
  /** All that the tests of a week ask for; `past` are the results of earlier weeks. */
  requestOf(number: number, past?: ReadonlyMap<Week, WeekChanges>): CompareRequest;
}

const LAST_WEEK = "2026-W40";
const TYPICAL_PAY = 130_000;
/** Standard deviation of log pay between employers, and between the offers of one. */
const SPREAD = 0.18;
/** Of the logarithm of how much an employer hires in a week against what is usual for it. */
const FITS = 0.7;
const BURST_SHARE = 0.3;
/** As ads round it. */
export const PAY_STEP = 5_000;
const DISCLOSED = 0.85;
const POOL = 2_500;
export const WINDOW = 4;

/**
 * A market in which nothing changes but what is planted: Zipf-like employers (rank^-0.9) with a pay level and a remote habit of their
 * own, of which a role of n openings has n^0.7; hiring in lognormal fits and starts; rounded pay. An
 * employer of one role may be one of others. The same seed and size give the same market.
 */
export function market(seed: number, size: MarketSize): Market {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const pool = Array.from({ length: POOL }, () => ({ level: SPREAD * normal(), remote: random() < 0.25 ? 0.8 : 0.1 }));
  const names = size.roles.map((_, role) => `role-${String(role).padStart(2, "0")}`);
  const staff = size.roles.map((openings) => employersOf(openings, random));
  const planted = new Set(drawnFrom(names, size.plants.roles, random));
  const calm = names.filter((name) => !planted.has(name));
  const renewed = size.stays > 0 ? 1 - size.stays : 1 / WINDOW;
  const jobs: Job[] = [];
  const burst = new Set<string>();
  const hire = (role: string, employer: number, first: number, count: number, raise: number) => {
    const { level = 0, remote = 0.1 } = pool[employer] ?? {};
    const plant = planted.has(role) && first >= size.weeks - WINDOW ? Math.log(1 + size.plants.size) : 0;
    for (let each = 0; each < count; each++) {
      let last = Math.max(0, first);
      while (last < size.weeks && random() < size.stays) last++;
      const pay = TYPICAL_PAY * Math.exp(level + raise + plant + SPREAD * normal());
      const midpoint = random() < DISCLOSED ? Math.round(pay / size.payStep) * size.payStep : null;
      jobs.push({ role, employer: `employer ${employer}`, first, last, remote: random() < remote, midpoint });
    }
  };
  for (const [index, role] of names.entries())
    for (const { employer, openings } of staff[index] ?? []) {
      if (size.stays > 0) hire(role, employer, -1, poisson(openings * size.stays, random), 0);
      for (let week = 0; week < size.weeks; week++) {
        const fit = Math.exp(FITS * normal() - FITS ** 2 / 2);
        hire(role, employer, week, poisson(openings * renewed * fit, random), 0);
      }
    }
  for (let week = 0; week < size.weeks; week++)
    for (const role of drawnFrom(calm, size.burstsAWeek, random)) {
      const index = names.indexOf(role);
      const own = staff[index] ?? [];
      const { employer = 0 } = own[Math.floor(random() * own.length)] ?? {};
      const raise = 0.2 + Math.abs(SPREAD * normal()) - (pool[employer]?.level ?? 0);
      hire(role, employer, week, Math.round(BURST_SHARE * (size.roles[index] ?? 0)), raise);
      if (week >= size.weeks - 2 * WINDOW) burst.add(role);
    }
  const weeks = weeksUpTo(LAST_WEEK, size.weeks);
  const repricings = Array.from({ length: 30 }, (_, employer) => repricing(`employer ${employer}`, normal()));
  const request = (number: number, past: ReadonlyMap<Week, WeekChanges> = new Map()) =>
    requestOf(number, { weeks, names, jobs, past, kind: size.stays > 0 ? "stock" : "flow", repricings });
  return { weeks, planted, burst, requestOf: request };
}

/** Which employers of the pool a role has, with the openings that each has of it on average. */
function employersOf(openings: number, random: () => number): { employer: number; openings: number }[] {
  const count = Math.max(6, Math.round(openings ** 0.7));
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(Math.floor(random() * POOL));
  const weights = Array.from({ length: count }, (_, rank) => (rank + 1) ** -0.9);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [...drawn].map((employer, rank) => ({ employer, openings: ((weights[rank] ?? 0) / total) * openings }));
}

function drawnFrom(names: readonly string[], count: number, random: () => number): string[] {
  const drawn = new Set<string>();
  while (drawn.size < Math.min(count, names.length)) drawn.add(names[Math.floor(random() * names.length)] ?? "");
  return [...drawn];
}

/** A count of the mean given; beyond what the product of Knuth's method can hold, it is drawn in parts. */
function poisson(mean: number, random: () => number): number {
  if (mean > 30) return poisson(mean / 2, random) + poisson(mean / 2, random);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

function repricing(employer: string, shift: number): Repricing {
  return { employer, before: TYPICAL_PAY, now: Math.round(TYPICAL_PAY * Math.exp(0.05 * shift)), ads: 2 };
}

interface Told {
  readonly weeks: readonly Week[];
  readonly names: readonly string[];
  readonly jobs: readonly Job[];
  readonly past: ReadonlyMap<Week, WeekChanges>;
  readonly kind: "stock" | "flow";
  readonly repricings: readonly Repricing[];
}

function requestOf(number: number, { weeks, names, jobs, past, kind, repricings }: Told): CompareRequest {
  const start = Math.max(0, number - 2 * WINDOW + 1);
  const offerWeeks = weeks.slice(start, number + 1);
  const offers: Offer[] = jobs
    .filter(({ first, last }) => last >= start && first <= number)
    .flatMap(({ role, employer, first, last, remote, midpoint }) => {
      const bits = offerWeeks.reduce(
        (sum, _, i) => (start + i >= first && start + i <= last ? sum | (1 << i) : sum),
        0,
      );
      const region = remote ? "remote" : "US";
      const offer = {
        ...{ mainRole: role, employer, level: "mid" as const, region, midpoint, narrow: true },
        ...{ weeks: bits, remoteWeeks: remote ? bits : 0, newWeeks: first >= start ? 1 << (first - start) : 0 },
      };
      return [
        { ...offer, role },
        { ...offer, role: "" },
      ];
    });
  return {
    week: weeks[number] ?? "",
    history: new Map(weeks.slice(0, number + 1).map((week) => [week, evenSnapshot(week, kind, names)])),
    days: new Map(),
    readings: new Map(),
    hashes: new Map(),
    offers,
    offerWeeks,
    thin: undefined,
    repricings: kind === "stock" ? repricings : [],
    categories: new Map(),
    holidays: new Set(),
    past,
    floors: { payShare: 0.015, payAmount: 2_000, countShare: 0.05, count: 10, sharePoints: 0.02 },
    settings: "proof",
    pairs: [],
  };
}

/** A week as the guard sees it: always the same source, rows and disclosure. */
function evenSnapshot(week: Week, kind: "stock" | "flow", names: readonly string[]): Snapshot {
  const pay = { disclosed: 0, employers: 0, floor: null, midpoint: null, ceiling: null, distribution: [] };
  const role = {
    ...{ title: "Role", openings: 0, offers: 0, opened: null, closed: null, employers: 0, pay, levels: null },
    workplace: { remote: 0, hybrid: null, onsite: null, unknown: 0 },
    ...{ mentions: { equity: null, bonus: null }, skills: null, topEmployers: null, metros: null },
  };
  return {
    schemaVersion: 1,
    week,
    asOf: sundayOf(week),
    kind,
    scope: {},
    currency: "USD",
    method: { taxonomy: "even", fx: null, version: 1 },
    sources: [{ name: "even", format: "postings", sha256: "0".repeat(64), rows: 100, accepted: 100, rejected: {} }],
    totals: { openings: 100, offers: 100, employers: 10, opened: null, closed: null, payDisclosed: 100 },
    roles: Object.fromEntries(names.map((name) => [name, role])),
  };
}
