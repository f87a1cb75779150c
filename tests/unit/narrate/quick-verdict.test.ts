import { expect, it } from "vitest";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, storyOf } from "./request-of.ts";

it("keeps a short role's name on one line of the heading, and lets a longer one break", () => {
  const story = storyOf("busy-week");
  const roles = {
    ...story.roles,
    "data-scientist": { ...story.roles["data-scientist"]!, title: "Machine Learning Engineer" },
  };
  const { sections } = narrate(requestOf({ ...story, roles })).letter;
  expect(sections.find(({ kind }) => kind === "quick-verdict")?.heading).toBe(
    "Quick verdict: Data\u00a0Engineer or Machine Learning Engineer?",
  );
});
