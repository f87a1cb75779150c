import type { SkillRules } from "./skill-rules.ts";

/** Placeholder: owned by the part "skills". Canonical names of the skills that a text asks for, by code point, each once. */
export function skillsIn(_text: string, _rules: SkillRules): string[] {
  return [];
}

/** Placeholder: owned by the part "skills". Skills that a field lists, in canonical spelling; unknown ones stay as they are. */
export function skillsNamed(names: readonly string[], _rules: SkillRules): string[] {
  return [...names];
}
