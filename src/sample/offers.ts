import { textHash } from "../domain/random.ts";
import { slug } from "../domain/role.ts";
import { addDays, type Day, mondayOf, type Week, weekNumber } from "../domain/week.ts";
import { bellShaped, countAround, placeOf, type Random, randomFor, runningSums, seedFor } from "./draws.ts";
import type { Employers } from "./employers.ts";
import type { SamplePlan } from "./plan.ts";
import {
  DISCLOSED_SHARE,
  HYBRID_SHARE,
  SAMPLE_CITIES,
  SAMPLE_LEVELS,
  SAMPLE_PLACES,
  SAMPLE_ROLES,
  type SampleRole,
} from "./roles.ts";

/** One job, listed as one opening per place. */
export interface SampleOffer {
  /** Digits that no other offer of a century has. */
  readonly code: string;
  /** Index in `SAMPLE_ROLES`. */
  readonly role: number;
  readonly title: string;
  /** Rank by size, 0 the largest. */
  readonly employer: number;
  readonly level: (typeof SAMPLE_LEVELS)[number]["level"];
  readonly workplace: "remote" | "hybrid" | "onsite";
  /** One opening each; the one of a remote offer is empty. */
  readonly places: readonly string[];
  /** US dollars a year in steps of 5,000; undefined where the ad does not say. */
  readonly payUsd: { readonly floor: number; readonly ceiling: number } | undefined;
  readonly skills: readonly string[];
  readonly equity: boolean;
  readonly bonus: boolean;
  readonly firstDay: Day;
}

const LEVEL_SUMS = runningSums(SAMPLE_LEVELS.map(({ share }) => share));
const CITY_COUNT_SUMS = runningSums(SAMPLE_CITIES.map(({ share }) => share));
const PLACE_SUMS = runningSums(SAMPLE_PLACES.map((_, rank) => 1 / (rank + 2)));
const EQUITY_SHARE = 0.3;
const BONUS_SHARE = 0.35;

/** Of an offer's pay around what its employer pays for role and level. */
const PAY_SPREAD = 0.14;
/** How far a range reaches to each side of its middle. */
const NARROWEST = 0.08;
const WIDEST = 0.22;
/** Employers round to it. */
const PAY_STEP_USD = 5_000;
/** No range ends below six steps. */
const LEAST_STEPS = 6;

export interface Market {
  readonly seed: number;
  readonly postings: number;
  readonly employers: Employers;
  readonly plan: SamplePlan;
}

/** Of the offers open in a week, how many are open in the next too; none longer than `LONGEST` weeks. */
const STAYS = 0.8;
export const LONGEST = 16;

/** The share of offers that are open 0, 1, 2 … weeks after the week they open in. */
export const STILL_OPEN: readonly number[] = Array.from({ length: LONGEST }).reduce<number[]>(
  (shares) => [...shares, (shares.at(-1) ?? 1 / STAYS) * STAYS],
  [],
);

/** New offers of a role a week where nothing is planted: as many as keep its part of the postings open. */
export function newOffersAWeek({ share, remoteShare }: SampleRole, postings: number): number {
  const weeksOpen = STILL_OPEN.reduce((sum, each) => sum + each, 0);
  const cities = SAMPLE_CITIES.reduce((sum, each) => sum + each.cities * each.share, 0);
  return (postings * share) / (weeksOpen * (remoteShare + (1 - remoteShare) * cities));
}

/** What the planted changes make of a role from a week on: factors for pay and for how many open, points of remote share. */
export function plantedFor(role: string, week: Week, { plants }: SamplePlan) {
  const sizes = (metric: string) =>
    plants.filter((plant) => plant.role === role && plant.metric === metric && plant.week <= week);
  const product = (metric: string) => sizes(metric).reduce((factor, { size }) => factor * (1 + size), 1);
  return {
    pay: product("pay"),
    offers: product("offers"),
    remote: sizes("remote").reduce((sum, { size }) => sum + size, 0),
  };
}

interface Opened {
  readonly offer: SampleOffer;
  /** How many weeks it is open in, the one it opens in included. */
  readonly weeksOpen: number;
}

/**
 * The offers that open in a week, role by role, without those that are open for fewer than `atLeast` weeks. Each is drawn by
 * itself from the seed, the week, its role and its number: nothing needs to be kept from one week to the next.
 */
export function* openedIn(week: Week, atLeast: number, market: Market): Generator<Opened> {
  const cohort = seedFor(market.seed, textHash(week));
  for (const [index, role] of SAMPLE_ROLES.entries()) {
    const frame = frameOf(week, index, market);
    const own = seedFor(cohort, textHash(frame.slug));
    const mean = newOffersAWeek(role, market.postings) * frame.planted.offers;
    const count = countAround(mean, randomFor(own, 0));
    for (let number = 1; number <= count; number++) {
      const random = randomFor(own, number);
      const weeksOpen = weeksOpenOf(random());
      if (weeksOpen >= atLeast)
        yield { offer: offerOf(frame, number, placeOf(random(), market.employers.sizeSums), random), weeksOpen };
    }
    const burst = market.plan.bursts.filter((each) => each.week === week && each.role === frame.slug);
    let number = count;
    for (const { employer, offers } of atLeast <= 1 ? burst : [])
      for (let each = 0; each < offers; each++, number++)
        yield { offer: offerOf(frame, number + 1, employer, randomFor(own, number + 1)), weeksOpen: 1 };
  }
}

/** An offer of that week alone, for a week that would else have none. */
export function standIn(week: Week, market: Market): SampleOffer {
  return offerOf(frameOf(week, 0, market), 0, 0, randomFor(seedFor(market.seed, textHash(week)), 0));
}

function weeksOpenOf(share: number): number {
  let weeks = 1;
  while (weeks < LONGEST && share < (STILL_OPEN[weeks] ?? 0)) weeks++;
  return weeks;
}

/** What offers of one role that open in one week have in common. */
interface Frame {
  readonly index: number;
  readonly role: SampleRole;
  readonly slug: string;
  /** Year, week and role as digits: an offer's number behind them makes its code. */
  readonly code: string;
  readonly days: readonly Day[];
  readonly planted: ReturnType<typeof plantedFor>;
  readonly employers: Employers;
}

function frameOf(week: Week, index: number, { employers, plan }: Market): Frame {
  const role = SAMPLE_ROLES[index] ?? missing();
  const monday = mondayOf(week);
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  return {
    index,
    role,
    slug: slug(role.title),
    code: week.slice(2, 4) + twoDigits(weekNumber(week)) + twoDigits(index + 1),
    days: Array.from({ length: 7 }, (_, day) => addDays(monday, day)),
    planted: plantedFor(slug(role.title), week, plan),
    employers,
  };
}

function offerOf(frame: Frame, number: number, employer: number, random: Random): SampleOffer {
  const { role, employers, planted } = frame;
  const code = `${frame.code}${number}`;
  const level = SAMPLE_LEVELS[placeOf(random(), LEVEL_SUMS)] ?? missing();
  const remoteShare = role.remoteShare * (employers.remoteHabit[employer] ?? 1) + planted.remote;
  const remote = random() < remoteShare;
  const middle = role.payUsd * level.pay * (employers.pay[employer] ?? 1) * (1 + PAY_SPREAD * bellShaped(random));
  const half = NARROWEST + (WIDEST - NARROWEST) * random();
  const end = (share: number) =>
    PAY_STEP_USD * Math.max(LEAST_STEPS, Math.round((middle * planted.pay * share) / PAY_STEP_USD));
  return {
    code,
    role: frame.index,
    title: `${level.word}${role.title} R${code}`,
    employer,
    level: level.level,
    workplace: remote ? "remote" : random() < HYBRID_SHARE ? "hybrid" : "onsite",
    places: remote ? [""] : placesOf(random),
    payUsd: random() < DISCLOSED_SHARE ? { floor: end(1 - half), ceiling: end(1 + half) } : undefined,
    skills: role.skills.filter(([, share]) => random() < share).map(([name]) => name),
    equity: random() < EQUITY_SHARE,
    bonus: random() < BONUS_SHARE,
    firstDay: frame.days[Math.floor(random() * frame.days.length)] ?? "",
  };
}

/** Different cities, the first by their size and the others next to it in the list. */
function placesOf(random: Random): string[] {
  const { cities } = SAMPLE_CITIES[placeOf(random(), CITY_COUNT_SUMS)] ?? { cities: 1 };
  const first = placeOf(random(), PLACE_SUMS);
  return Array.from({ length: cities }, (_, next) => SAMPLE_PLACES[(first + next) % SAMPLE_PLACES.length] ?? "");
}

function missing(): never {
  throw new Error("The list of roles or levels is empty.");
}
