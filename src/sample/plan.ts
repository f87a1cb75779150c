import { textHash } from "../domain/random.ts";
import { slug } from "../domain/role.ts";
import { addWeeks, type Week, weekSchema, weeksUpTo } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { randomFor, seedFor } from "./draws.ts";
import { SAMPLE_ROLES } from "./roles.ts";

export const PLANT_METRICS = ["pay", "offers", "remote"] as const;

/** A change that truly happens: to offers that open in `week` or later (pay, remote), or to how many open (offers). */
export interface Plant {
  readonly role: string;
  readonly metric: (typeof PLANT_METRICS)[number];
  readonly week: Week;
  /** A ratio less 1 for pay and offers, a difference of shares for remote. */
  readonly size: number;
}

/** One employer lists very many offers of one role, all of them for this week only: no change of the market. */
export interface Burst {
  readonly week: Week;
  readonly role: string;
  /** Rank of the employer by size, 0 the largest. */
  readonly employer: number;
  readonly offers: number;
}

/** What to invent. */
export interface SampleOptions {
  readonly weeks: number;
  readonly postings: number;
  readonly seed: number;
  readonly lastWeek: Week;
  /** Undefined lets the seed choose; empty plants nothing. */
  readonly plants: readonly Plant[] | undefined;
  readonly bursts: number;
}

export const SAMPLE_LIMITS = { weeks: 520, postings: 10_000_000, seed: 2 ** 32 - 1, bursts: 100 } as const;

/** Sizes beyond these leave what an ad can say. */
const SIZES = {
  pay: { low: -0.5, high: 1 },
  offers: { low: -0.9, high: 3 },
  remote: { low: -0.05, high: 0.2 },
} as const;

/** `role:metric:week:size`, as `mlops-engineer:pay:2026-W40:+8%` or `data-engineer:remote:2026-W40:+10pp`. */
export function parsePlant(text: string): Plant {
  const [role = "", metricText = "", week = "", size = "", ...more] = text.split(":");
  const refuse = (why: string, hint: string) => new ReportError("usage", `--plant ${text}: ${why}.`, hint);
  if (size === "" || more.length > 0)
    throw refuse("it is not role:metric:week:size", "Write it like mlops-engineer:pay:2026-W40:+8%.");
  const roles = SAMPLE_ROLES.map(({ title }) => slug(title));
  if (!roles.includes(role)) throw refuse(`there is no role "${role}"`, `Use one of: ${roles.join(", ")}.`);
  const metric = PLANT_METRICS.find((each) => each === metricText);
  if (metric === undefined)
    throw refuse(`there is no metric "${metricText}"`, `Use one of: ${PLANT_METRICS.join(", ")}.`);
  const parsed = weekSchema.safeParse(week);
  if (!parsed.success)
    throw refuse(parsed.error.issues[0]?.message ?? "the week does not fit", "Write a week like 2026-W40.");
  const unit = metric === "remote" ? "pp" : "%";
  const number = new RegExp(`^[+-]\\d+(\\.\\d+)?${unit}$`).test(size) ? Number.parseFloat(size) / 100 : Number.NaN;
  const { low, high } = SIZES[metric];
  const range = `between ${low * 100}${unit} and +${high * 100}${unit}`;
  if (Number.isNaN(number))
    throw refuse(
      `"${size}" is no size for ${metric}`,
      metric === "remote"
        ? "A share changes by percentage points: write +10pp or -5pp."
        : "Write it in percent with its sign, like +8% or -12.5%.",
    );
  if (number < low || number > high || number === 0)
    throw refuse(`${size} is not a size that ${metric} can change by`, `Choose one ${range}, and not 0.`);
  return { role, metric, week, size: number };
}

/** What will happen in the sample's weeks besides chance. */
export interface SamplePlan {
  readonly weeks: readonly Week[];
  readonly plants: readonly Plant[];
  readonly bursts: readonly Burst[];
}

/** The plan of some options. Throws `usage` for a planted change that the weeks do not hold, or that is planted twice. */
export function planOf(options: SampleOptions, employers: number): SamplePlan {
  const weeks = weeksUpTo(options.lastWeek, options.weeks);
  const plants = [...(options.plants ?? chosenPlants(options))].sort(byWeekAndRole);
  for (const [index, plant] of plants.entries()) {
    const { role, metric, week } = plant;
    const name = `${role}:${metric}:${week}`;
    if (!weeks.slice(1).includes(week))
      throw new ReportError(
        "usage",
        `--plant ${name}: a change must happen after the first week of the sample and by its last, ${weeks[0]} to ${options.lastWeek}.`,
        "Choose another week, more --weeks, or a later --last-week.",
      );
    const again = plants.findIndex((other) => other.role === role && other.metric === metric && other.week === week);
    if (again < index)
      throw new ReportError("usage", `--plant ${name} is given twice.`, "Give each role, metric and week once.");
    refuseExtreme(plant, plants);
  }
  return { weeks, plants, bursts: burstsOf(options, weeks, employers, plants) };
}

/** Changes of one figure add up; together they may not go further than one alone. */
function refuseExtreme({ role, metric }: Plant, plants: readonly Plant[]): void {
  const same = plants.filter((other) => other.role === role && other.metric === metric);
  const together =
    metric === "remote"
      ? same.reduce((sum, { size }) => sum + size, 0)
      : same.reduce((factor, { size }) => factor * (1 + size), 1) - 1;
  const { low, high } = SIZES[metric];
  if (together >= low && together <= high) return;
  throw new ReportError(
    "usage",
    `--plant ${role}:${metric}: the ${same.length} changes together come to ${Math.round(1000 * together) / 10}%.`,
    `Keep them between ${100 * low}% and +${100 * high}%.`,
  );
}

/** In the fourth week from the end the newest edition's window begins: what is planted there shows most. */
const WINDOW = 4;
/** Roles of which even a small sample has enough. */
const LARGE_ROLES = 4;

/** A pay change of one large role and a change of demand for another; none where no two windows can be compared. */
function chosenPlants({ weeks, lastWeek, seed }: SampleOptions): Plant[] {
  if (weeks < 2 * WINDOW) return [];
  const random = randomFor(seed, textHash("plants"));
  const week = addWeeks(lastWeek, 1 - WINDOW);
  const first = Math.floor(random() * LARGE_ROLES);
  const second = (first + 1 + Math.floor(random() * (LARGE_ROLES - 1))) % LARGE_ROLES;
  const size = (low: number, high: number) => {
    const percent = Math.round(100 * (low + (high - low) * random()));
    return (random() < 0.7 ? percent : -percent) / 100;
  };
  const role = (index: number) => slug(SAMPLE_ROLES[index]?.title ?? "");
  return [
    { role: role(first), metric: "pay", week, size: size(0.1, 0.16) },
    { role: role(second), metric: "offers", week, size: size(0.4, 0.6) },
  ];
}

/** Against the role's usual openings of a week. */
const BURST_SHARE = 0.5;
/** A flood of the rarest roles would hardly be seen. */
const BURST_ROLES = 8;

/**
 * One in each four weeks, from the end backwards; where there are more of them than weeks, from the end again. A role in which
 * something truly happens is left alone, as far as there are others.
 */
function burstsOf(
  { seed, bursts, postings }: SampleOptions,
  weeks: readonly Week[],
  employers: number,
  plants: readonly Plant[],
): Burst[] {
  const own = seedFor(seed, textHash("bursts"));
  const large = SAMPLE_ROLES.slice(0, BURST_ROLES);
  const calm = large.filter(({ title }) => plants.every(({ role }) => role !== slug(title)));
  const roles = calm.length === 0 ? large : calm;
  const made = Array.from({ length: bursts }, (_, index) => {
    const random = randomFor(own, index);
    const back = (WINDOW * index + Math.floor(random() * WINDOW)) % weeks.length;
    const role = roles[Math.floor(random() * roles.length)];
    // Neither of the largest, which always have many, nor one that is never seen again.
    const employer = Math.floor(employers * (0.05 + 0.1 * random()));
    return {
      week: weeks[weeks.length - 1 - back] ?? "",
      role: slug(role?.title ?? ""),
      employer,
      offers: Math.max(1, Math.round(BURST_SHARE * postings * (role?.share ?? 0))),
    };
  });
  return made.sort(byWeekAndRole);
}

function byWeekAndRole(one: { week: Week; role: string }, other: { week: Week; role: string }): number {
  const [a, b] = [`${one.week} ${one.role}`, `${other.week} ${other.role}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
