import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSkillDictionary, skillNamesIn } from "../../../src/domain/skill-dictionary.ts";
import { ReportError } from "../../../src/errors.ts";

const PATH = "templates/en-US/skills.yaml";
const names = (source: string) => skillNamesIn(source, PATH);

function refusal(source: string): string {
  try {
    parseSkillDictionary(source, PATH);
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    expect(error).toMatchObject({ code: "template-invalid" });
    return error instanceof Error ? error.message : "";
  }
  return "taken";
}

describe("the dictionary of skills", () => {
  it("shipped knows a few hundred, and spells what feeds name in lower case", () => {
    const shipped = names(readFileSync(PATH, "utf8"));
    expect(new Set(Object.values(shipped)).size).toBeGreaterThan(500);
    expect(shipped).toMatchObject({ sql: "SQL", gcp: "Google Cloud", crystal: "Crystal Reports", pandas: "pandas" });
  });

  it("gives each spelling its name, with and without an ending in brackets", () => {
    const source = "joiners: []\nskills: [{ name: LLM, kind: practice, also: ['model(s)', 'API (v2)'] }]";
    expect(names(source)).toEqual({ llm: "LLM", model: "LLM", models: "LLM", "api (v2)": "LLM" });
  });

  it("shows readers a spelling that stands apart as it is", () => {
    expect(names("skills: [{ name: MongoDB, kind: database, apart: [Mongo] }]")).toEqual({
      mongodb: "MongoDB",
      mongo: "Mongo",
    });
  });

  it("may name a skill like what every object has", () => {
    const found = names("skills: [{ name: __proto__, kind: x }, { name: constructor, kind: x }]");
    expect(Object.keys(found)).toEqual(["__proto__", "constructor"]);
  });

  it.each([
    ["skills: [{ name: Go }]", /skills\.0\.kind/],
    ["skills: [{ name: Go, kind: a, only: { Go: word } }]", /"Go" names the unknown rule "word"/],
    ["rules: { word: { beside: [b] } }\nskills: [{ name: Go, kind: a }]", /the unknown kind "b"/],
    [
      "skills: [{ name: Go, kind: a }, { name: Go game, kind: a, also: [GO] }]",
      /"GO" is written for both Go and Go game/,
    ],
    ["skills: [{ name: Go, kind: a, alias: [x] }]", /alias/],
    ["skills: [", /line 1/],
  ])("is refused where it contradicts itself: %s", (source, why) => {
    expect(refusal(source)).toMatch(why);
  });
});
