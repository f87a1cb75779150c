import type { Fact } from "../../domain/fact.ts";
import type { Block, Cell } from "../../domain/page.ts";
import type { RoleFigures } from "../../domain/snapshot.ts";
import { LEVEL_FROM, SHARE_FROM } from "../../domain/suppression.ts";
import { factsFrom } from "../fact-maker.ts";
import { nameInText } from "../writer.ts";
import { type Material, nameOf } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { skillIds } from "./page-facts.ts";

/** The skills of each role that are compared: what its ads name most. */
const TOP = 8;
const ROWS = 12;
/** A snapshot lists so many skills of a role; what is missing from a shorter list is in no ad. */
const LISTED = 50;
/** A skill sets a role apart when its share is so much larger than in every other, and two standard errors too. */
const APART = 0.1;
const STANDARD_ERRORS = 2;

/** With so many of the most named skills in common, a move from the one role to the other is realistic. */
const REALISTIC = 0.5;
/** So many skills of one role alone are named. */
const DISTINCTIVE = 4;

/** Of fewer skills "how many are the same" says nothing. */
const LEAST_TOP = 4;

export interface SharedSkills {
  /** How many of the most named skills the roles share, and which; null where a role names too few. */
  readonly line: string | null;
  readonly blocks: readonly Block[];
}

/** The counts behind what several roles share; they belong to no single role. Empty where a role's skills are not known. */
export function sharedSkillFacts(roles: readonly string[], { newest }: Pick<Material, "newest">): Fact[] {
  const tops = topsOf(roles, newest.now.content.roles);
  if (tops === undefined) return [];
  const slice = `pair.${roles.join(".")}`;
  const make = factsFrom(newest.now, newest.now.content.week, newest.now.content.currency);
  const field = roles.map((role) => `roles.${role}.skills`).join(", ");
  const fact = (stat: string, unit: "count" | "share", value: number) =>
    make(`${slice}.skills.${stat}`, unit, value, field, { slice, metric: "skills", stat });
  const [shared, compared] = [sharedOf(tops).length, sizeOf(tops)];
  return [
    fact("shared", "count", shared),
    fact("compared", "count", compared),
    fact("overlap", "share", shared / compared),
  ];
}

/** What the ads of the roles ask for alike, and what sets each apart; undefined where the feed names no skills of a role. */
export function sharedSkills(roles: readonly string[], material: Material): SharedSkills | undefined {
  const { newest, facts } = material;
  const { words } = newest;
  const tops = topsOf(roles, newest.now.content.roles);
  const base = `pair.${roles.join(".")}.skills`;
  if (tops === undefined || facts.find(`${base}.shared`) === undefined) return undefined;
  const shown = (names: readonly string[]) => words.list(names.map((name) => nameInText(words.skill(name))));
  const shared = sharedOf(tops).sort((one, other) => (words.skill(one) < words.skill(other) ? -1 : 1));
  const said = words.say(shared.length === 0 ? "compare.skills.none" : "compare.skills.line", {
    top: facts.n(`${base}.compared`),
    shared: facts.n(`${base}.shared`),
    overlap: facts.n(`${base}.overlap`),
    count: shared.length,
    names: shown(shared),
    realistic: roles.length === 2 && sizeOf(tops) === TOP && shared.length >= REALISTIC * TOP ? "yes" : "no",
  });
  const line = sizeOf(tops) < LEAST_TOP ? null : said;
  const only = line === null || roles.length > 2 ? [] : onlyIn(roles, tops, material, shown);
  const apart = roles.flatMap((role) => {
    const names = apartOf(role, roles, newest.now.content.roles);
    return names.length === 0
      ? []
      : [words.say("compare.skills.apart", { role: nameOf(role, material), names: shown(names) })];
  });
  const paragraph = apart.length === 0 ? sayOfWeek("compare.skills.no-apart", material) : apart.join(" ");
  return {
    line,
    blocks: [
      { kind: "prose", paragraphs: [...(line === null ? [] : [line]), ...only, paragraph] },
      skillGrid(roles, material),
    ],
  };
}

/** What stands among the most named skills of one of two roles alone, the first few; a role without such has no sentence. */
function onlyIn(
  roles: readonly string[],
  tops: readonly string[][],
  material: Material,
  shown: (names: readonly string[]) => string,
): string[] {
  const shared = sharedOf(tops);
  const { words } = material.newest;
  const said = roles.flatMap((role, index) => {
    const names = (tops[index] ?? []).filter((name) => !shared.includes(name)).slice(0, DISTINCTIVE);
    return names.length === 0
      ? []
      : [words.say("compare.skills.only", { role: nameOf(role, material), names: shown(names) })];
  });
  return said.length === 0 ? [] : [said.join(" ")];
}

/** Every one of a role's listed skills and its share; undefined where none may be shown. */
export function skillsOf(role: string, material: Material): Block | undefined {
  const { words, now } = material.newest;
  const figures = now.content.roles[role];
  if (figures?.skills === null || figures === undefined || figures.openings < SHARE_FROM) return undefined;
  if (figures.skills.length === 0) return undefined;
  const ids = skillIds(role, figures.skills);
  return {
    kind: "grid",
    caption: sayOfWeek("role.skills.caption", material),
    columns: [
      { label: words.say("compare.skills.skill"), align: "left", lowPriority: false },
      { label: words.say("role.skills.share"), align: "right", lowPriority: false },
    ],
    rows: figures.skills.slice(0, ROWS).map(({ name }, index) => ({
      name: nameInText(words.skill(name)),
      href: null,
      cells: [{ text: material.facts.n(ids[index] ?? ""), note: null }],
    })),
    note: sayOfWeek("role.skills.note", material, { n: material.facts.n(`${role}.openings.count`) }),
    folded: null,
  };
}

function skillGrid(roles: readonly string[], material: Material): Block {
  const { words, now } = material.newest;
  const all = now.content.roles;
  const names = [...new Set(roles.flatMap((role) => namesOf(all[role]).slice(0, ROWS)))];
  const weight = (name: string) => Math.max(...roles.map((role) => shareOf(name, all[role]).value));
  names.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  const cell = (role: string, name: string): Cell => {
    const index = namesOf(all[role]).indexOf(name);
    const id = skillIds(role, all[role]?.skills ?? null)[index];
    if (id !== undefined)
      return {
        text: material.facts.find(id) === undefined ? words.say("compare.skills.named") : material.facts.n(id),
        note: null,
      };
    return { text: words.say(isWhole(all[role]) ? "compare.skills.in-none" : "compare.skills.unlisted"), note: null };
  };
  return {
    kind: "grid",
    caption: words.say("compare.skills.caption"),
    columns: [
      { label: words.say("compare.skills.skill"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows: names.slice(0, ROWS).map((name) => ({
      name: nameInText(words.skill(name)),
      href: null,
      cells: roles.map((role) => cell(role, name)),
    })),
    note: sayOfWeek("compare.skills.note", material, {
      samples: words.list(
        roles.map((role) =>
          words.say("compare.level.n-only", {
            role: nameOf(role, material),
            n: material.facts.n(`${role}.openings.count`),
          }),
        ),
      ),
    }),
    folded: null,
  };
}

type Roles = Readonly<Record<string, RoleFigures>>;

/**
 * The most named skills of each role, as many of each; undefined where a role has too few ads or names none. From fewer ads than
 * a share is told of, the names alone are.
 */
function topsOf(roles: readonly string[], all: Roles): string[][] | undefined {
  const known = roles.every((role) => (all[role]?.openings ?? 0) >= LEVEL_FROM && namesOf(all[role]).length > 0);
  if (!known) return undefined;
  const size = Math.min(TOP, ...roles.map((role) => namesOf(all[role]).length));
  return roles.map((role) => namesOf(all[role]).slice(0, size));
}

function sizeOf(tops: readonly string[][]): number {
  return tops[0]?.length ?? 0;
}

function sharedOf([first = [], ...others]: readonly string[][]): string[] {
  return first.filter((name) => others.every((names) => names.includes(name)));
}

/** The most named skills of a role whose share is clearly larger than in each of the others. */
function apartOf(role: string, roles: readonly string[], all: Roles): string[] {
  const others = roles.filter((each) => each !== role);
  return namesOf(all[role])
    .slice(0, TOP)
    .filter((name) => others.every((other) => isClear(shareOf(name, all[role]), shareOf(name, all[other]))));
}

interface Share {
  readonly value: number;
  readonly n: number;
}

/** A skill that a full list leaves out may be as common as the last one listed: that much is granted to it. */
function shareOf(name: string, figures: RoleFigures | undefined): Share {
  const skills = figures?.skills ?? [];
  const n = figures?.openings ?? 0;
  const postings =
    skills.find((skill) => skill.name === name)?.postings ?? (isWhole(figures) ? 0 : (skills.at(-1)?.postings ?? 0));
  return { value: n === 0 ? 0 : postings / n, n };
}

/** The difference of two shares against its standard error, each share moved towards a half (Agresti and Caffo 2000). */
function isClear(one: Share, other: Share): boolean {
  const variance = ({ value, n }: Share) => {
    const share = (value * n + 1) / (n + 2);
    return (share * (1 - share)) / (n + 2);
  };
  const difference = one.value - other.value;
  return difference >= APART && difference > STANDARD_ERRORS * Math.sqrt(variance(one) + variance(other));
}

function isWhole(figures: RoleFigures | undefined): boolean {
  return (figures?.skills?.length ?? 0) < LISTED;
}

function namesOf(figures: RoleFigures | undefined): string[] {
  return (figures?.skills ?? []).map(({ name }) => name);
}
