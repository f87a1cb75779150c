import { type Snapshot, snapshotSchema } from "../../../src/domain/snapshot.ts";
import { sundayOf, type Week } from "../../../src/domain/week.ts";
import type { RoleStory, Story } from "./request-of.ts";

/** The snapshot of one of the story's weeks, roles in proportion to its openings. */
export function snapshotOf(week: Week, index: number, story: Story): Snapshot {
  const openings = story.openings[index]!;
  const roles = Object.entries(story.roles).map(([slug, role]) => [
    slug,
    figures(role, openings / story.openings.at(-1)!, story.nameless ?? false),
  ]);
  return snapshotSchema.parse({
    schemaVersion: 1,
    week,
    asOf: sundayOf(week),
    kind: story.kind ?? "flow",
    scope: { country: "US", employmentType: "full-time" },
    currency: "USD",
    method: { taxonomy: "t", fx: null, version: 1 },
    sources: (story.sources ?? ["board"]).map((name) => ({
      name,
      format: "mapped",
      sha256: "0".repeat(64),
      rows: openings,
      accepted: openings,
      rejected: {},
    })),
    totals: {
      openings,
      offers: openings,
      employers: story.nameless === true ? null : Math.round(openings / 5),
      opened: null,
      closed: null,
      payDisclosed: Math.round(openings * (story.disclosed ?? 0.42)),
    },
    roles: Object.fromEntries(roles),
  });
}

function figures(
  { title, openings, pay, employers = 60, skills }: RoleStory,
  share: number,
  nameless: boolean,
): Snapshot["roles"][string] {
  const listed = Math.round(openings * share);
  const disclosed = Math.min(pay?.n ?? 0, listed);
  return {
    title,
    openings: listed,
    offers: null,
    opened: null,
    closed: null,
    employers: nameless ? null : Math.min(employers, listed),
    pay: {
      disclosed,
      employers: nameless ? null : pay === undefined ? 0 : (pay.employers ?? 7),
      floor: null,
      midpoint: pay === undefined ? null : { ...spread(pay.now), interval: null },
      ceiling: null,
      distribution: [],
    },
    levels: null,
    workplace: { remote: 1, hybrid: null, onsite: null, unknown: 0 },
    mentions: { equity: null, bonus: null },
    skills: skills?.map(([name, postings]) => ({ name, postings, pay: null })) ?? null,
    topEmployers: nameless ? null : [],
    metros: null,
  };
}

export function spread(median: number) {
  const at = (factor: number) => Math.round(median * factor);
  return { mean: at(1.02), p25: at(0.85), median, p75: at(1.2) };
}
