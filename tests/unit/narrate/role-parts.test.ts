import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, type Story, storyOf } from "./request-of.ts";

const partOf = (story: Story, role: string) =>
  narrate(requestOf(story))
    .letter.roles.find((each) => each.role === role)
    ?.paragraphs.map(unmarked) ?? [];

describe("what the letter says of a role", () => {
  it("is pay with its sample and verdict, and demand with its own", () => {
    const [pay, demand] = partOf(storyOf("busy-week"), "data-engineer");
    expect(pay).toMatch(/\$131K.*812.*pay rose 5\.5%, from \$124K in the four weeks before\.$/);
    expect(demand).toMatch(/3,210.*demand rose 29%, from 2,488 in the four weeks before\.$/);
  });

  it("has a sentence on remote work only where that moved", () => {
    expect(partOf(storyOf("busy-week"), "data-scientist")[2]).toMatch(
      /38%.*rose 9 percentage points|rose 9 percentage points.*38%/,
    );
    expect(partOf(storyOf("busy-week"), "mlops-engineer")).toHaveLength(2);
  });

  it("says of a change that stood before that it is still so", () => {
    expect(partOf(storyOf("still-up"), "data-engineer")[0]).toMatch(/still up since the week of Oct 26/);
  });

  it("gives a role too thin to compare its longer window and what was found of its category", () => {
    const [pay, demand] = partOf(storyOf("thin-role"), "prompt-engineer");
    expect(pay).toMatch(/\$118K.*13 weeks.*too few.*Engineering as a whole we say “Unclear”/);
    expect(demand).toMatch(/11 offers.*Engineering as a whole we say “Rose 8\.3%”/);
  });

  it("says no verdict in a week in which roles were not compared, and names the days where it is no week", () => {
    const [, demand] = partOf(storyOf("gap-of-45-days"), "data-engineer");
    expect(demand).toMatch(/45 days/);
    expect(partOf(storyOf("not-comparable"), "data-engineer").join(" ")).not.toMatch(/rose|fell|changed|compar/);
  });

  it("is a passage like any other, so that its numbers are checked", () => {
    const { passages, letter } = narrate(requestOf(storyOf("busy-week")));
    const told = passages.filter(({ slot }) => slot.startsWith("role."));
    expect(told.map(({ text }) => text)).toEqual(letter.roles.flatMap(({ paragraphs }) => paragraphs.map(unmarked)));
  });

  it("says of a role that earlier weeks had, and this one has not, that it is missing", () => {
    const story = storyOf("busy-week");
    const request = requestOf(story);
    const { "mlops-engineer": gone, ...left } = request.now.content.roles;
    expect(gone).toBeDefined();
    const now = { ...request.now, content: { ...request.now.content, roles: left } };
    const { letter } = narrate({ ...request, now, history: [...request.history.slice(0, -1), now] });
    const last = letter.roles.at(-1);
    expect(last).toMatchObject({ role: "mlops-engineer", heading: "MLOps Engineer" });
    expect(last?.paragraphs).toHaveLength(1);
    expect(last?.paragraphs[0]).toMatch(/MLOps Engineer/);
  });
});
