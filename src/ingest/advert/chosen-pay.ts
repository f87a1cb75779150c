import type { PayTier, Place } from "./advert.ts";
import type { PlaceRules } from "./place-rules.ts";

/** Placeholder: owned by the part "pay". The tier that an ad is counted with; null where it states none. */
export function chosenPay(
  tiers: readonly PayTier[],
  _places: readonly Place[],
  _rules: PlaceRules,
): { readonly tier: PayTier; readonly why: "only" | "place" | "widest" } | null {
  const [tier] = tiers;
  return tier === undefined ? null : { tier, why: "only" };
}
