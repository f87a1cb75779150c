import { z } from "zod";
import { parseYaml } from "../../domain/yaml.ts";
import type { Place } from "./advert.ts";
import { placeKey } from "./place-tokens.ts";

/** One meaning of a name. Codes ("CA", "IN") mean less than names do: see `placesOf`. */
export type PlaceSense =
  | { readonly kind: "country"; readonly country: string; readonly code: boolean }
  | { readonly kind: "state"; readonly country: string; readonly state: string; readonly code: boolean }
  | { readonly kind: "part"; readonly country: string; readonly code: boolean }
  | { readonly kind: "city"; readonly country: string; readonly state: string | null; readonly metro: string }
  /** Several countries: names no place, and ends one that stands before it. */
  | { readonly kind: "region" };

/** The geography of a locale pack's `places.yaml`. Keys are names as `placeKey` makes them. */
export interface PlaceRules {
  readonly senses: ReadonlyMap<string, readonly PlaceSense[]>;
  readonly noise: ReadonlySet<string>;
  readonly joiners: ReadonlySet<string>;
  /** Words that make another place of the name behind them: "East" before "Palo Alto". */
  readonly compounds: ReadonlySet<string>;
  /** Words behind a name that belong to it: any name, or one that no rule knows. */
  readonly endings: ReadonlySet<string>;
  readonly areas: ReadonlySet<string>;
  /** Words behind any name that make an area of it. */
  readonly counties: ReadonlySet<string>;
  readonly smallWords: ReadonlySet<string>;
  /** Codes and cities that are words too: they mean a place beside another name only. */
  readonly notAlone: ReadonlySet<string>;
  /** What a name means where nothing else is said. */
  readonly alone: ReadonlyMap<string, Place>;
  /** Countries by how a field of their own writes them: names and codes. */
  readonly countries: ReadonlyMap<string, string>;
  /** Countries whose metros bear the code of a state. */
  readonly withStates: ReadonlySet<string>;
  /** The most tokens that any name has. */
  readonly longest: number;
}

const name = z.string().min(1);
const names = z.array(name);
const country = z.string().regex(/^[A-Z]{2}$/);
const state = z.string().regex(/^[A-Z]{2,3}$/);
const fileSchema = z.strictObject({
  joiners: names,
  noise: z.array(names),
  regions: names,
  compounds: names,
  areas: names,
  endings: names,
  counties: names,
  smallWords: names,
  notAlone: names,
  countries: z.record(country, names),
  states: z.record(country, z.record(state, names)),
  parts: z.record(country, names),
  cities: z.record(z.string().regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/), z.array(z.union([name, names.min(1)]))),
  alone: z.record(name, name),
});
type PlacesFile = z.infer<typeof fileSchema>;

/** `templates/<locale>/places.yaml`; `path` is for the message only. A file that does not fit is refused (`template-invalid`). */
export function parsePlaceRules(text: string, path: string): PlaceRules {
  const file = parseYaml(
    fileSchema.superRefine(({ alone, ...rest }, context) => {
      const known = metros(rest.cities);
      for (const [written, meant] of Object.entries(alone))
        if (!known.has(meant) && !Object.hasOwn(rest.countries, meant))
          context.addIssue({
            code: "custom",
            path: ["alone", written],
            message: `no city or country is called ${meant}`,
          });
    }),
    text,
    path,
  );
  const senses = sensesOf(file);
  const noise = keys(file.noise.flat());
  const metroOf = metros(file.cities);
  return {
    senses,
    noise,
    joiners: keys(file.joiners),
    compounds: keys(file.compounds),
    areas: keys(file.areas),
    endings: keys(file.endings),
    counties: keys(file.counties),
    smallWords: keys(file.smallWords),
    notAlone: keys(file.notAlone),
    alone: new Map(
      Object.entries(file.alone).map(([written, meant]) => [
        placeKey(written),
        metroOf.get(meant) ?? { country: meant, metro: null },
      ]),
    ),
    countries: new Map(
      Object.entries(file.countries).flatMap(([code, written]) =>
        [code, ...written].map((one) => [placeKey(one), code] as const),
      ),
    ),
    withStates: new Set(Object.keys(file.states)),
    longest: Math.max(...[...senses.keys(), ...noise].map((key) => key.split(" ").length)),
  };
}

function keys(written: readonly string[]): ReadonlySet<string> {
  return new Set(written.map(placeKey));
}

function sensesOf(file: PlacesFile): ReadonlyMap<string, readonly PlaceSense[]> {
  const senses = new Map<string, PlaceSense[]>();
  const add = (written: string, sense: PlaceSense) => {
    const key = placeKey(written);
    senses.set(key, [...(senses.get(key) ?? []), sense]);
  };
  for (const region of file.regions) add(region, { kind: "region" });
  for (const [code, written] of Object.entries(file.countries))
    for (const one of [code, ...written]) add(one, { kind: "country", country: code, code: isCode(one) });
  for (const [of, states] of Object.entries(file.states))
    for (const [code, written] of Object.entries(states))
      for (const one of [code, ...written]) add(one, { kind: "state", country: of, state: code, code: one === code });
  for (const [of, written] of Object.entries(file.parts))
    for (const one of written) add(one, { kind: "part", country: of, code: isCode(one) });
  for (const { city, names: all } of cities(file.cities)) for (const one of all) add(one, city);
  return senses;
}

function isCode(written: string): boolean {
  return /^[A-Z]{2,3}$/.test(written);
}

function* cities(
  file: PlacesFile["cities"],
): Generator<{ readonly city: PlaceSense & { readonly kind: "city" }; readonly names: readonly string[] }> {
  for (const [where, list] of Object.entries(file)) {
    const [of = where, code = null] = where.split("-");
    for (const written of list) {
      const all = typeof written === "string" ? [written] : written;
      const metro = code === null ? `${all[0]}` : `${all[0]}, ${code}`;
      yield { city: { kind: "city", country: of, state: code, metro }, names: all };
    }
  }
}

function metros(file: PlacesFile["cities"]): ReadonlyMap<string, Place> {
  return new Map([...cities(file)].map(({ city: { country: of, metro } }) => [metro, { country: of, metro }]));
}
