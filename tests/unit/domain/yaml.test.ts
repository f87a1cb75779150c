import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseYamlEntry } from "../../../src/domain/yaml.ts";

const schema = z.looseObject({ category: z.string() });
const entry = (text: string) => parseYamlEntry(schema, "category", text, "role.yaml");

describe("parseYamlEntry", () => {
  it("reads the one entry, wherever it stands, and nothing else of the file", () => {
    const text =
      "title: A\n# category: not this\ncategory: data # or science\nmatch:\n  category: nor: this\nrest: [\n";
    expect(entry(text)).toEqual({ category: "data" });
    expect(entry("category:\n  'over\n  lines'\nmore: 1")).toEqual({ category: "over lines" });
  });

  it("reads the whole file where the entry cannot be told apart", () => {
    expect(entry("{ title: A, category: data }")).toMatchObject({ title: "A", category: "data" });
    expect(entry('"category": data\ntitle: A')).toMatchObject({ title: "A", category: "data" });
  });

  it("refuses what the whole file is refused for", () => {
    expect(() => entry("category: data\ncategory: other")).toThrow(/role\.yaml cannot be used: line 2/);
    expect(() => entry("title: A\ncategory: 1")).toThrow(/category: /);
    expect(() => entry("title: A")).toThrow(/category: /);
    expect(() => entry("title: A\ncategory: [1")).toThrow(/line 2/);
  });
});
