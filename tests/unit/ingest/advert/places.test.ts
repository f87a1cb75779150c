import { describe, expect, it } from "vitest";
import { placesOf } from "../../../../src/ingest/advert/places.ts";
import { placeRules } from "../../../bench/reading-places.ts";

const rules = await placeRules();
const read = (texts: string | readonly string[], country: string | null = null) =>
  placesOf(typeof texts === "string" ? [texts] : texts, country, rules).map(
    (place) => `${place.country}: ${place.metro ?? "-"}`,
  );

describe("placesOf", () => {
  it.each([
    ["London, UK", ["GB: London"]],
    ["New York, New York", ["US: New York, NY"]],
    ["New York, NY 10001", ["US: New York, NY"]],
    ["San Mateo, CA United States", ["US: San Mateo, CA"]],
    ["Bengaluru, Karnataka, India", ["IN: Bengaluru"]],
    ["London, Greater Londn, UK", ["GB: London"]],
    ["Bangalore", ["IN: Bengaluru"]],
    ["Washington, D.C.", ["US: Washington, DC"]],
    ["Toronto, ON, CA", ["CA: Toronto, ON"]],
    ["Montréal, Quebec", ["CA: Montreal, QC"]],
    ["Poland, Warsaw", ["PL: Warsaw"]],
    ["US, CA, Mountain View", ["US: Mountain View, CA"]],
    ["US-Atlanta", ["US: Atlanta, GA"]],
    ["Remote, Italy", ["IT: -"]],
    ["Remote - US", ["US: -"]],
    ["US-Remote", ["US: -"]],
    ["Remote - California", ["US: -"]],
    ["Canada - Remote (BC, MB, or NS only)", ["CA: -"]],
    ["London (Hybrid)", ["GB: London"]],
    ["NYC Office", ["US: New York, NY"]],
    ["Bay Area", ["US: San Francisco, CA"]],
    ["Luxembourg", ["LU: -"]],
    ["Luxembourg, Luxembourg", ["LU: Luxembourg"]],
    ["Singapore", ["SG: Singapore"]],
    ["Trinidad & Tobago", ["TT: -"]],
  ])("reads %j", (text, places) => {
    expect(read(text)).toEqual(places);
  });

  it.each([
    ["Write to ann@mail.example, TX", ["US: -"]],
    ["www.acme.example, Texas", ["US: -"]],
    ["St. Hilda, TX", ["US: St. Hilda, TX"]],
  ])("takes no address of the web for a city: %j", (text, places) => {
    expect(read(text)).toEqual(places);
  });

  it.each([
    ["SF / NYC", ["US: San Francisco, CA", "US: New York, NY"]],
    ["SF, NY, SEA", ["US: San Francisco, CA", "US: New York, NY", "US: Seattle, WA"]],
    ["Boston, Denver", ["US: Boston, MA", "US: Denver, CO"]],
    ["Berlin or Remote (Spain)", ["DE: Berlin", "ES: -"]],
    ["San Francisco, CA | New York City, NY • United States", ["US: San Francisco, CA", "US: New York, NY", "US: -"]],
    ["Portland, OR, or Remote within Canada", ["US: Portland, OR", "CA: -"]],
    ["Denver, Washington, D.C.", ["US: Denver, CO", "US: Washington, DC"]],
    ["Brazil, Chile, Colombia", ["BR: -", "CL: -", "CO: -"]],
    ["London; London, UK", ["GB: London"]],
  ])("reads the several places of %j, each once", (text, places) => {
    expect(read(text)).toEqual(places);
  });

  it.each([
    "EMEA",
    "Remote - Europe",
    "Distributed",
    "Hybrid",
    "In-Office",
    "N/A",
    "Headquarters",
    "Georgia",
    "Cambridge",
    "CA",
    "Remote, CA",
    "IN",
    "IT",
    "Atlantis",
    "Mobile",
    "Acme Reading",
    "Remote (non-US)",
    "",
    "__proto__",
    "constructor",
  ])("does not guess at %j", (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ["Cambridge, MA", ["US: Cambridge, MA"]],
    ["Cambridge, UK", ["GB: Cambridge"]],
    ["Cambridge (UK)", ["GB: Cambridge"]],
    ["Paris, TX", ["US: Paris, TX"]],
    ["Paris", ["FR: Paris"]],
    ["Geneva, NY", ["US: Geneva, NY"]],
    ["Athens, NY, USA", ["US: Athens, NY"]],
    ["Cuba, IL", ["US: Cuba, IL"]],
    ["Peru, NY", ["US: Peru, NY"]],
    ["Washington, MO", ["US: Washington, MO"]],
    ["India, IN", ["IN: -"]],
    ["Nevada, MO", ["US: Nevada, MO"]],
    ["Maryland, Virginia", ["US: -"]],
    ["London, Ontario", ["CA: London, ON"]],
    ["San Francisco, CA", ["US: San Francisco, CA"]],
    ["Munich, DE", ["DE: Munich"]],
    ["Wilmington, DE", ["US: Wilmington, DE"]],
    ["Bengaluru, IN", ["IN: Bengaluru"]],
    ["Indianapolis, IN", ["US: Indianapolis, IN"]],
    ["Haifa, IL", ["IL: Haifa"]],
    ["Atlanta, Georgia", ["US: Atlanta, GA"]],
    ["Tbilisi, Georgia", ["GE: Tbilisi"]],
    ["Washington", ["US: -"]],
    ["Springfield", ["US: -"]],
    ["Los Angeles, New Orleans, LA", ["US: Los Angeles, CA", "US: New Orleans, LA"]],
  ])("settles what %j means by what stands beside it", (text, places) => {
    expect(read(text)).toEqual(places);
  });

  it("settles names by their company: among states a name is a state, among countries a country", () => {
    expect(read("Georgia; Illinois; New York")).toEqual(["US: -"]);
    expect(read("Bulgaria, Georgia, Poland")).toEqual(["BG: -", "GE: -", "PL: -"]);
    expect(read(["US", "CA"])).toEqual(["US: -", "CA: -"]);
    expect(read(["Boston", "New York"])).toEqual(["US: Boston, MA", "US: New York, NY"]);
  });

  it.each([
    ["McDONOUGH, GA", ["US: McDonough, GA"]],
    ["Bozeman, MT", ["US: Bozeman, MT"]],
    ["Junction City, KS", ["US: Junction City, KS"]],
    ["NORTH LAS VEGAS, NV", ["US: North Las Vegas, NV"]],
    ["lake o'hara, bc", ["CA: Lake O'Hara, BC"]],
    ["Hopewell NJ", ["US: Hopewell, NJ"]],
    ["Dinant, Belgium", ["BE: Dinant"]],
    ["Gotham, US", ["US: -"]],
    ["Nebraska City, NE", ["US: Nebraska City, NE"]],
    ["St Helena, CA", ["US: St Helena, CA"]],
    ["Lake Placid West, NY", ["US: Lake Placid West, NY"]],
    ["Ashby-de-la-Zouch, UK", ["GB: Ashby-de-la-Zouch"]],
    ["Marion County, FL", ["US: -"]],
    ["Fairfax County, Virginia", ["US: -"]],
    ["Sales Team, Germany", ["DE: -"]],
    ["Acme Germany", ["DE: -"]],
    [`${"Very ".repeat(20)}Long, MT`, ["US: -"]],
    ["Block 7b#2, Montana", ["US: -"]],
  ])("keeps a city that it does not know only where a state or country follows its comma: %j", (text, places) => {
    expect(read(text)).toEqual(places);
  });

  it("takes the country that a field states, by name or code", () => {
    expect(read([], "USA")).toEqual(["US: -"]);
    expect(read(["Remote"], "us")).toEqual(["US: -"]);
    expect(read([], "DE")).toEqual(["DE: -"]);
    expect(read([], "European Union")).toEqual([]);
    expect(read(["Cambridge"], "United Kingdom")).toEqual(["GB: Cambridge"]);
    expect(read(["Georgia"], "US")).toEqual(["US: -"]);
    expect(read(["San Francisco"], "US")).toEqual(["US: San Francisco, CA"]);
    expect(read(["Reading"], "GB")).toEqual(["GB: Reading"]);
    expect(read(["London"], "US")).toEqual(["GB: London", "US: -"]);
  });

  it("stands texts of any size and number", () => {
    for (const part of ["Paris, ", "(", "New ", "a-", "San Francisco, CA; ", "\u0000", "\uD800", "x"])
      expect(() => placesOf([part.repeat(1_500_000)], part.repeat(1_500_000), rules)).not.toThrow();
    expect(placesOf(Array(100_000).fill("Paris"), null, rules)).toEqual([{ country: "FR", metro: "Paris" }]);
  });
});
