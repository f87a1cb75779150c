import type { Taxonomy } from "./taxonomy.ts";

export interface RoleMatch {
  readonly slug: string;
  /** As readers see it. */
  readonly title: string;
  /** The words of the title that decided, and the rule they met. */
  readonly because: string;
}

/** Placeholder: owned by the part "roles". Each role once, in alphabetical order of slugs; empty where no rule fits. */
export function rolesOfTitle(_title: string, _taxonomy: Taxonomy): RoleMatch[] {
  return [];
}
