import { expect, it } from "vitest";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, storyOf } from "./request-of.ts";

it("calls a letter invented when its week is, or any week that it is told from", () => {
  const request = requestOf(storyOf("quiet-week"));
  const madeUp = <T extends { readonly content: object }>(stored: T) => ({
    ...stored,
    content: { ...stored.content, invented: true as const },
  });
  expect(narrate(request).letter.invented).toBe(false);
  expect(narrate({ ...request, now: madeUp(request.now) }).letter.invented).toBe(true);
  const [first, ...others] = request.history;
  if (first === undefined || others.length === 0) throw new Error("The story has no earlier week.");
  expect(narrate({ ...request, history: [madeUp(first), ...others] }).letter.invented).toBe(true);
});
