import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonPath, rolesCompared } from "../../../src/domain/archive-path.ts";

describe("the place of a comparison", () => {
  it("is the same for its roles in any order", () => {
    expect(comparisonPath(["mlops-engineer", "ai-engineer"])).toBe("compare/ai-engineer-vs-mlops-engineer");
    expect(comparisonPath(["c", "a", "b"])).toBe("compare/a-vs-b-vs-c");
  });

  it("is that of no other comparison, also where a role's name holds the word between two", () => {
    const alike = [
      ["a", "b", "c"],
      ["a-vs-b", "c"],
      ["a", "b-vs-c"],
    ];
    expect(alike.map(comparisonPath)).toEqual(["compare/a-vs-b-vs-c", "compare/a-vs--b-vs-c", "compare/a-vs-b-vs--c"]);
    expect(comparisonPath(["a-vs", "b"])).not.toBe(comparisonPath(["a", "vs-b"]));
  });

  it("gives its roles back, whatever their slugs", () => {
    const slug = fc
      .array(fc.constantFrom("a", "b", "vs", "engineer"), { minLength: 1, maxLength: 5 })
      .map((words) => words.join("-"));
    const roles = fc.uniqueArray(slug, { minLength: 2, maxLength: 3 }).map((each) => each.sort());
    fc.assert(
      fc.property(roles, (each) => {
        expect(rolesCompared(comparisonPath(each).replace("compare/", ""))).toEqual(each);
      }),
      { seed: 47 },
    );
  });

  it.each(["index.html", "data.json", ".releases", "a", "a-vs-b-vs-c-vs-d", "b-vs-a", ""])(
    "is not a folder of the name %j",
    (name) => {
      expect(rolesCompared(name)).toBeUndefined();
    },
  );
});
