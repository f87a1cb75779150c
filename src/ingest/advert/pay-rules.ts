/** Placeholder: owned by the part "pay". */
export interface PayRules {
  readonly source: string;
}

/** `templates/<locale>/pay.yaml`; `path` is for the message only. */
export function parsePayRules(text: string, _path: string): PayRules {
  return { source: text };
}
