import type { ChangeMetric, WeekChanges, WindowLevel } from "../domain/change.ts";
import type { Offer } from "../domain/offer.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import { changeOf, type Untried, uncompared } from "./change-of.ts";
import type { CohortDraws } from "./cohort-draws.ts";
import type { History } from "./guard-evidence.ts";
import { holidayGate } from "./holiday-gate.ts";
import { windowLevel } from "./level.ts";
import type { Windows } from "./measures.ts";
import { inOrder } from "./offer-order.ts";
import { knowsAYear, type Past } from "./past.ts";
import type { CompareRequest } from "./request.ts";
import { TESTED } from "./tested.ts";
import { LONG_WINDOW, ROLE_WINDOW } from "./windows.ts";

/** A cohort's levels, and its changes before they are judged. */
export interface CohortResult {
  readonly slice: string;
  readonly window: "1w" | "4w";
  readonly now: WindowLevel;
  readonly before: WindowLevel | null;
  readonly untried: readonly Untried[];
}

/** What all cohorts of a week share. */
export interface WeekContext {
  readonly request: CompareRequest;
  readonly guard: WeekChanges["guard"];
  readonly draws: CohortDraws;
  readonly past: Past;
  /** The unbroken weeks up to this one that a level may pool: of the total's window, of the others', and of a thin role's. */
  readonly weeks: { readonly total: readonly Week[]; readonly roles: readonly Week[]; readonly thin: readonly Week[] };
}

/** The total (role empty), a role or a category in its windows: levels where they may be shown, changes where they may be compared. */
export function cohortOf(role: string, offers: readonly Offer[], context: WeekContext): CohortResult {
  const { request, guard, draws } = context;
  const { week, history, offerWeeks } = request;
  const isTotal = role === "";
  const length = isTotal ? 1 : ROLE_WINDOW;
  const kind = kindOf(request);
  const nowWeeks = isTotal ? context.weeks.total : context.weeks.roles;
  const beforeWeeks = weeksUpTo(addWeeks(week, -length), length);
  const level = (weeks: readonly Week[]) =>
    windowLevel(offers, weeks, bitsOf(weeks, offerWeeks), kind, knowsRemote(weeks, history));
  const result = {
    slice: isTotal ? "total" : role,
    window: isTotal ? ("1w" as const) : ("4w" as const),
    now: level(nowWeeks),
  };
  const metrics = metricsOf(isTotal, offers, nowWeeks, request);
  if ((isTotal ? guard.total : guard.roles).length > 0)
    return { ...result, before: null, untried: metrics.map((metric) => uncompared(metric, result)) };
  const before = level(beforeWeeks);
  const windows: Windows = {
    ...result,
    kind,
    offers,
    repricings: request.repricings,
    before,
    beforeBits: bitsOf(beforeWeeks, offerWeeks),
    nowBits: bitsOf(nowWeeks, offerWeeks),
    draws,
  };
  const holidays = knowsAYear(context.past, result.slice, week)
    ? null
    : holidayGate(beforeWeeks, nowWeeks, request.holidays);
  const yardsticks = { week, floors: request.floors, past: context.past, holidays };
  return { ...result, before, untried: metrics.map((metric) => changeOf(metric, windows, yardsticks)) };
}

/** A thin role's level over a quarter of a year; null where no more weeks are known of it than those of its window. */
export function longLevel(role: string, { request, weeks }: WeekContext): WindowLevel | null {
  const { history, thin } = request;
  if (thin === undefined || weeks.thin.length <= weeks.roles.length) return null;
  const own = inOrder(thin.offers.filter((offer) => offer.role === role));
  const level = windowLevel(
    own,
    weeks.thin,
    bitsOf(weeks.thin, thin.weeks),
    kindOf(request),
    knowsRemote(weeks.thin, history),
  );
  return own.length === 0 ? null : level;
}

/** The weeks whose levels a thin role pools. */
export function longWindow(week: Week): Week[] {
  return weeksUpTo(week, LONG_WINDOW);
}

export function bitsOf(weeks: readonly Week[], offerWeeks: readonly Week[]): number {
  return weeks.reduce((bits, week) => {
    const index = offerWeeks.indexOf(week);
    return index < 0 ? bits : bits | (1 << index);
  }, 0);
}

export function kindOf({ week, history }: Pick<CompareRequest, "week" | "history">): "stock" | "flow" {
  return history.get(week)?.kind ?? "flow";
}

/**
 * What is asked of a cohort: not remote work where no source tells it, nor what the same employers offer where none are named, nor
 * disclosure in a feed of paid ads only, nor repricing in a flow, whose ads do not stay open.
 */
function metricsOf(
  isTotal: boolean,
  offers: readonly Offer[],
  nowWeeks: readonly Week[],
  request: CompareRequest,
): ChangeMetric[] {
  const asked: readonly ChangeMetric[] = isTotal ? TESTED.total : TESTED.roles;
  return asked.filter((metric) => {
    if (metric === "remote") return knowsRemote(nowWeeks, request.history);
    if (metric === "new-pay") return offers.some(({ employer }) => employer !== null);
    if (metric === "disclosed") return offers.some(({ midpoint }) => midpoint === null);
    return metric !== "repriced" || kindOf(request) === "stock";
  });
}

/** Whether every one of the weeks says which postings are remote; a column that comes or goes is no news of remote work. */
function knowsRemote(weeks: readonly Week[], history: History): boolean {
  return weeks.every((week) =>
    Object.values(history.get(week)?.roles ?? {}).some(({ workplace }) => workplace?.remote != null),
  );
}
