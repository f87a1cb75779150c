import type { Taxonomy } from "./taxonomy.ts";
import { judgeTitle, quoted } from "./title-judgement.ts";

export interface RoleMatch {
  readonly slug: string;
  /** As readers see it. */
  readonly title: string;
  /** The words of the title that decided, and the rule they met. */
  readonly because: string;
}

/**
 * The roles of a job title: each role once, in alphabetical order of slugs; empty where no rule fits, which is a right answer. Looks
 * at the first 500 characters, in time proportional to them; never throws.
 */
export function rolesOfTitle(title: string, taxonomy: Taxonomy): RoleMatch[] {
  const { words, counting } = judgeTitle(title, taxonomy);
  const first = new Map(counting.toReversed().map((each) => [each.role, each]));
  return [...first.values()]
    .map(({ role, rule, places }) => ({
      slug: role.slug,
      title: role.title,
      because: `"${quoted(words, places)}" by the rule "${rule}"`,
    }))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}
