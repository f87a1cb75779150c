/** Placeholder: owned by the part "places". */
export interface PlaceRules {
  readonly source: string;
}

/** `templates/<locale>/places.yaml`; `path` is for the message only. */
export function parsePlaceRules(text: string, _path: string): PlaceRules {
  return { source: text };
}
