import type { Place } from "./advert.ts";
import type { PlaceName } from "./place-names.ts";
import type { PlaceRules, PlaceSense } from "./place-rules.ts";

type City = PlaceSense & { readonly kind: "city" };

/** One way to understand names that belong together. */
export interface PlaceReading {
  readonly city: City | null;
  /** A city that no rule knows, as the text writes it. */
  readonly written: string | null;
  readonly state: string | null;
  readonly country: string | null;
  /** Where a part of a country was named. */
  readonly part: boolean;
}

/** Names that belong together, like "Boston", "MA" and "USA", and all ways to understand them. */
export interface PlaceGroup {
  readonly names: readonly PlaceName[];
  readonly readings: readonly PlaceReading[];
}

/** Longer ones are sentences, not names of cities. */
const LONGEST_CITY = 40;
const MOST_CITY_WORDS = 5;

const NOTHING: PlaceReading = { city: null, written: null, state: null, country: null, part: false };

/**
 * The groups of a text's names, in their order: each takes in the names behind it as long as one way remains to understand
 * all of them together, so "Boston, MA" is one and "Boston, Denver" two. Groups that say nothing are left out.
 */
export function placeGroups(names: readonly PlaceName[], rules: PlaceRules): PlaceGroup[] {
  const groups: PlaceGroup[] = [];
  let open: PlaceGroup | undefined;
  const close = () => {
    const readings = (open?.readings ?? []).filter((reading) => placeOf(reading, rules) !== null);
    if (open !== undefined && readings.length > 0) groups.push({ ...open, readings });
    open = undefined;
  };
  for (const [at, name] of names.entries()) {
    if (open !== undefined && name.before !== "break") {
      if (isRegionOf(open, name, names[at + 1])) continue;
      const readings = joined(open, name, names[at + 1], rules);
      if (readings.length > 0) {
        open = { names: [...open.names, name], readings };
        continue;
      }
    }
    close();
    open = { names: [name], readings: first(name, rules) };
  }
  close();
  return groups;
}

/** What a reading comes to; null where it names no country. */
export function placeOf({ city, written, state, country }: PlaceReading, rules: PlaceRules): Place | null {
  if (country === null) return null;
  if (city !== null) return { country, metro: city.metro };
  if (written === null) return { country, metro: null };
  const metro = cityName(written, rules);
  if (metro === null) return state === null ? null : { country, metro: null };
  if (state !== null) return { country, metro: `${metro}, ${state}` };
  return { country, metro: rules.withStates.has(country) ? null : metro };
}

function first(name: PlaceName, rules: PlaceRules): PlaceReading[] {
  if (name.senses.length === 0) return [{ ...NOTHING, written: name.written }];
  return name.senses.flatMap((sense) => {
    if (sense.kind === "region" || saysNothingAlone(sense, name, rules)) return [];
    const { country } = sense;
    if (sense.kind === "city") return [{ ...NOTHING, city: sense, country }];
    if (sense.kind === "state") return [{ ...NOTHING, state: sense.state, country }];
    return [{ ...NOTHING, country, part: sense.kind === "part" }];
  });
}

/** Codes that are words too, and those of two letters for parts of a country. */
function saysNothingAlone(sense: PlaceSense, name: PlaceName, rules: PlaceRules): boolean {
  if (sense.kind === "country") return sense.code && rules.notAlone.has(name.key);
  return sense.kind === "part" && sense.code && name.key.length < 3;
}

/** The ways to understand a group and one more name together. */
function joined(group: PlaceGroup, name: PlaceName, next: PlaceName | undefined, rules: PlaceRules): PlaceReading[] {
  const together = group.readings.flatMap((reading) =>
    sensesFor(reading, name).flatMap((sense) => {
      const both = agreed(reading, sense, name);
      return both === null ? [] : [both];
    }),
  );
  const inState = together.filter(({ city, state }) => city !== null && city.state !== null && city.state === state);
  if (inState.length > 0) return inState;
  return together.length > 0 ? together : namesake(group, name, next, rules);
}

/** Behind a city that no rule knows, "CA" is California: Canada has provinces to name, and the cities of others are known. */
function sensesFor(reading: PlaceReading, name: PlaceName): readonly PlaceSense[] {
  const hasState = reading.written !== null && name.senses.some(({ kind }) => kind === "state");
  return hasState ? name.senses.filter(({ kind }) => kind === "state") : name.senses;
}

function agreed(reading: PlaceReading, sense: PlaceSense, name: PlaceName): PlaceReading | null {
  if (sense.kind === "region") return reading;
  if (reading.country !== null && reading.country !== sense.country) return null;
  const { city, written, state } = reading;
  switch (sense.kind) {
    case "city": {
      const taken = city !== null || written !== null || (state !== null && state !== sense.state);
      return taken ? null : { ...reading, city: sense, state: sense.state };
    }
    case "state": {
      if (state !== null && (state !== sense.state || isBare(reading))) return null;
      if (city !== null && city.state !== sense.state) return null;
      if (written !== null && name.before !== "comma" && !(name.before === "space" && sense.code)) return null;
      return { ...reading, state: sense.state, country: sense.country };
    }
    case "part":
    case "country": {
      const apart = name.before !== "comma" && !(name.before === "space" && sense.kind === "part" && sense.code);
      if (written !== null && reading.country === null && apart) return null;
      if (isBare(reading) && state === null && (sense.kind === "part") === reading.part) return null;
      return { ...reading, country: sense.country, part: reading.part || sense.kind === "part" };
    }
  }
}

/**
 * "Paris, TX", "Cuba, IL": a city of a known name in a state where no rule knows it. Not "New York, California", a list of
 * states, nor "SF, NY", a list of cities.
 */
function namesake(
  { names: [only, ...others], readings }: PlaceGroup,
  name: PlaceName,
  next: PlaceName | undefined,
  rules: PlaceRules,
): PlaceReading[] {
  if (only === undefined || others.length > 0 || (name.before !== "comma" && name.before !== "space")) return [];
  const isAbbreviated = only.key.length < 4;
  if (rules.alone.has(name.key) && (isAbbreviated || (next?.before === "comma" && !isCountryName(next)))) return [];
  const bare = readings.filter(isBare);
  const isCityOnly = bare.every(({ state }) => state === null) && bare.length < readings.length;
  const isMeant = isCityOnly || (name.before === "comma" && !isAbbreviated && !rules.alone.has(only.key));
  if (!isMeant || bare.some((reading) => name.senses.some((sense) => repeats(sense, reading)))) return [];
  const isCityToo = name.senses.some(({ kind }) => kind === "city");
  return name.senses.flatMap((sense) => {
    if (sense.kind !== "state" || !(sense.code || (isCityOnly && !isCityToo && name.before === "comma"))) return [];
    return [{ ...NOTHING, written: only.written, state: sense.state, country: sense.country }];
  });
}

/** Whether a sense says the country or state of a reading once more: "India, IN". */
function repeats(sense: PlaceSense, { country, state }: PlaceReading): boolean {
  if (sense.kind === "state") return sense.country === country && (state === null || state === sense.state);
  return sense.kind === "country" && state === null && sense.country === country;
}

export function isCountryName({ senses }: PlaceName): boolean {
  return senses.length > 0 && senses.every(({ kind }) => kind === "country");
}

/**
 * A name between a city and its country that no rule knows, or a code of another country's state, is a part of that country:
 * "Bengaluru, Karnataka, India", "Luino, VA, Italy", "London, Greater Londn, UK".
 */
function isRegionOf(group: PlaceGroup, name: PlaceName, next: PlaceName | undefined): boolean {
  if (next === undefined || next.before !== "comma" || name.before !== "comma") return false;
  const isCodes = name.senses.length > 0 && name.senses.every((sense) => "code" in sense && sense.code);
  if (name.senses.length > 0 && !isCodes) return false;
  // A code that may be a state's too says less: "Karnataka, IN".
  const isSure = isCountryName(next);
  const of = next.senses.flatMap((sense) =>
    sense.kind === "country" && (isSure || !sense.code) ? [sense.country] : [],
  );
  if (name.senses.some((sense) => "country" in sense && of.includes(sense.country))) return false;
  return group.readings.some(
    (reading) => !isBare(reading) && of.some((country) => reading.country === null || reading.country === country),
  );
}

/** Whether a reading names a state or a country and nothing in it. */
function isBare({ city, written }: PlaceReading): boolean {
  return city === null && written === null;
}

/** A city's written name in one spelling, whatever its case; null for what cannot be one. */
function cityName(written: string, rules: PlaceRules): string | null {
  const words = written.split(/\s+/u);
  if (written.length > LONGEST_CITY || words.length > MOST_CITY_WORDS) return null;
  if (!/^[\p{L}\p{M}][\p{L}\p{M} .'’-]*$/u.test(written)) return null;
  // "St. Hilda", but no address of the web.
  if (/\.\S/u.test(written)) return null;
  const isNoise = (word: string) => rules.noise.has(word) && !rules.compounds.has(word) && !rules.endings.has(word);
  if (words.some((word) => isNoise(word.toLowerCase()))) return null;
  return words
    .map((word, index) => {
      const lower = word.toUpperCase().toLowerCase();
      const isSmall = index > 0 && index < words.length - 1 && rules.smallWords.has(lower);
      return isSmall ? lower : capitalised(lower, rules);
    })
    .join(" ");
}

/** "winston-salem" is Winston-Salem, "mcdonough" McDonough, "o'fallon" O'Fallon. */
function capitalised(lower: string, { smallWords }: PlaceRules): string {
  return lower
    .split("-")
    .map((part, index) => (index > 0 && smallWords.has(part) ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("-")
    .replace(
      /^(?:Mc(?=\p{L}{3})|[OD]['’](?=\p{L}{2}))\p{L}/gu,
      (found) => found.slice(0, -1) + found.slice(-1).toUpperCase(),
    );
}
