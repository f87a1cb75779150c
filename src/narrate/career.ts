import type { PairResult } from "../domain/change.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { textHash } from "../domain/random.ts";
import type { SkillGap } from "../domain/skill-pay.ts";
import { LEVEL_FROM } from "../domain/suppression.ts";
import { absoluteWeekNumber } from "../domain/week.ts";
import { pairFactId } from "./pair-facts.ts";
import { changedVerdicts } from "./pair-pick.ts";
import type { NarrateRequest } from "./request.ts";
import { skillSlug } from "./week-facts.ts";

/** The slot of the letter's career item. */
export const CAREER_SLOT = "career";
export type CareerSection = Paragraphs;

/** An item comes again after so many weeks at the earliest, whether or not the letters between were sent. */
const ROUND = 9;

/** What the career item of a week may be about, and the fact it rests on. */
export type CareerItem =
  | {
      readonly kind: "skill";
      readonly fact: string;
      readonly role: string;
      readonly index: number;
      readonly gap: SkillGap;
    }
  | { readonly kind: "pair"; readonly fact: string; readonly result: PairResult }
  | { readonly kind: "stage"; readonly fact: string; readonly role: string; readonly stage: number }
  | { readonly kind: "entry"; readonly fact: string; readonly role: string };

/**
 * The one career item of the week: a skill's pay, a pair whose verdict changed, or a step on the way to a role. Each has every third
 * week, by its number; where the data give it nothing then, a step on the way stands in. Within a round of nine weeks no item
 * comes twice, and one that a letter of the past eight weeks told is passed over too. Undefined where nothing has its turn.
 */
export function pickedCareer(request: NarrateRequest): CareerItem | undefined {
  const week = absoluteWeekNumber(request.week);
  const told = new Set(request.published.map(({ content }) => content.career));
  const third = Math.floor(week / KINDS);
  const inThird = ({ item, place }: Placed) =>
    place % (ROUND / KINDS) === third % (ROUND / KINDS) && !told.has(item.fact);
  const inWeek = ({ item, place }: Placed) => place % ROUND === week % ROUND && !told.has(item.fact);
  const skills = week % KINDS === 0 ? skillItems(request).filter(inThird) : [];
  const clear = skills.filter(({ item }) => item.kind === "skill" && item.gap.clear);
  const pairs = week % KINDS === 1 ? pairItems(request).filter(inThird) : [];
  const steps = profileItems(request).filter(inWeek);
  const own = [clear, skills, pairs, steps].find((items) => items.length > 0) ?? [];
  return own[Math.floor(week / ROUND) % own.length]?.item;
}

/** Kinds of items, which take turns. */
const KINDS = 3;

interface Placed {
  readonly item: CareerItem;
  /** What decides in which weeks it has its turn. */
  readonly place: number;
}

/** By role, then by how often a skill is named. */
function skillItems({ skillPay, now }: NarrateRequest): Placed[] {
  return Object.entries(skillPay?.content.roles ?? {})
    .filter(([role]) => now.content.roles[role] !== undefined)
    .flatMap(([role, gaps]) =>
      gaps.map((gap, index): Placed => {
        const fact = skillFactId(role, gap, index, "difference");
        return { item: { kind: "skill", fact, role, index, gap }, place: textHash(fact) };
      }),
    );
}

/** `<role>.pay-by-skill.midpoint.<skill>.<stat>@4w`. */
export function skillFactId(role: string, { skill }: SkillGap, index: number, stat: string): string {
  return `${role}.pay-by-skill.midpoint.${skillSlug(skill, index)}.${stat}@4w`;
}

function pairItems(request: NarrateRequest): Placed[] {
  return changedVerdicts(request)
    .filter(({ difference }) => difference !== null)
    .map((result) => {
      const fact = pairFactId(result, "difference");
      return { item: { kind: "pair", fact, result }, place: textHash(fact) };
    });
}

/** Stages of each role's learning path and its entry points; the roles take turns, each with three weeks to the next. */
function profileItems({ profiles, now }: NarrateRequest): Placed[] {
  const slugs = Object.keys(profiles).sort();
  return slugs.flatMap((role, index): Placed[] => {
    const stages = profiles[role]?.roadmap.length ?? 0;
    if ((now.content.roles[role]?.openings ?? 0) < LEVEL_FROM) return [];
    const place = (step: number) => (ROUND / KINDS) * index + step;
    return [
      ...Array.from({ length: stages }, (_, stage): Placed => {
        const fact = profileFactId(role, `stage-${stage + 1}`);
        return { item: { kind: "stage", fact, role, stage }, place: place(stage) };
      }),
      { item: { kind: "entry", fact: profileFactId(role, "entry"), role }, place: place(stages) },
    ];
  });
}

/** `<role>.career.<step>.openings`: the role's openings, under a name of its own for each step on the way to it. */
function profileFactId(role: string, step: string): string {
  return `${role}.career.${step}.openings`;
}
