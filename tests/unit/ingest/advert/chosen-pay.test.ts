import { describe, expect, it, vi } from "vitest";
import type { PayTier, Place } from "../../../../src/ingest/advert/advert.ts";
import { chosenPay } from "../../../../src/ingest/advert/chosen-pay.ts";
import { PLACE_RULES } from "./pay-rules-of-pack.ts";

// What the reader of places knows here: enough to tell metros from countries.
vi.mock("../../../../src/ingest/advert/places.ts", () => ({
  placesOf: ([text = ""]: readonly string[]): Place[] => {
    if (text === "Canada") return [{ country: "CA", metro: null }];
    if (text === "US: Senior") return [{ country: "US", metro: null }];
    return text === "SoMa" ? [{ country: "US", metro: "San Francisco, CA" }] : [];
  },
}));

const tier = (floor: number, ceiling: number, more: Partial<PayTier> = {}): PayTier => ({
  floor,
  ceiling,
  currency: "USD",
  per: "year",
  place: null,
  ...more,
});
const at = (metro: string | null, country: string | null = "US"): Place => ({ metro, country });
const chosen = (tiers: readonly PayTier[], places: readonly Place[] = []) => chosenPay(tiers, places, PLACE_RULES);

describe("chosenPay", () => {
  it("is null for no tier, and for tiers without an amount", () => {
    expect(chosen([])).toBeNull();
    expect(chosen([{ floor: null, ceiling: null, currency: "USD", per: "year", place: null }])).toBeNull();
  });

  it("takes the only tier as it is", () => {
    const only = tier(1, 2, { place: "Anywhere" });
    expect(chosen([only], [at("London", "GB")])).toEqual({ tier: only, why: "only" });
  });

  it("takes the tier of the ad's own place, by the name of its metro in any case", () => {
    const tiers = [tier(100, 120, { place: "Austin" }), tier(130, 150, { place: "san francisco / NYC" })];
    expect(chosen(tiers, [at("San Francisco, CA")])).toEqual({ tier: tiers[1], why: "place" });
  });

  it("takes the first place of the ad that a tier names", () => {
    const tiers = [tier(100, 120, { place: "Austin, TX" }), tier(130, 150, { place: "Seattle" })];
    expect(chosen(tiers, [at("Boston, MA"), at("Seattle, WA"), at("Austin, TX")])?.tier).toEqual(tiers[1]);
  });

  it("spans the levels of the ad's own place", () => {
    const tiers = [
      tier(100, 120, { place: "Austin" }),
      tier(150, 190, { place: "Austin" }),
      tier(90, 300, { place: "Boston" }),
    ];
    expect(chosen(tiers, [at("Austin, TX")])).toEqual({ tier: tier(100, 190, { place: "Austin" }), why: "place" });
  });

  it("knows a metro by another name, and a country where no tier names the metro", () => {
    const tiers = [tier(1, 2, { place: "Canada" }), tier(3, 4, { place: "US: Senior" }), tier(5, 6, { place: "SoMa" })];
    expect(chosen(tiers, [at("San Francisco, CA")])?.tier).toEqual(tiers[2]);
    expect(chosen(tiers, [at("Denver, CO")])?.tier).toEqual(tiers[1]);
    expect(chosen(tiers, [at(null, "CA")])?.tier).toEqual(tiers[0]);
    expect(chosen(tiers, [at(null, null), at("Oslo", "NO")])?.why).toBe("widest");
  });

  it("finds no place inside another word", () => {
    const tiers = [tier(100, 120, { place: "Yorkshire" }), tier(110, 150, { place: "Leeds" })];
    expect(chosen(tiers, [at("York", "GB")])?.why).toBe("widest");
  });

  it("spans all tiers of one currency and period where no place decides", () => {
    expect(chosen([tier(100, 140), tier(120, 150, { place: "Austin" })])).toEqual({
      tier: tier(100, 150),
      why: "widest",
    });
  });

  it("takes the currency and period that most tiers have, the first where two have as many", () => {
    const cad = { currency: "CAD" };
    expect(chosen([tier(1, 2), tier(3, 4, cad), tier(5, 6, cad)])?.tier).toEqual(tier(3, 6, cad));
    expect(chosen([tier(1, 2, cad), tier(3, 4)])?.tier).toEqual(tier(1, 2, cad));
    expect(chosen([tier(1, 2, { per: "hour" }), tier(3, 4)])?.tier.per).toBe("hour");
  });

  it("leaves tiers without a currency or period aside while another has both", () => {
    expect(chosen([tier(1, 2, { currency: null }), tier(3, 4)])).toEqual({ tier: tier(3, 4), why: "only" });
    expect(chosen([tier(1, 2, { per: null })])?.tier.floor).toBe(1);
  });

  it("keeps an end open that every tier leaves open", () => {
    expect(chosen([tier(1, 2, { floor: null }), tier(1, 5, { floor: null })])?.tier).toMatchObject({
      floor: null,
      ceiling: 5,
    });
  });
});
