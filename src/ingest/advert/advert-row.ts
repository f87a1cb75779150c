import { inertText } from "../../domain/text.ts";
import { sha256 } from "../../files.ts";
import type { Advert, PayMentions, PayTier, Place } from "./advert.ts";
import { chosenPay } from "./chosen-pay.ts";
import { employmentOf } from "./employment.ts";
import { levelOf } from "./level.ts";
import { payInText } from "./pay-in-text.ts";
import { placesOf } from "./places.ts";
import type { ReadingRules } from "./reading-rules.ts";
import { skillsIn, skillsNamed } from "./skills.ts";
import { workplaceOf } from "./workplace.ts";

/** The row of an advertisement as staging reads it, by column; null where nothing is known. */
export interface AdvertRow {
  readonly key: string | null;
  readonly title: string | null;
  readonly employer: string | null;
  readonly level: string | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly places: readonly string[] | null;
  readonly workplace: string | null;
  readonly employment_type: string | null;
  readonly skills: readonly string[] | null;
  readonly equity: boolean | null;
  readonly bonus: boolean | null;
  readonly published: string | null;
  readonly pay_floor: number | null;
  readonly pay_ceiling: number | null;
  readonly pay_per: string | null;
  readonly pay_currency: string | null;
  readonly pay_from: "field" | "text" | null;
  readonly pay_tiers: number | null;
}

/** Longer ones are cut: no title or name of a kind is so long. */
const LONGEST_TITLE = 500;
const LONGEST_NAME = 200;
/** More are passed over: no ad of a kind names so many. */
const MOST_PLACES = 50;
const MOST_SKILLS = 200;

/**
 * Reads an advertisement by the rules of a locale pack. What fields state comes before what the text says: pay is read from the
 * text only where no field states any. An ad of several places counts with the pay of its own, in the country that they share.
 */
export function advertRow(ad: Advert, rules: ReadingRules): AdvertRow {
  const title = cut(ad.title, LONGEST_TITLE);
  const written = ad.places.slice(0, MOST_PLACES).map((place) => place.slice(0, LONGEST_TITLE));
  const places = placesOf(written, cut(ad.country, LONGEST_NAME), rules.places);
  const country = countryOf(places, written, rules);
  const metros = [...new Set(places.map(({ metro }) => metro).filter((metro) => metro !== null))];
  const inText = ad.text === null ? null : payInText(ad.text, country, rules.pay);
  return {
    key: keyOf(ad.key),
    title,
    employer: cut(ad.employer, LONGEST_NAME),
    level: title === null ? null : levelOf(title, rules.levels),
    country,
    place: metros[0] ?? null,
    places: metros.length === 0 ? null : metros,
    workplace: workplaceOf({ stated: ad.workplace, places: written, title: title ?? "" }, rules.workplaces),
    employment_type: employmentOf(ad.employmentType, title ?? "", rules.employment),
    skills: skillsOf(ad, rules),
    ...mentionsOf(ad.mentions, inText?.mentions ?? null),
    published: cut(ad.published, LONGEST_NAME),
    ...payOf(ad.pay, inText?.tiers ?? [], places, rules),
  };
}

/** The one country that all known places are in; of several, that of the ad's own first place. */
function countryOf(places: readonly Place[], written: readonly string[], rules: ReadingRules): string | null {
  const known = (found: readonly Place[]) =>
    new Set(found.map(({ country }) => country).filter((each) => each !== null));
  const all = known(places);
  const own = all.size > 1 ? known(placesOf(written.slice(0, 1), null, rules.places)) : all;
  const [country = null] = own.size === 1 ? own : [];
  return country;
}

/** Null where neither a field nor a text could have named any. */
function skillsOf(ad: Advert, rules: ReadingRules): string[] | null {
  if (ad.text === null && ad.skills.length === 0) return null;
  const named = skillsNamed(ad.skills.slice(0, MOST_SKILLS), rules.skills);
  const found = ad.text === null ? [] : skillsIn(ad.text, rules.skills);
  return [...new Set([...named, ...found])]
    .slice(0, MOST_SKILLS)
    .map((name) => name.slice(0, LONGEST_NAME).toWellFormed());
}

function mentionsOf(stated: PayMentions | null, inText: PayMentions | null): Pick<AdvertRow, "equity" | "bonus"> {
  if (stated === null && inText === null) return { equity: null, bonus: null };
  return {
    equity: stated?.equity === true || inText?.equity === true,
    bonus: stated?.bonus === true || inText?.bonus === true,
  };
}

function payOf(
  stated: readonly PayTier[],
  inText: readonly PayTier[],
  places: readonly Place[],
  rules: ReadingRules,
): Pick<AdvertRow, "pay_floor" | "pay_ceiling" | "pay_per" | "pay_currency" | "pay_from" | "pay_tiers"> {
  const tiers = stated.length > 0 ? stated : inText;
  const tier = chosenPay(tiers, places, rules.places)?.tier;
  return {
    pay_floor: tier?.floor ?? null,
    pay_ceiling: tier?.ceiling ?? null,
    pay_per: tier?.per ?? null,
    pay_currency: tier?.currency ?? null,
    pay_from: tier === undefined ? null : stated.length > 0 ? "field" : "text",
    pay_tiers: tier === undefined ? null : tiers.length,
  };
}

/** A key is compared and never read: a long one goes by its hash. */
function keyOf(key: string | null): string | null {
  return key === null || key.length <= LONGEST_NAME ? cut(key, LONGEST_NAME) : sha256(key.toWellFormed());
}

function cut(text: string | null, most: number): string | null {
  if (text === null) return null;
  return inertText(inertText(text.slice(0, 4 * most)).slice(0, most)) || null;
}
