import type { Place } from "./advert.ts";
import type { PlaceRules } from "./place-rules.ts";

/**
 * Placeholder: owned by the part "places". The places that texts name, each once, in their order; `country` is what a field of
 * its own states, as written. Empty where nothing is known.
 */
export function placesOf(_texts: readonly string[], _country: string | null, _rules: PlaceRules): Place[] {
  return [];
}
