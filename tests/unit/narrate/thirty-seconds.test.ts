import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, type Story, storyOf } from "./request-of.ts";

const first = storyOf("first-week");
const [[id, role] = ["", undefined]] = Object.entries(first.roles);

function told(story: Story): string {
  const section = narrate(requestOf(story)).letter.sections.find(({ slot }) => slot === "in-30-seconds");
  return unmarked(JSON.stringify(section));
}

describe("the lines of thirty seconds", () => {
  it("put a role first in a week of several", () => {
    expect(told(first)).toMatch(/most|highest|best|front|top|first/i);
  });

  it.each([
    ["with pay", role],
    ["without pay", { ...role, pay: undefined }],
  ])("rank nothing where one role is shown, %s", (_, one) => {
    const text = told({ ...first, roles: { [id]: one } } as Story);
    expect(text).toContain("640");
    expect(text).not.toMatch(/most|highest|best|front|top/i);
  });
});
