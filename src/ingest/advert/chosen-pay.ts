import type { PayTier, Place } from "./advert.ts";
import type { PlaceRules } from "./place-rules.ts";
import { placesOf } from "./places.ts";

/**
 * The pay that an ad is counted with; null where it states none. Of several tiers, those of the ad's own place: of the first of
 * `places` that any of them names, by metro, else by country. Where no place decides, all of them. Of these, the currency and
 * period that most have, the first where two have as many; tiers without a currency only where no tier has one. The
 * answer spans them, from the lowest floor to the highest ceiling, as boards sum up several tiers themselves: a range by level or place is
 * the ad's widest. `why`: the ad has one tier; its place decided; or neither did.
 */
export function chosenPay(
  tiers: readonly PayTier[],
  places: readonly Place[],
  rules: PlaceRules,
): { readonly tier: PayTier; readonly why: "only" | "place" | "widest" } | null {
  const priced = tiers.filter(({ floor, ceiling }) => floor !== null || ceiling !== null);
  const settled = priced.filter(({ currency, per }) => currency !== null && per !== null);
  const usable = settled.length > 0 ? settled : priced;
  const [first] = usable;
  if (first === undefined) return null;
  if (usable.length === 1) return { tier: first, why: "only" };
  const here = ofOwnPlace(usable, places, rules);
  return { tier: spanOf(mostCommon(here ?? usable)), why: here === null ? "widest" : "place" };
}

function ofOwnPlace(tiers: readonly PayTier[], places: readonly Place[], rules: PlaceRules): PayTier[] | null {
  const named = tiers.map((tier) => ({ tier, known: tier.place === null ? [] : placesOf([tier.place], null, rules) }));
  const tests: ((place: Place, one: (typeof named)[number]) => boolean)[] = [
    ({ metro, country }, { tier, known }) =>
      metro !== null &&
      (known.some((other) => other.metro === metro && isSameOrUnknown(other.country, country)) ||
        isNamed(metro, tier.place)),
    ({ country }, { known }) =>
      country !== null && known.some((other) => other.metro === null && other.country === country),
  ];
  for (const test of tests) {
    for (const place of places) {
      const found = named.filter((one) => test(place, one)).map(({ tier }) => tier);
      if (found.length > 0) return found;
    }
  }
  return null;
}

function isSameOrUnknown(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

/** Whether a tier's place holds the metro's name as whole words, in any case: "San Francisco, CA" in "SF: San Francisco and NYC". */
function isNamed(metro: string, place: string | null): boolean {
  const name = words(metro.split(",")[0] ?? "");
  return place !== null && name.length > 2 && words(place).includes(name);
}

/** Letters and digits with single spaces between and around them. */
function words(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

/** The tiers of the currency and period that most have, in their order. */
function mostCommon(tiers: readonly PayTier[]): readonly PayTier[] {
  const groups = Map.groupBy(tiers, ({ currency, per }) => `${currency} ${per}`);
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most));
}

function spanOf(tiers: readonly PayTier[]): PayTier {
  const [first, ...rest] = tiers;
  if (first === undefined || rest.length === 0) return first ?? NOTHING;
  const floors = tiers.flatMap(({ floor }) => floor ?? []);
  const ceilings = tiers.flatMap(({ ceiling }) => ceiling ?? []);
  return {
    floor: floors.length === 0 ? null : Math.min(...floors),
    ceiling: ceilings.length === 0 ? null : Math.max(...ceilings),
    currency: first.currency,
    per: first.per,
    place: rest.every(({ place }) => place === first.place) ? first.place : null,
  };
}

const NOTHING: PayTier = { floor: null, ceiling: null, currency: null, per: null, place: null };
