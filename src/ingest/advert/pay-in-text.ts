import type { PayMentions, PayTier } from "./advert.ts";
import type { PayRules } from "./pay-rules.ts";

/** Placeholder: owned by the part "pay". `country` is the ad's own, where known: it settles what "$" means. */
export function payInText(
  _text: string,
  _country: string | null,
  _rules: PayRules,
): { readonly tiers: readonly PayTier[]; readonly mentions: PayMentions } {
  return { tiers: [], mentions: { equity: false, bonus: false } };
}
