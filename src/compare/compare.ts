import {
  CHANGES_VERSION,
  type Change,
  type GuardReason,
  METRICS,
  type PairResult,
  type WeekChanges,
  type WindowLevel,
} from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { changeOf, type Floors, type Untried, uncompared, verdictOf } from "./change-of.ts";
import { alikeSince, guardOfWindow } from "./guard.ts";
import { type Days, type History, type PayReadings, plain } from "./guard-evidence.ts";
import { windowLevel } from "./level.ts";
import { comparePair, pairsToTest } from "./pair.ts";
import { ROLE_WINDOW } from "./windows.ts";

/** The version of the tests themselves; stored with their results. */
export const TESTS_VERSION = 1;

const HEADLINE_ALPHA = 0.05;
const ROLES_Q = 0.1;

export interface CompareRequest {
  readonly week: Week;
  /** Snapshots of this week and, where stored, of the sixteen before it. */
  readonly history: History;
  /** Days of the flows among them, as far as their postings are here. */
  readonly days: Days;
  /** How pay reads in the stocks among them against the week before each, as far as their postings are here. */
  readonly readings: PayReadings;
  /** Hash of each snapshot's file. */
  readonly hashes: ReadonlyMap<Week, string>;
  /** Offers over `offerWeeks` (bit i of `Offer.weeks` is the i-th); undefined where this machine lacks postings. */
  readonly offers: readonly Offer[] | undefined;
  /** The weeks that offers were read for, ascending, this week last. */
  readonly offerWeeks: readonly Week[];
  readonly floors: Floors;
  /** Hash of the settings that decide what is tested. */
  readonly settings: string;
  /** Pairs asked for, each in alphabetical order; the largest roles are compared with each other unasked. */
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * What changed this week and what did not, with every test behind it. Pure: equal requests give equal results. Order: the
 * total first, roles alphabetically, metrics as listed in `METRICS`. The first week has levels and no changes.
 */
export function compareWeek(request: CompareRequest): WeekChanges {
  const { week, history, hashes } = request;
  const guard = {
    total: guardsOf(weeksUpTo(week, 2), request),
    roles: guardsOf(weeksUpTo(week, 2 * ROLE_WINDOW), request),
  };
  const slices = Map.groupBy(request.offers ?? [], (offer) => offer.role);
  const roles = Object.keys(history.get(week)?.roles ?? {}).sort();
  const cohorts =
    request.offers === undefined
      ? []
      : ["", ...roles].map((role) => cohortOf(role, slices.get(role) ?? [], request, guard));
  const changes = cohorts.flatMap(({ untried }) => untried);
  return {
    schemaVersion: CHANGES_VERSION,
    week,
    method: { version: TESTS_VERSION, settings: request.settings },
    inputs: [...history.keys()].sort().map((each) => ({ week: each, sha256: hashes.get(each) ?? "" })),
    guard,
    levels: cohorts.map(({ slice, window, now, before }) => ({ slice, window, now, before })),
    changes: judged(changes, guard),
    pairs: pairsOf(slices, cohorts, request),
    records: [],
  };
}

interface CohortResult {
  readonly slice: string;
  readonly window: "1w" | "4w";
  readonly now: WindowLevel;
  readonly before: WindowLevel | null;
  readonly untried: readonly Untried[];
}

function cohortOf(
  role: string,
  offers: readonly Offer[],
  request: CompareRequest,
  guard: WeekChanges["guard"],
): CohortResult {
  const { week, history, offerWeeks } = request;
  const isTotal = role === "";
  const length = isTotal ? 1 : ROLE_WINDOW;
  const { kind } = history.get(week) ?? { kind: "flow" as const };
  const nowWeeks = unbroken(weeksUpTo(week, length), request);
  const beforeWeeks = weeksUpTo(addWeeks(week, -length), length);
  const level = (weeks: readonly Week[]) =>
    windowLevel(offers, weeks, bitsOf(weeks, offerWeeks), kind, knowsRemote(weeks, history));
  const result = {
    slice: isTotal ? "total" : role,
    window: isTotal ? ("1w" as const) : ("4w" as const),
    now: level(nowWeeks),
  };
  const metrics = METRICS.filter((metric) => metric !== "remote" || knowsRemote(nowWeeks, history));
  if ((isTotal ? guard.total : guard.roles).length > 0) {
    return { ...result, before: null, untried: metrics.map((metric) => uncompared(metric, result)) };
  }
  const before = level(beforeWeeks);
  const windows = {
    ...result,
    week,
    offers,
    before,
    beforeBits: bitsOf(beforeWeeks, offerWeeks),
    nowBits: bitsOf(nowWeeks, offerWeeks),
  };
  return { ...result, before, untried: metrics.map((metric) => changeOf(metric, windows, request.floors)) };
}

/** Whether every one of the weeks says which postings are remote; a column that comes or goes is no news of remote work. */
function knowsRemote(weeks: readonly Week[], history: History): boolean {
  return weeks.every((week) =>
    Object.values(history.get(week)?.roles ?? {}).some(({ workplace }) => workplace?.remote != null),
  );
}

/** Why two windows cannot be compared; empty when they can. */
function guardsOf(
  weeks: readonly Week[],
  { history, days, readings, offers, offerWeeks }: CompareRequest,
): GuardReason[] {
  const [week] = weeks.slice(-1);
  if (history.size <= 1)
    return [plain("first-week", weeks.slice(-1)), ...guardOfWindow(weeks.slice(-1), history, days)];
  const reasons = guardOfWindow(weeks, history, days, readings);
  if (week !== undefined && offers === undefined) return [...reasons, plain("no-postings", weeks)];
  if (weeks.some((each) => history.has(each) && !offerWeeks.includes(each)))
    return [...reasons, plain("no-postings", weeks)];
  if (offers?.every((offer) => offer.employer === null)) return [...reasons, plain("no-employers", weeks)];
  return reasons;
}

/** The last of the weeks back to the first gap or guard: a level may not mix weeks that are not alike. */
function unbroken(weeks: readonly Week[], { history, days, readings, offerWeeks }: CompareRequest): Week[] {
  const gap = weeks.findLastIndex((week) => !offerWeeks.includes(week));
  return alikeSince(weeks.slice(gap + 1), history, days, readings);
}

function bitsOf(weeks: readonly Week[], offerWeeks: readonly Week[]): number {
  return weeks.reduce((bits, week) => {
    const index = offerWeeks.indexOf(week);
    return index < 0 ? bits : bits | (1 << index);
  }, 0);
}

/** The headline family (the total) is tested at plain p ≤ 5 %, all role tests together at a false discovery rate of 10 %. */
function judged(untried: readonly Untried[], guard: WeekChanges["guard"]): Change[] {
  const family = untried.filter((change) => change.slice !== "total" && change.test !== null);
  const q = benjaminiHochberg(family.map((change) => change.test?.p ?? 1));
  return untried.map((change) => {
    if ((change.slice === "total" ? guard.total : guard.roles).length > 0)
      return { ...change, verdict: "not-comparable" };
    if (change.test === null) return { ...change, verdict: verdictOf(change) };
    const place = family.indexOf(change);
    const found = place < 0 ? change.test.p : (q[place] ?? 1);
    const limit = place < 0 ? HEADLINE_ALPHA : ROLES_Q;
    const sure = {
      gate: place < 0 ? "p" : "false-discovery-rate",
      passed: found <= limit,
      found: Math.round(found * 1e6) / 1e6,
      limit,
    };
    const tried = {
      ...change,
      test: { ...change.test, q: place < 0 ? null : sure.found },
      gates: [...change.gates, sure],
    };
    return { ...tried, verdict: verdictOf(tried) };
  });
}

function pairsOf(
  slices: ReadonlyMap<string, readonly Offer[]>,
  cohorts: readonly CohortResult[],
  request: CompareRequest,
): PairResult[] {
  const roles = cohorts.filter(({ slice }) => slice !== "total").map(({ slice, now }) => ({ role: slice, level: now }));
  return pairsToTest(roles, request.pairs).flatMap(([a, b]) => {
    const levels = [a, b].map((role) => cohorts.find((cohort) => cohort.slice === role)?.now);
    const [aLevel, bLevel] = levels;
    if (aLevel === undefined || bLevel === undefined) return [];
    const sides = [
      { role: a, level: aLevel, offers: slices.get(a) ?? [] },
      { role: b, level: bLevel, offers: slices.get(b) ?? [] },
    ] as const;
    return comparePair(sides[0], sides[1], request.week, bitsOf(aLevel.weeks, request.offerWeeks));
  });
}
