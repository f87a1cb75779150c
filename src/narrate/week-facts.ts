import type { Fact } from "../domain/fact.ts";
import { slug } from "../domain/role.ts";
import type { RoleFigures, Snapshot } from "../domain/snapshot.ts";
import { LEVEL_EMPLOYERS, LEVEL_FROM, SHARE_FROM, TOP_EMPLOYER_LIMIT } from "../domain/suppression.ts";
import { factsFrom, type Maker } from "./fact-maker.ts";
import type { Stored } from "./request.ts";

const SKILLS = 5;

/** A slice's levels of the week alone, and its openings of the week before. Suppressed pay has no fact. */
export function weekFacts(slice: string, now: Stored<Snapshot>, before: Stored<Snapshot> | undefined): Fact[] {
  const { content } = now;
  const fact = factsFrom(now, content.week, content.currency);
  const isTotal = slice === "total";
  const role = isTotal ? undefined : content.roles[slice];
  const field = isTotal ? "totals" : `roles.${slice}`;
  const openings = isTotal ? content.totals.openings : (role?.openings ?? 0);
  const employers = isTotal ? content.totals.employers : (role?.employers ?? null);
  const disclosed = isTotal ? content.totals.payDisclosed : (role?.pay.disclosed ?? 0);
  const facts = [fact(`${slice}.openings.count`, "count", openings, `${field}.openings`, { n: openings, employers })];
  if (employers !== null) facts.push(fact(`${slice}.employers.count`, "count", employers, `${field}.employers`));
  if (openings > 0)
    facts.push(
      fact(
        `${slice}.disclosed.share`,
        "share",
        disclosed / openings,
        `${field}.${isTotal ? "payDisclosed" : "pay.disclosed"}`,
        { n: openings },
      ),
    );
  if (!isTotal && content.totals.openings > 0)
    facts.push(
      fact(`${slice}.openings.share`, "share", openings / content.totals.openings, `${field}.openings`, {
        n: content.totals.openings,
      }),
    );
  const earlier = isTotal ? before?.content.totals.openings : before?.content.roles[slice]?.openings;
  if (before !== undefined && earlier !== undefined) {
    const factBefore = factsFrom(before, before.content.week, before.content.currency);
    facts.push(factBefore(`${slice}.openings.count@${before.content.week}`, "count", earlier, `${field}.openings`));
  }
  return role === undefined ? facts : [...facts, ...rolePayFacts(slice, role, fact), ...skillFacts(slice, role, fact)];
}

/** Whether a role's pay of one week may be shown: enough postings of enough employers, none of which holds most of them. */
export function payIsShown({ pay, openings, topEmployers }: RoleFigures): boolean {
  const top = topEmployers?.[0]?.postings ?? 0;
  return (
    pay.disclosed >= LEVEL_FROM &&
    (pay.employers === null || (pay.employers >= LEVEL_EMPLOYERS && top / openings <= TOP_EMPLOYER_LIMIT))
  );
}

function rolePayFacts(slice: string, role: RoleFigures, fact: Maker): Fact[] {
  const { pay } = role;
  if (!payIsShown(role) || pay.midpoint === null) return [];
  const { midpoint } = pay;
  const more = { n: pay.disclosed, employers: pay.employers };
  const levels = (["p25", "median", "p75", "mean"] as const).map((stat) =>
    fact(`${slice}.pay.midpoint.${stat}`, "money", midpoint[stat], `roles.${slice}.pay.midpoint.${stat}`, {
      ...more,
      interval: stat === "median" ? midpoint.interval : null,
    }),
  );
  return [fact(`${slice}.pay.count`, "count", pay.disclosed, `roles.${slice}.pay.disclosed`), ...levels];
}

function skillFacts(slice: string, role: RoleFigures, fact: Maker): Fact[] {
  if (role.skills === null || role.openings < SHARE_FROM) return [];
  return role.skills
    .slice(0, SKILLS)
    .map((skill, index) =>
      fact(
        `${slice}.skill-${skillSlug(skill.name, index)}.share`,
        "share",
        skill.postings / role.openings,
        `roles.${slice}.skills.${index}.postings`,
        { n: role.openings, employers: role.employers },
      ),
    );
}

/** C, C++ and C# are three skills. A name that has no Latin letter goes by its place. */
export function skillSlug(name: string, index: number): string {
  return slug(name.replaceAll("+", " plus ").replaceAll("#", " sharp ")) || String(index);
}
