import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { employmentOf, parseEmploymentRules } from "../../src/ingest/advert/employment.ts";
import { levelOf } from "../../src/ingest/advert/level.ts";
import { placesOf } from "../../src/ingest/advert/places.ts";
import { parseWorkplaceRules, workplaceOf } from "../../src/ingest/advert/workplace.ts";
import { levelRules, placeRules } from "../bench/reading-places.ts";

const SEED = { seed: 20260808, numRuns: 300 };
const pack = (name: string) => [readFileSync(`templates/en-US/${name}`, "utf8"), name] as const;
const places = await placeRules();
const levels = await levelRules();
const workplaces = parseWorkplaceRules(...pack("workplaces.yaml"));
const employment = parseEmploymentRules(...pack("employment.yaml"));

const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string());
/** Places that stand for themselves, whatever stands beside them. */
const place = fc.constantFrom(
  "London, UK",
  "San Francisco, CA",
  "NYC",
  "Bozeman, MT",
  "Remote - US",
  "Toronto, ON, Canada",
  "Hybrid - Berlin",
  "Dinant, Belgium",
  "EMEA",
  "Zürich",
  "Atlantis",
);
const separator = fc.constantFrom("; ", " | ", " / ", " • ", " or ", "\n", " and ", " & ");
const word = fc.constantFrom(
  "Senior",
  "Staff",
  "II",
  "Data",
  "Engineer",
  "Lead",
  "Intern",
  "Remote",
  "(",
  ")",
  "-",
  "/",
  ",",
  "Contract",
  "Associate",
  "of",
  "L4",
  "Georgia",
  "CA",
  "New York",
  "Paris",
  "OR",
  "US",
  "county",
);
const phrase = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));

const setOf = (text: string) =>
  placesOf([text], null, places)
    .map(({ country, metro }) => `${country} ${metro}`)
    .sort();

describe("the readers of places, levels, workplaces and employment", () => {
  it("never throw, and say only what is known, on any text", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        for (const { country, metro } of placesOf([one, other], other, places)) {
          expect(country).toMatch(/^[A-Z]{2}$/);
          expect(metro === null || metro.length <= 45).toBe(true);
        }
        expect([null, "entry", "mid", "senior", "lead"]).toContain(levelOf(one, levels));
        expect([null, "remote", "hybrid", "onsite"]).toContain(
          workplaceOf({ stated: one, places: [other], title: one }, workplaces),
        );
        expect([null, ...employment.order]).toContain(employmentOf(one, other, employment));
      }),
      SEED,
    );
  });

  it("find the same places in any order, however they are parted", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), separator, separator, (list, one, other) => {
        const found = setOf(list.join(one));
        expect(setOf(list.toReversed().join(other))).toEqual(found);
        expect(
          placesOf(list, null, places)
            .map(({ country, metro }) => `${country} ${metro}`)
            .sort(),
        ).toEqual(found);
      }),
      SEED,
    );
  });

  it("do not care for case", () => {
    fc.assert(
      fc.property(fc.oneof(place, phrase), phrase, (one, other) => {
        const text = `${one}; ${other}`;
        for (const cased of [text.toUpperCase(), text.toLowerCase()]) {
          expect(setOf(cased)).toEqual(setOf(text));
          expect(levelOf(cased, levels)).toBe(levelOf(text, levels));
          expect(employmentOf(cased, cased, employment)).toBe(employmentOf(text, text, employment));
          const ad = (said: string) => ({ stated: null, places: [said], title: said });
          expect(workplaceOf(ad(cased), workplaces)).toBe(workplaceOf(ad(text), workplaces));
        }
      }),
      SEED,
    );
  });
});
