import { CHANGES_VERSION, type GuardReason, type WeekChanges } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { CATEGORY_PREFIX } from "../domain/role.ts";
import { type Week, weeksUpTo } from "../domain/week.ts";
import { bitsOf, type CohortResult, cohortOf, kindOf, longLevel, longWindow, type WeekContext } from "./cohort.ts";
import { cohortDraws } from "./cohort-draws.ts";
import { judged } from "./family.ts";
import { alikeSince, guardOfWindow } from "./guard.ts";
import { plain } from "./guard-evidence.ts";
import { isThin } from "./level.ts";
import { inOrder } from "./offer-order.ts";
import { comparePair, judgedPairs } from "./pair.ts";
import { pairsToTest } from "./pairs-tested.ts";
import { alikePast } from "./past.ts";
import { recordsOf } from "./records.ts";
import type { CompareRequest } from "./request.ts";
import { ROLE_WINDOW } from "./windows.ts";

export type { CompareRequest } from "./request.ts";

/** The version of the tests themselves; stored with their results. */
export const TESTS_VERSION = 2;

/**
 * What changed this week and what did not, with every test behind it. Pure: equal requests give equal results, and the order of
 * offers never matters. Order: the total first, roles alphabetically, then categories; metrics as in `TESTED`; a thin role's long
 * level after its own. The first week has levels and no changes.
 */
export function compareWeek(request: CompareRequest): WeekChanges {
  const { week, history, hashes } = request;
  const guard = {
    total: guardsOf(weeksUpTo(week, 2), request),
    roles: guardsOf(weeksUpTo(week, 2 * ROLE_WINDOW), request),
  };
  const past = alikePast(request.past, week, guard, TESTS_VERSION);
  const context = { request, guard, past, draws: cohortDraws(week), weeks: pooledWeeks(request) };
  const slices = slicesOf(request, inOrder(request.offers ?? []));
  const cohorts = [...slices].map(([role, offers]) => cohortOf(role, offers, context));
  const untried = cohorts.flatMap((cohort) => cohort.untried);
  const stopped = (slice: string) => (slice === "total" ? guard.total : guard.roles).length > 0;
  const changes = judged(untried, stopped, week, past);
  const levels = cohorts.flatMap((cohort) => levelsOf(cohort, context));
  return {
    schemaVersion: CHANGES_VERSION,
    week,
    method: { version: TESTS_VERSION, settings: request.settings },
    inputs: [...history.keys()].sort().map((each) => ({ week: each, sha256: hashes.get(each) ?? "" })),
    guard,
    levels,
    changes,
    pairs: pairsOf(slices, cohorts, context),
    records: recordsOf({ week, guard, levels, changes }, past),
  };
}

/** Roles and categories whose level over their window is thin: their offers are to be read over the long one. Alphabetically. */
export function thinRoles(request: CompareRequest): string[] {
  const context: WeekContext = {
    request,
    // No windows are compared: levels alone are asked for.
    guard: { total: [plain("no-postings", [])], roles: [plain("no-postings", [])] },
    past: new Map(),
    draws: cohortDraws(request.week),
    weeks: pooledWeeks(request),
  };
  return [...slicesOf(request, request.offers ?? [])].flatMap(([role, offers]) =>
    role !== "" && isThin(cohortOf(role, offers, context).now) ? [role] : [],
  );
}

/** The offers by role: the total, the roles of the week, its categories; nothing where no offers are here. */
function slicesOf(
  { week, history, categories, offers: known }: CompareRequest,
  offers: readonly Offer[],
): Map<string, readonly Offer[]> {
  if (known === undefined) return new Map();
  const found = Map.groupBy(offers, ({ role }) => role);
  const roles = Object.keys(history.get(week)?.roles ?? {}).sort();
  const ofRoles = roles.flatMap((role) => categories.get(role) ?? []);
  // A category of one role would say the same twice, and be tested twice.
  const several = [...new Set(ofRoles.filter((category, index) => ofRoles.indexOf(category) < index))].sort();
  const names = ["", ...roles, ...several.map((category) => CATEGORY_PREFIX + category)];
  return new Map(names.map((name) => [name, found.get(name) ?? []]));
}

function levelsOf(cohort: CohortResult, context: WeekContext): WeekChanges["levels"] {
  const { slice, window, now, before } = cohort;
  const long = slice === "total" || !isThin(now) ? null : longLevel(slice, context);
  return [
    { slice, window, now, before },
    ...(long === null ? [] : [{ slice, window: "13w" as const, now: long, before: null }]),
  ];
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

/** The last weeks of each window back to the first gap or guard: a level may not mix weeks that are not alike. */
function pooledWeeks({ week, history, days, readings, offerWeeks, thin }: CompareRequest): WeekContext["weeks"] {
  const unbroken = (weeks: readonly Week[], known: readonly Week[]) => {
    const gap = weeks.findLastIndex((each) => !known.includes(each));
    return alikeSince(weeks.slice(gap + 1), history, days, readings);
  };
  return {
    total: unbroken([week], offerWeeks),
    roles: unbroken(weeksUpTo(week, ROLE_WINDOW), offerWeeks),
    thin: thin === undefined ? [] : unbroken(longWindow(week), thin.weeks),
  };
}

function pairsOf(
  slices: ReadonlyMap<string, readonly Offer[]>,
  cohorts: readonly CohortResult[],
  { request, draws }: WeekContext,
): WeekChanges["pairs"] {
  const roles = new Set(Object.keys(request.history.get(request.week)?.roles ?? {}));
  const sides = cohorts
    .filter(({ slice }) => roles.has(slice))
    .map(({ slice, now }) => ({ role: slice, level: now, offers: slices.get(slice) ?? [] }));
  const pairs = pairsToTest(sides, request.pairs).flatMap(([one, other]) => {
    const [a, b] = [sides.find(({ role }) => role === one), sides.find(({ role }) => role === other)];
    if (a === undefined || b === undefined) return [];
    const bits = bitsOf(a.level.weeks, request.offerWeeks);
    return comparePair(a, b, { bits, kind: kindOf(request), draws });
  });
  return judgedPairs(pairs);
}
