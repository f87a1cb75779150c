import type { LEVELS } from "../../domain/posting.ts";

/** Placeholder: owned by the part "places". */
export interface LevelRules {
  readonly source: string;
}

/** `templates/<locale>/levels.yaml`; `path` is for the message only. */
export function parseLevelRules(text: string, _path: string): LevelRules {
  return { source: text };
}

/** Placeholder: owned by the part "places". The level that a title says; null where it says none. */
export function levelOf(_title: string, _rules: LevelRules): (typeof LEVELS)[number] | null {
  return null;
}
