import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseWorkplaceRules, workplaceOf } from "../../../../src/ingest/advert/workplace.ts";

const PATH = "templates/en-US/workplaces.yaml";
const rules = parseWorkplaceRules(readFileSync(PATH, "utf8"), PATH);
const read = (ad: { stated?: string; places?: readonly string[]; title?: string }) =>
  workplaceOf({ stated: ad.stated ?? null, places: ad.places ?? [], title: ad.title ?? "" }, rules);

describe("workplaceOf", () => {
  it.each([
    ["Hybrid", "hybrid"],
    ["remote", "remote"],
    ["OnSite", "onsite"],
    ["on-site", "onsite"],
    ["TELECOMMUTE", "remote"],
    ["Fully Remote", "remote"],
    ["Hybrid Remote", "hybrid"],
    ["Hybrid (remote on Fridays)", "hybrid"],
    ["unspecified", null],
    ["Remote or hybrid", null],
    ["Remote / On-site", null],
    ["Not remote", null],
    ["3 days onsite", null],
  ])("reads a field of its own: %j", (stated, workplace) => {
    expect(read({ stated })).toBe(workplace);
  });

  it.each([
    [["Remote - US"], "remote"],
    [["Hybrid - San Francisco"], "hybrid"],
    [["In-Office"], "onsite"],
    [["Distributed"], "remote"],
    [["Anywhere"], "remote"],
    [["San Francisco", "Remote - US"], "remote"],
    [["Boston, MA - Hybrid", "Denver, CO - Hybrid"], "hybrid"],
    [["Boston - Hybrid", "Remote - US"], null],
    [["Remote-Friendly, United States"], null],
    [["London Office"], null],
    [[], null],
  ])("reads places as written: %j", (places, workplace) => {
    expect(read({ places })).toBe(workplace);
  });

  it.each([
    ["Data Engineer (Remote)", "remote"],
    ["Remote Data Engineer", "remote"],
    ["Data Engineer - Hybrid", "hybrid"],
    ["Data Engineer, On-site, Austin", "onsite"],
    ["Remote Sensing Scientist", null],
    ["Senior Hybrid Cloud Engineer", null],
    ["Engineer, Distributed Systems", null],
    ["Data Engineer (Remote or Hybrid)", null],
  ])("reads the title: %j", (title, workplace) => {
    expect(read({ title })).toBe(workplace);
  });

  it("asks the field before the places, and the places before the title", () => {
    expect(read({ stated: "Hybrid", places: ["Remote"], title: "Engineer (On-site)" })).toBe("hybrid");
    expect(read({ stated: "unspecified", places: ["Remote"], title: "Engineer (On-site)" })).toBe("remote");
    expect(read({ places: ["Paris"], title: "Engineer (On-site)" })).toBe("onsite");
    expect(read({ stated: "Remote or hybrid", places: ["Remote"] })).toBeNull();
  });

  it("stands texts of any size", () => {
    for (const part of ["remote ", "(", "on-", "🚀"]) {
      const text = part.repeat(2_000_000);
      expect(() => read({ stated: text, places: Array(100_000).fill("Remote"), title: text })).not.toThrow();
    }
  });
});
