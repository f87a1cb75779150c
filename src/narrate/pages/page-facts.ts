import type { Fact } from "../../domain/fact.ts";
import { pairOf } from "../../domain/role.ts";
import type { RoleFigures, Snapshot } from "../../domain/snapshot.ts";
import { LEVEL_EMPLOYERS, LEVEL_FROM, SHARE_FROM } from "../../domain/suppression.ts";
import { factsFrom, type Maker } from "../fact-maker.ts";
import { factsOf } from "../facts.ts";
import { pairFactsOf } from "../pair-facts.ts";
import type { Pair } from "../pair-pick.ts";
import { ceilingGapFacts, rangeFacts } from "../range-facts.ts";
import type { NarrateRequest, Stored } from "../request.ts";
import { payIsShown, skillSlug } from "../week-facts.ts";
import { mixFacts } from "./experience.ts";
import type { PageRequest } from "./material.ts";
import { remoteWeekFacts, remoteWindowFacts } from "./remote-share.ts";
import { scorecardFacts } from "./scorecard-section.ts";

const LEVEL_NAMES = ["entry", "mid", "senior", "lead"] as const;
const WORKPLACE_NAMES = ["hybrid", "onsite"] as const;

/**
 * Every fact that pages may use: those of the newest week's edition, more of each role in that week (all skills, employers,
 * places, levels, both ends of pay ranges), each stored week's openings and pay, and every tested pair. Each id once.
 */
export function pageFacts({ newest, weeks, scorecard, comparisons }: PageRequest): Fact[] {
  const { now, changes } = newest;
  const roles = Object.keys(now.content.roles).sort();
  const fact = factsFrom(now, now.content.week, now.content.currency);
  const all = [
    ...factsOf(newest).filter(({ metric }) => !metric.startsWith("skill-")),
    ...roles.flatMap((role) => detailFacts(role, now.content.roles[role], fact)),
    ...intervalFacts(newest),
    ...(changes === undefined ? [] : remoteWindowFacts(changes)),
    ...weeks.flatMap(weekFactsOf),
    ...absentFacts(newest, weeks),
    ...scorecardFacts(scorecard, now.content.week),
    ...pairsAmong(comparisons, newest).flatMap(([a, b]) =>
      changes === undefined ? ceilingGapFacts(a, b, now) : pairFactsOf(a, b, changes, now),
    ),
  ];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}

/** Every two roles of a comparison, and every tested pair; each once. */
function pairsAmong(comparisons: PageRequest["comparisons"], { changes }: NarrateRequest): Pair[] {
  const compared = comparisons.flatMap((roles) =>
    roles.flatMap((one, index) => roles.slice(index + 1).map((other) => pairOf(one, other))),
  );
  const tested = (changes?.content.pairs ?? []).map(({ a, b }): Pair => [a, b]);
  return [...new Map([...compared, ...tested].map((pair) => [pair.join(" "), pair])).values()];
}

/** The id of each of a role's named skills, in the order of the snapshot. Two names of one spelling go by their place. */
export function skillIds(role: string, skills: RoleFigures["skills"]): string[] {
  const taken = new Set<string>();
  return (skills ?? []).map(({ name }, index) => {
    const slug = skillSlug(name, index);
    const own = taken.has(slug) ? `${slug}-${index + 1}` : slug;
    taken.add(own);
    return `${role}.skill-${own}.share`;
  });
}

function detailFacts(slice: string, role: RoleFigures | undefined, fact: Maker): Fact[] {
  if (role === undefined) return [];
  const field = `roles.${slice}`;
  const count = (name: string, value: number | null | undefined, at: string) =>
    value === null || value === undefined ? [] : [fact(`${slice}.${name}.count`, "count", value, `${field}.${at}`)];
  const share = (name: string, value: number | null | undefined, at: string) =>
    value === null || value === undefined || role.openings < SHARE_FROM
      ? []
      : [fact(`${slice}.${name}.share`, "share", value / role.openings, `${field}.${at}`, { n: role.openings })];
  const [top] = role.topEmployers ?? [];
  const ids = skillIds(slice, role.skills);
  return [
    ...count("opened", role.opened, "opened"),
    ...count("closed", role.closed, "closed"),
    ...remoteWeekFacts(slice, role, fact),
    ...WORKPLACE_NAMES.flatMap((name) => share(`workplace-${name}`, role.workplace?.[name], `workplace.${name}`)),
    ...(["equity", "bonus"] as const).flatMap((name) =>
      share(`mentions-${name}`, role.mentions[name], `mentions.${name}`),
    ),
    ...(role.topEmployers ?? []).flatMap((named, index) =>
      count(`employer-${index + 1}`, named.postings, `topEmployers.${index}.postings`),
    ),
    ...share("employer-1", top?.postings, "topEmployers.0.postings"),
    ...(role.metros ?? []).flatMap((named, index) =>
      count(`place-${index + 1}`, named.postings, `metros.${index}.postings`),
    ),
    ...(role.openings < SHARE_FROM ? [] : (role.skills ?? [])).map((skill, index) =>
      fact(ids[index] ?? "", "share", skill.postings / role.openings, `${field}.skills.${index}.postings`, {
        n: role.openings,
        employers: role.employers,
      }),
    ),
    ...rangeFacts(slice, role, fact),
    ...mixFacts(slice, role, fact),
    ...LEVEL_NAMES.flatMap((level) => levelFacts(slice, level, role, fact)),
  ];
}

function levelFacts(slice: string, name: (typeof LEVEL_NAMES)[number], role: RoleFigures, fact: Maker): Fact[] {
  const level = role.levels?.[name];
  if (level === undefined) return [];
  const field = `roles.${slice}.levels.${name}`;
  const openings = fact(`${slice}.level-${name}.openings.count`, "count", level.openings, `${field}.openings`);
  const { pay } = level;
  const midpoint = pay?.midpoint ?? null;
  const shown = (pay?.disclosed ?? 0) >= LEVEL_FROM && (pay?.employers ?? LEVEL_EMPLOYERS) >= LEVEL_EMPLOYERS;
  if (pay === null || midpoint === null || !shown) return [openings];
  return [
    openings,
    fact(`${slice}.level-${name}.pay.midpoint.median`, "money", midpoint.median, `${field}.pay.midpoint.median`, {
      n: pay.disclosed,
    }),
    fact(`${slice}.level-${name}.pay.count`, "count", pay.disclosed, `${field}.pay.disclosed`),
  ];
}

/** Both ends of the interval of each role's median, over its window and over the week alone. */
function intervalFacts({ now, changes }: NarrateRequest): Fact[] {
  const { currency, week } = now.content;
  const ends = (id: string, window: string, interval: readonly [number, number], field: string, fact: Maker) =>
    (["low", "high"] as const).map((end, index) =>
      fact(`${id}.pay.midpoint.median-${end}${window}`, "money", interval[index] ?? 0, `${field}.${index}`),
    );
  const ofWeek = Object.entries(now.content.roles).flatMap(([slice, role]) => {
    const interval = payIsShown(role) ? role.pay.midpoint?.interval : null;
    if (interval === null || interval === undefined) return [];
    return ends(slice, "", interval, `roles.${slice}.pay.midpoint.interval`, factsFrom(now, week, currency));
  });
  if (changes === undefined) return ofWeek;
  const ofWindow = changes.content.levels.flatMap(({ slice, window, now: level }, index) => {
    const interval = level.pay?.interval ?? null;
    if (interval === null) return [];
    return ends(slice, `@${window}`, interval, `levels.${index}.now.pay.interval`, factsFrom(changes, week, currency));
  });
  return [...ofWeek, ...ofWindow];
}

/** Roles of earlier weeks that the newest has no posting of: their lines end at zero. */
function absentFacts({ now, week }: NarrateRequest, weeks: PageRequest["weeks"]): Fact[] {
  const fact = factsFrom(now, week, now.content.currency);
  const earlier = [...new Set(weeks.flatMap(({ content }) => Object.keys(content.roles)))].sort();
  return earlier
    .filter((role) => now.content.roles[role] === undefined)
    .map((role) => fact(`${role}.openings.none@${week}`, "count", 0, "roles"));
}

/** A stored week as history shows it: each role's openings, and its pay where it may be shown. */
function weekFactsOf(stored: Stored<Snapshot>): Fact[] {
  const { week, currency, roles, totals } = stored.content;
  const fact = factsFrom(stored, week, currency);
  const total = fact(`total.openings.count@${week}`, "count", totals.openings, "totals.openings");
  return [
    total,
    ...Object.entries(roles).flatMap(([slice, role]) => {
      const { disclosed, employers, midpoint } = role.pay;
      const openings = fact(`${slice}.openings.count@${week}`, "count", role.openings, `roles.${slice}.openings`);
      if (midpoint === null || !payIsShown(role)) return [openings];
      const { median, interval } = midpoint;
      const field = `roles.${slice}.pay.midpoint`;
      const more = { n: disclosed, employers, interval };
      return [
        openings,
        fact(`${slice}.pay.midpoint.median@${week}`, "money", median, `${field}.median`, more),
        fact(`${slice}.pay.count@${week}`, "count", disclosed, `roles.${slice}.pay.disclosed`),
        fact(`${slice}.disclosed.share@${week}`, "share", disclosed / role.openings, `roles.${slice}.pay.disclosed`, {
          n: role.openings,
        }),
        ...(interval === null
          ? []
          : (["low", "high"] as const).map((end, index) =>
              fact(
                `${slice}.pay.midpoint.median-${end}@${week}`,
                "money",
                interval[index] ?? 0,
                `${field}.interval.${index}`,
              ),
            )),
      ];
    }),
  ];
}
