import type { Place } from "./advert.ts";
import { placeNames } from "./place-names.ts";
import { isCountryName, type PlaceGroup, placeGroups, placeOf } from "./place-readings.ts";
import type { PlaceRules } from "./place-rules.ts";
import { placeKey } from "./place-tokens.ts";

/** What is read: more places than any job has, and longer texts than any name of one. */
const READ_TEXTS = 100;
const READ_CHARACTERS = 1000;

/**
 * The places that texts name, each once, in their order; `country` is what a field of its own states, as written. It settles
 * names of several places, and stands last where no text names it. Empty where nothing is known. Read are the first 1,000
 * characters of the first 100 texts. A name that means several places is settled by the names beside it, by the stated country,
 * by its company (among states, "New York" is the state and "Georgia" is not the country), then by what the rules call it alone;
 * where these leave several, only what they agree on is said.
 */
export function placesOf(texts: readonly string[], country: string | null, rules: PlaceRules): Place[] {
  const stated = country === null ? null : (rules.countries.get(placeKey(country.slice(0, READ_CHARACTERS))) ?? null);
  const groups = texts
    .slice(0, READ_TEXTS)
    .flatMap((text) => placeGroups(placeNames(text.slice(0, READ_CHARACTERS), rules), rules));
  const company = companyOf(groups, rules);
  const places = groups.flatMap((group) => settled(group, stated, company, rules) ?? []);
  if (stated !== null && places.every((place) => place.country !== stated))
    places.push({ country: stated, metro: null });
  return [...new Map(places.map((place) => [`${place.country} ${place.metro}`, place])).values()];
}

/** What else the texts name without doubt: states of which country, and whether bare countries. */
interface Company {
  readonly statesOf: ReadonlySet<string>;
  readonly countries: boolean;
}

function companyOf(groups: readonly PlaceGroup[], rules: PlaceRules): Company {
  const bare = groups.flatMap(({ names, readings: [reading, ...others] }) => {
    const isClear = reading !== undefined && others.length === 0 && !rules.alone.has(names[0]?.key ?? "");
    return isClear && reading.city === null && reading.written === null ? [reading] : [];
  });
  return {
    statesOf: new Set(bare.flatMap(({ state, country }) => (state === null || country === null ? [] : [country]))),
    countries: bare.some(({ state }) => state === null),
  };
}

function settled(
  { names, readings }: PlaceGroup,
  stated: string | null,
  company: Company,
  rules: PlaceRules,
): Place | null {
  const here = readings.filter((reading) => reading.country === stated);
  const open = here.length > 0 ? here : readings;
  if (names.length === 1 && here.length === 0 && rules.notAlone.has(names[0]?.key ?? "")) return null;
  const [lone, ...others] = names.length === 1 ? names : names.filter((name) => !isCountryName(name));
  if (lone !== undefined && others.length === 0) {
    const [state] = open.filter(
      (reading) => reading.city === null && reading.state !== null && company.statesOf.has(reading.country ?? ""),
    );
    if (state !== undefined) return placeOf(state, rules);
    const alone = rules.alone.get(lone.key);
    if (alone !== undefined && open.some(({ country, written }) => country === alone.country && written === null))
      return alone;
    const bare = open.filter((reading) => reading.city === null && reading.state === null);
    const [country, ...more] = bare;
    if (company.countries && country !== undefined && more.length === 0) return placeOf(country, rules);
  }
  return commonPlace(open.flatMap((reading) => placeOf(reading, rules) ?? []));
}

/** What all of them say: the place, or at least the country. */
function commonPlace([first, ...others]: readonly Place[]): Place | null {
  if (first === undefined || others.some(({ country }) => country !== first.country)) return null;
  return others.every(({ metro }) => metro === first.metro) ? first : { country: first.country, metro: null };
}
