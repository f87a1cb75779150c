import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ReportError } from "../../../src/errors.ts";
import { parseMapping, parseScope } from "../../../src/ingest/mapping.ts";

const good = {
  name: "ours",
  source: { title: "Ours", url: null, licence: null },
  kind: "flow",
  roles: "column",
  columns: { title: "title", role: "role" },
  pay: [],
};

function refusal(mapping: unknown): string {
  try {
    parseMapping(typeof mapping === "string" ? mapping : JSON.stringify(mapping), "mappings/ours.json");
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    expect(error).toMatchObject({ code: "mapping-invalid", exitCode: 2 });
    return error instanceof Error ? error.message : "";
  }
  return "taken";
}

describe("a mapping", () => {
  it.each(readdirSync("templates/mappings"))(
    "%s of the shipped ones is whole, and bears the name of its file",
    (file) => {
      const path = `templates/mappings/${file}`;
      expect(`${parseMapping(readFileSync(path, "utf8"), path).name}.json`).toBe(file);
    },
  );

  it("may be as short as a title and a role", () => {
    expect(refusal(good)).toBe("taken");
    expect(refusal({ ...good, roles: "taxonomy", columns: { title: "title" } })).toBe("taken");
  });

  it.each([
    ["text that is not JSON", "{", /mappings\/ours\.json cannot be used: it is not JSON/],
    ["no title", { ...good, columns: { role: "role" } }, /columns\.title/],
    ["an unknown field", { ...good, colums: {} }, /colums/],
    ["an unknown kind", { ...good, kind: "pile" }, /kind/],
    ["an unknown way to roles", { ...good, roles: "guess" }, /roles/],
    [
      "a role column beside the taxonomy",
      { ...good, roles: "taxonomy" },
      /columns\.role belongs to roles "column", not to "taxonomy"/,
    ],
    [
      "rules of its own beside the taxonomy",
      { ...good, roles: "taxonomy", columns: { title: "title" }, roleRules: [{ title: "Baker", is: "Baker" }] },
      /roleRules belong to roles "exact" or "pattern"/,
    ],
    ["a long delimiter", { ...good, csv: { delimiter: ";;" } }, /csv\.delimiter/],
    [
      "a currency that is none",
      { ...good, pay: [{ midpoint: "pay", per: "year", currency: "dollars" }] },
      /pay\.0\.currency/,
    ],
    [
      "an unknown pay period",
      { ...good, pay: [{ midpoint: "pay", per: "fortnight", currency: "USD" }] },
      /pay\.0\.per/,
    ],
    [
      "a workplace word nobody knows",
      { ...good, columns: { ...good.columns, workplace: { column: "w", values: { home: "at home" } } } },
      /columns\.workplace translates to "at home"/,
    ],
    [
      "a level nobody knows",
      { ...good, columns: { ...good.columns, level: { column: "l", values: { sr: "sr" } } } },
      /columns\.level translates to "sr"/,
    ],
  ])("is refused with %s, naming file and field", (_, mapping, says) => {
    expect(refusal(mapping)).toMatch(says);
  });

  const rule = { title: "Nurse", is: "Nurse" };
  const ruled = { ...good, roles: "exact", roleRules: [rule], columns: { title: "title" } };

  it("may say roles by rules instead of a column", () => {
    expect(refusal(ruled)).toBe("taken");
    expect(refusal({ ...ruled, roles: "pattern", roleRules: [{ title: "Nurse", pattern: "nurse" }] })).toBe("taken");
  });

  it.each([
    ["neither role column nor rules", { ...good, columns: { title: "title" } }, /columns\.role is missing/],
    ["rules beside a role column", { ...good, roleRules: [rule] }, /roleRules belong to/],
    ["a role column beside rules", { ...ruled, columns: good.columns }, /columns\.role belongs to/],
    ["no rules", { ...ruled, roleRules: undefined }, /roleRules is missing/],
    ["a pattern among whole titles", { ...ruled, roleRules: [{ title: "Nurse", pattern: "n" }] }, /"Nurse" needs "is"/],
    [
      "two rules of one role",
      { ...ruled, roleRules: [rule, { title: "nurse!", is: "x" }] },
      /"nurse!" stands there twice/,
    ],
    [
      "a pattern that looks ahead, which the database cannot",
      { ...ruled, roles: "pattern", roleRules: [{ title: "Nurse", pattern: "nurse(?! aide)" }] },
      /roleRules\.0\.pattern: that is no regular expression/,
    ],
    [
      "one end of pay where no rows are joined",
      { ...good, pay: [{ floor: { column: "pay", of: "lower" }, per: "year", currency: "USD" }] },
      /"of" is about a column that rows\.pairs\.equalBut names, and "pay" is none/,
    ],
    [
      "a list of rows without a file of many",
      { ...good, columns: { ...good.columns, skills: { column: "s", list: "rows" } } },
      /needs a side file with rows "many"/,
    ],
    [
      "a pattern without a group to keep",
      { ...good, columns: { ...good.columns, place: { column: "city", pattern: "(?i)^(?:in )?\\(\\w+" } } },
      /the pattern of "city" keeps its first group, and has none/,
    ],
    [
      "a condition that says nothing, or two things",
      { ...good, filter: [{ column: "id", present: true }, { column: "open" }] },
      /the condition on "open" needs either "is" or "present"/,
    ],
    [
      "a quote that is the delimiter too",
      { ...good, csv: { quote: "," } },
      /csv\.delimiter and csv\.quote are both ","/,
    ],
    [
      "a column named twice",
      { ...good, rows: { pairs: { equalBut: ["pay", "pay"] } } },
      /rows\.pairs\.equalBut\.?[^:]*: each column stands there once/,
    ],
    [
      "a file of what went that may change nothing",
      { ...good, removed: { file: "x/{file}", revised: "kept" } },
      /removed needs/,
    ],
    [
      "a star in a folder's name",
      { ...good, sides: [{ file: "../*/jobs.csv", on: "id" }] },
      /sides\.0\.file: a path ends/,
    ],
    [
      "a day from names without a group",
      { ...good, columns: { ...good.columns, date: { fileName: "2026" } } },
      /columns\.date/,
    ],
    [
      "flags before a day from names",
      { ...good, columns: { ...good.columns, date: { fileName: "(?i)(\\d+)" } } },
      /columns\.date/,
    ],
  ])("is refused with %s", (_, mapping, says) => {
    expect(refusal(mapping)).toMatch(says);
  });

  it("is refused with a level nobody knows as what all other values become", () => {
    expect(refusal({ ...good, columns: { ...good.columns, level: { column: "l", otherwise: "middle" } } })).toMatch(
      /middle/,
    );
  });

  it("is refused with a pattern that is no regular expression", () => {
    expect(refusal({ ...good, columns: { ...good.columns, place: { column: "p", pattern: "(" } } })).toMatch(
      /columns\.place/,
    );
  });
});

describe("a scope", () => {
  it("names a country, an employment type, both or nothing", () => {
    expect(parseScope('{"country": "US"}', "s.json")).toEqual({ country: "US" });
    expect(parseScope("{}", "s.json")).toEqual({});
    expect(() => parseScope('{"planet": "Earth"}', "s.json")).toThrow(/s\.json cannot be used.*planet/);
    expect(() => parseScope("[]", "s.json")).toThrow(/s\.json cannot be used/);
  });
});
