import type { CompareRequest } from "../../../src/compare/compare.ts";
import type { Sample } from "../../../src/compare/sample.ts";
import type { Offer } from "../../../src/domain/offer.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { sundayOf, type Week, weeksUpTo } from "../../../src/domain/week.ts";

export const WEEK = "2026-W47";
export const FLOORS = { payShare: 0.015, payAmount: 2_000, countShare: 0.05, count: 10, sharePoints: 0.02 };

/** A sample from rows of employer, value, in-before, in-now. */
export function sample(rows: readonly (readonly [number, number, 0 | 1, 0 | 1])[]): Sample {
  return {
    employer: Int32Array.from(rows, ([employer]) => employer),
    employerCount: 1 + Math.max(-1, ...rows.map(([employer]) => employer)),
    value: Float64Array.from(rows, ([, value]) => value),
    before: Uint8Array.from(rows, ([, , before]) => before),
    now: Uint8Array.from(rows, ([, , , now]) => now),
  };
}

export function offer(part: Partial<Offer> = {}): Offer {
  const { role = "", weeks = 1 } = part;
  const plain = { employer: "Acme", level: null, region: null, remoteWeeks: 0, midpoint: 100_000, narrow: true };
  // New in the first week that lists it.
  return { role, mainRole: role, weeks, newWeeks: weeks & -weeks, ...plain, ...part };
}

/** `n` offers spread evenly over the employers, one week each; pay rises by 1,000 from offer to offer. */
export function offersOf(n: number, employers: number, part: Partial<Offer> = {}): Offer[] {
  return Array.from({ length: n }, (_, index) =>
    offer({ employer: `Employer ${index % employers}`, midpoint: 100_000 + 1_000 * index, ...part }),
  );
}

type SnapshotPart = Partial<Omit<Snapshot, "totals" | "method">> & {
  totals?: Partial<Snapshot["totals"]>;
  method?: Partial<Snapshot["method"]>;
};

export function snapshotOf(week: Week, part: SnapshotPart = {}): Snapshot {
  return {
    schemaVersion: 1,
    week,
    asOf: sundayOf(week),
    kind: "flow",
    scope: { country: "US" },
    currency: "USD",
    sources: [source("board", 1_000)],
    roles: {},
    ...part,
    method: { taxonomy: "t", fx: null, version: 1, ...part.method },
    totals: {
      openings: 1_000,
      offers: 900,
      employers: 200,
      opened: null,
      closed: null,
      payDisclosed: 400,
      ...part.totals,
    },
  };
}

export function source(name: string, rows: number): Snapshot["sources"][number] {
  return { name, format: "mapped", sha256: "0".repeat(64), rows, accepted: rows, rejected: {} };
}

/** A role's figures as far as the comparison looks at them: that it is there, and whether remote work is known. */
export function roleFigures(title: string): Snapshot["roles"][string] {
  return {
    title,
    openings: 100,
    offers: 100,
    opened: null,
    closed: null,
    employers: 20,
    pay: { disclosed: 0, employers: 0, floor: null, midpoint: null, ceiling: null, distribution: [] },
    levels: null,
    workplace: { remote: 10, hybrid: null, onsite: null, unknown: 90 },
    mentions: { equity: null, bonus: null },
    skills: null,
    topEmployers: null,
    metros: null,
  };
}

/** Even weeks up to `WEEK`, with the given role offers, which are also the total's. Bit 7 is this week, bit 6 the last. */
export function requestOf(offers: readonly Offer[] | undefined, part: Partial<CompareRequest> = {}): CompareRequest {
  const weeks = weeksUpTo(WEEK, 8);
  const roles = [...new Set((offers ?? []).map(({ role }) => role))].sort();
  const figures = Object.fromEntries(roles.map((role) => [role, roleFigures(role)]));
  const history = new Map(weeks.map((week) => [week, snapshotOf(week, { roles: figures })]));
  return {
    week: WEEK,
    history,
    hashes: new Map(weeks.map((week) => [week, `hash of ${week}`])),
    offers: offers && [...offers.map((each) => ({ ...each, role: "" })), ...offers],
    offerWeeks: weeks,
    days: new Map(),
    readings: new Map(),
    thin: undefined,
    repricings: [],
    categories: new Map(),
    holidays: new Set(),
    past: new Map(),
    floors: FLOORS,
    settings: "settings",
    pairs: [],
    ...part,
  };
}

export interface Plan {
  readonly role?: string;
  readonly employers?: number;
  /** Offers of an employer in a week (0 to 7, 7 is this week). */
  readonly count?: (week: number, employer: number) => number;
  readonly pay?: (week: number, employer: number, place: number) => number;
  readonly remote?: (week: number, employer: number, place: number) => boolean;
}

/** Eight weeks of new offers: by default 20 employers with one each a week, whose pay differs but never changes. */
export function plannedOffers(plan: Plan = {}): Offer[] {
  const { role = "engineer", employers = 20 } = plan;
  const count = plan.count ?? (() => 1);
  const pay = plan.pay ?? ((_, employer) => 100_000 + 2_000 * employer);
  const remote = plan.remote ?? ((_, employer) => employer % 4 === 0);
  const name = (employer: number) => `Employer ${String(employer).padStart(2, "0")}`;
  return Array.from({ length: 8 }).flatMap((_, week) =>
    Array.from({ length: employers }).flatMap((_, employer) =>
      Array.from({ length: count(week, employer) }, (_, place) => ({
        role,
        mainRole: role,
        employer: name(employer),
        level: null,
        region: null,
        weeks: 1 << week,
        remoteWeeks: remote(week, employer, place) ? 1 << week : 0,
        newWeeks: 1 << week,
        midpoint: pay(week, employer, place),
        narrow: true,
      })),
    ),
  );
}
