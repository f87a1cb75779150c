import { describe, expect, it } from "vitest";
import { explainTitle } from "../../../../src/ingest/taxonomy/explained-title.ts";
import { shipped } from "./shipped.ts";

const explained = (title: string) => explainTitle(title, shipped);

describe("a title explained", () => {
  it("shows the parts it was read in, and the words and rule that decided", () => {
    expect(explained("Sr. Data Engineer (m/f/d) - Berlin")).toMatchObject({
      parts: ["sr data engineer", "m / f / d", "berlin"],
      roles: [{ slug: "data-engineer" }],
      decided: [{ slug: "data-engineer", words: "data engineer", rule: "{data_field} {engineer}" }],
      never: null,
      excluded: [],
    });
  });

  it("shows rules that a more special role outranked", () => {
    const { roles, excluded } = explained("Applied Research Scientist");
    expect(roles).toMatchObject([{ slug: "applied-scientist" }]);
    expect(excluded).toMatchObject([
      {
        slug: "research-scientist",
        words: "research scientist",
        why: expect.stringMatching(
          /part of "applied research scientist", which is Applied Scientist .* priority \(60\)$/,
        ),
      },
    ]);
  });

  it("shows the role's own exclusion, with the words and the reason", () => {
    const { roles, excluded } = explained("Research Scientist, Oncology");
    expect(roles).toEqual([]);
    expect(excluded).toMatchObject([{ slug: "research-scientist", why: '"oncology": it is of another science' }]);
  });

  it("shows what speaks against every role, be any near or not", () => {
    expect(explained("Data Scientist Manager").excluded).toMatchObject([
      { slug: "data-scientist", why: '"manager": such a title leads the people of a role' },
    ]);
    expect(explained("Office Manager")).toMatchObject({ never: expect.stringMatching(/"manager"/), excluded: [] });
  });

  it("shows which rule was near and what stood in its way", () => {
    const { near } = explained("AI Solutions Engineer");
    expect(near).toContainEqual(
      expect.objectContaining({ slug: "ai-engineer", why: '"solutions" stands between its words' }),
    );
    expect(explained("Backend Engineer, Payments").near).toContainEqual(
      expect.objectContaining({ slug: "ai-software-engineer", why: 'it also needs one of "{ai}", "{agents}"' }),
    );
  });

  it("has nothing near for another trade", () => {
    expect(explained("Truck Driver")).toEqual({
      parts: ["truck driver"],
      roles: [],
      decided: [],
      never: null,
      excluded: [],
      near: [],
    });
  });
});
