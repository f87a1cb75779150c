/** Placeholder: owned by the part "skills". */
export interface SkillRules {
  readonly source: string;
}

/** `templates/<locale>/skills.yaml`; `path` is for the message only. */
export function parseSkillRules(text: string, _path: string): SkillRules {
  return { source: text };
}
