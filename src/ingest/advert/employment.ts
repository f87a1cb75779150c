/** Placeholder: owned by the part "places". */
export interface EmploymentRules {
  readonly source: string;
}

/** `templates/<locale>/employment.yaml`; `path` is for the message only. */
export function parseEmploymentRules(text: string, _path: string): EmploymentRules {
  return { source: text };
}

/** Placeholder: owned by the part "places". "full-time", "part-time", "contract", "internship", "temporary"; null where not said. */
export function employmentOf(_stated: string | null, _title: string, _rules: EmploymentRules): string | null {
  return null;
}
