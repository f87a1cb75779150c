import type { Workplace } from "../../domain/posting.ts";

/** Placeholder: owned by the part "places". */
export interface WorkplaceRules {
  readonly source: string;
}

/** `templates/<locale>/workplaces.yaml`; `path` is for the message only. */
export function parseWorkplaceRules(text: string, _path: string): WorkplaceRules {
  return { source: text };
}

/** Placeholder: owned by the part "places". From a field of its own, else from places as written, else the title; else null. */
export function workplaceOf(
  _ad: { readonly stated: string | null; readonly places: readonly string[]; readonly title: string },
  _rules: WorkplaceRules,
): Workplace | null {
  return null;
}
