import { describe, expect, it } from "vitest";
import { pairOf, slug } from "../../../src/domain/role.ts";

describe("slug", () => {
  it.each([
    ["Prompt Engineer", "prompt-engineer"],
    ["  ML / AI  Engineer!  ", "ml-ai-engineer"],
    ["Ingénieure Données", "ingenieure-donnees"],
    ["数据科学家", ""],
    ["İstanbul", "istanbul"],
    ["--a--b--", "a-b"],
  ])("of %j is %j", (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  it("gives a pair one name whichever role is asked for first", () => {
    expect(pairOf("writer", "analyst")).toEqual(["analyst", "writer"]);
    expect(pairOf("analyst", "writer")).toEqual(["analyst", "writer"]);
  });
});
