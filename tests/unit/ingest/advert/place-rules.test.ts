import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePlaceRules } from "../../../../src/ingest/advert/place-rules.ts";
import { placesOf } from "../../../../src/ingest/advert/places.ts";

const PATH = "templates/en-US/places.yaml";
const text = readFileSync(PATH, "utf8");

describe("parsePlaceRules", () => {
  it("knows every country by its code, and readers by its name", () => {
    const { countries } = parsePlaceRules(text, PATH);
    const codes = Object.keys((parse(text) as { countries: object }).countries);
    const names = new Intl.DisplayNames("en-US", { type: "region", fallback: "none" });
    expect(codes.length).toBeGreaterThanOrEqual(249);
    expect(codes.filter((code) => names.of(code) === undefined)).toEqual([]);
    expect(codes.filter((code) => countries.get(code.toLowerCase()) !== code)).toEqual([]);
  });

  it("names no two countries alike", () => {
    const { countries } = parse(text) as { countries: Record<string, string[]> };
    const written = Object.entries(countries).flatMap(([code, names]) => [code, ...names]);
    expect(written.filter((name, index) => written.indexOf(name) !== index)).toEqual([]);
  });

  it("refuses a name alone that means no place of the file", () => {
    expect(() => parsePlaceRules(text.replace("Paris: Paris", "Paris: Pariss"), "pack/places.yaml")).toThrow(
      /pack\/places\.yaml.*alone\.Paris.*Pariss/,
    );
  });

  it("refuses a file of another form with its path", () => {
    expect(() => parsePlaceRules("countries: [US]", "pack/places.yaml")).toThrow(/pack\/places\.yaml/);
  });

  it("reads another pack's geography and separators", () => {
    const rules = parsePlaceRules(
      `{joiners: [oder], noise: [[Klinik]], regions: [], compounds: [], areas: [], endings: [], counties: [], smallWords: [], notAlone: [],
        countries: {DE: [Deutschland]}, states: {}, parts: {}, cities: {DE: [[Köln, Koeln], Ulm]}, alone: {}}`,
      "de.yaml",
    );
    expect(placesOf(["Klinik Koeln oder Ulm"], "deutschland", rules)).toEqual([
      { country: "DE", metro: "Köln" },
      { country: "DE", metro: "Ulm" },
    ]);
  });
});
