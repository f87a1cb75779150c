import { slug } from "../domain/role.ts";
import { type Week, weeksUpTo } from "../domain/week.ts";
import { LONGEST, newOffersAWeek, plantedFor, STILL_OPEN } from "./offers.ts";
import type { Plant, SamplePlan } from "./plan.ts";
import { SAMPLE_ROLES } from "./roles.ts";

/** What a planted change should look like from outside, but for chance: four weeks against the four before. */
export interface Expected {
  readonly before: readonly Week[];
  readonly now: readonly Week[];
  /** Of the offers open in each window, how many opened in the planted week or later, and so show it. */
  readonly shareBefore: number;
  readonly shareNow: number;
  /**
   * Of the window's figure: a ratio less 1 (offers, the mean over the weeks; pay, about, the middle of all offers) or a
   * difference of shares (remote). Smaller than what was planted while older offers are still open.
   */
  readonly change: number;
}

const WINDOW = 4;

/** Undefined where there are fewer than eight weeks. */
export function expectedOf(plant: Plant, plan: SamplePlan, postings: number): Expected | undefined {
  const weeks = plan.weeks.slice(-2 * WINDOW);
  if (weeks.length < 2 * WINDOW) return undefined;
  const before = weeks.slice(0, WINDOW);
  const now = weeks.slice(WINDOW);
  const role = SAMPLE_ROLES.find(({ title }) => slug(title) === plant.role);
  const usual = role === undefined ? 0 : newOffersAWeek(role, postings);
  const opening = (week: Week) => usual * plantedFor(plant.role, week, plan).offers;
  const [shareBefore, shareNow] = [before, now].map((window) => shareSince(plant.week, window, opening));
  const shown = (shareNow ?? 0) - (shareBefore ?? 0);
  const change = plant.metric === "offers" ? openOn(now, opening) / openOn(before, opening) - 1 : plant.size * shown;
  return {
    before,
    now,
    shareBefore: rounded(shareBefore ?? 0),
    shareNow: rounded(shareNow ?? 0),
    change: rounded(change),
  };
}

/** Of the offers open in any week of the window, the share that opened in `since` or later. */
function shareSince(since: Week, window: readonly Week[], opening: (week: Week) => number): number {
  let all = 0;
  let own = 0;
  for (const [back, week] of weeksUpTo(window.at(-1) ?? since, window.length + LONGEST)
    .reverse()
    .entries()) {
    const met = opening(week) * (STILL_OPEN[Math.max(0, back - window.length + 1)] ?? 0);
    all += met;
    if (week >= since) own += met;
  }
  return own / all;
}

/** Offers open on a day of the window, the mean over its weeks. */
function openOn(window: readonly Week[], opening: (week: Week) => number): number {
  const open = window.flatMap((week) =>
    weeksUpTo(week, LONGEST)
      .reverse()
      .map((cohort, back) => opening(cohort) * (STILL_OPEN[back] ?? 0)),
  );
  return open.reduce((sum, each) => sum + each, 0) / window.length;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}
