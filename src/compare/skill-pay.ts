import { type EmployerCount, medianIntervalShares } from "../domain/median-interval.ts";
import { quantile } from "../domain/quantile.ts";
import type { SkillGap, SkillOffer, SkillPay } from "../domain/skill-pay.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../domain/suppression.ts";

/** Of a role's skills, those that most of its offers name: rarer ones would be tried until one stands out. */
const MOST_NAMED = 12;

/**
 * What offers pay that name a skill and those that do not, for the skills that each role's offers name most. Only where both sides
 * have at least 30 offers of 8 employers; roles without such a skill are left out. Roles in alphabetical order, ties of skills too.
 */
export function skillGaps(offers: readonly SkillOffer[]): SkillPay["roles"] {
  const byRole = [...Map.groupBy(offers, ({ role }) => role)].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    byRole.map(([role, own]) => [role, gapsOf(own)] as const).filter(([, gaps]) => gaps.length > 0),
  );
}

function gapsOf(offers: readonly SkillOffer[]): SkillGap[] {
  const counts = new Map<string, number>();
  for (const { skills } of offers) for (const skill of new Set(skills)) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  return [...counts]
    .sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .slice(0, MOST_NAMED)
    .flatMap(([skill]) => {
      const named = sideOf(offers.filter(({ skills }) => skills.includes(skill)));
      const unnamed = sideOf(offers.filter(({ skills }) => !skills.includes(skill)));
      if (named === undefined || unnamed === undefined) return [];
      const clear = named.interval[0] > unnamed.interval[1] || named.interval[1] < unnamed.interval[0];
      return [{ skill, named, unnamed, difference: named.median - unnamed.median, clear }];
    });
}

/** Undefined for a sample too small to compare, or of which no interval is known. */
function sideOf(offers: readonly SkillOffer[]): SkillGap["named"] | undefined {
  const byEmployer = Map.groupBy(offers, ({ employer }) => employer);
  if (offers.length < COMPARE_FROM || byEmployer.size < COMPARE_EMPLOYERS) return undefined;
  const values = offers.map(({ midpoint }) => midpoint).sort((one, other) => one - other);
  const at = (share: number) => Math.round(quantile(values, share) ?? 0);
  const median = quantile(values, 0.5) ?? 0;
  const shares = medianIntervalShares([...byEmployer.values()].map((own) => employerCount(own, median)));
  if (shares === undefined) return undefined;
  return {
    n: offers.length,
    employers: byEmployer.size,
    median: at(0.5),
    interval: [at(shares[0]), at(shares[1])],
  };
}

function employerCount(offers: readonly SkillOffer[], median: number): EmployerCount {
  const below = offers.filter(({ midpoint }) => midpoint < median).length;
  const equal = offers.filter(({ midpoint }) => midpoint === median).length;
  return { n: offers.length, below: below + equal / 2 };
}
