import type { Offer } from "../../src/domain/offer.ts";
import { seededRandom } from "../../src/domain/random.ts";
import type { Snapshot } from "../../src/domain/snapshot.ts";
import { type Week, weeksUpTo } from "../../src/domain/week.ts";

export interface NullFeedSize {
  readonly roles: number;
  readonly offersPerRoleAndWeek: number;
  readonly employers: number;
  /** Extra offers of one employer in one role in each of the last four weeks; 0 for none. */
  readonly burst: number;
}

export const LAST_WEEK: Week = "2026-W40";

/**
 * Eight weeks of a flow in which nothing changes: Zipf-like employers with a pay level and a remote habit of their own, pay rounded
 * to five thousand, hiring in fits and starts. With a burst, one employer floods one role with well-paid offers.
 */
export function nullFeed(
  seed: number,
  size: NullFeedSize,
): { offers: Offer[]; weeks: Week[]; history: Map<Week, Snapshot> } {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const weeks = weeksUpTo(LAST_WEEK, 8);
  const employers = Array.from({ length: size.employers }, (_, rank) => ({
    weight: 1 / (rank + 1),
    level: 0.18 * normal(),
    remote: random() < 0.25 ? 0.8 : 0.1,
  }));
  const totalWeight = employers.reduce((sum, { weight }) => sum + weight, 0);
  const offers: Offer[] = [];
  const add = (role: string, employer: number, week: number, raise: number) => {
    const { level = 0, remote = 0.1 } = employers[employer] ?? {};
    const midpoint = Math.round((130_000 * Math.exp(level + raise + 0.18 * normal())) / 5000) * 5000;
    const offer = {
      employer: `employer ${employer}`,
      mainRole: role,
      level: null,
      region: null,
      weeks: 2 ** week,
      newWeeks: 2 ** week,
      remoteWeeks: random() < remote ? 2 ** week : 0,
      midpoint,
      narrow: true,
    };
    offers.push({ ...offer, role }, { ...offer, role: "" });
  };
  for (let role = 0; role < size.roles; role++) {
    for (const [employer, { weight }] of employers.entries()) {
      for (let week = 0; week < weeks.length; week++) {
        const expected = (size.offersPerRoleAndWeek * weight) / totalWeight;
        // A lognormal fit of hiring, of mean 1, then a Poisson count.
        const count = poisson(expected * Math.exp(0.5 * normal() - 0.125), random);
        for (let offer = 0; offer < count; offer++) add(`role-${role}`, employer, week, 0);
      }
    }
  }
  for (let week = 4; week < 8; week++)
    for (let extra = 0; extra < size.burst; extra++) add("role-0", size.employers - 1, week, 0.3);
  return { offers, weeks, history: new Map(weeks.map((week) => [week, emptySnapshot(week, size.roles)])) };
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** A week as the guard sees it: always the same source, rows and disclosure. */
function emptySnapshot(week: Week, roles: number): Snapshot {
  const pay = { disclosed: 0, employers: 0, floor: null, midpoint: null, ceiling: null, distribution: [] };
  const workplace = { remote: 0, hybrid: null, onsite: null, unknown: 0 };
  const role = {
    title: "Role",
    openings: 0,
    offers: 0,
    opened: null,
    closed: null,
    employers: 0,
    pay,
    levels: null,
    workplace,
    mentions: { equity: null, bonus: null },
    skills: null,
    topEmployers: null,
    metros: null,
  };
  return {
    schemaVersion: 1,
    week,
    asOf: "2026-10-04",
    kind: "flow",
    scope: {},
    currency: "USD",
    method: { taxonomy: "null", fx: null, version: 1 },
    sources: [{ name: "null", format: "postings", sha256: "0".repeat(64), rows: 100, accepted: 100, rejected: {} }],
    totals: { openings: 100, offers: 100, employers: 10, opened: null, closed: null, payDisclosed: 100 },
    roles: Object.fromEntries(Array.from({ length: roles }, (_, index) => [`role-${index}`, role])),
  };
}
