import { describe, expect, it } from "vitest";
import { leftOut } from "../../../src/preview/left-out.ts";
import { draftOf } from "./draft-of.ts";

describe("what a letter leaves out", () => {
  it("is every change that did not pass, with the gate that stopped it", () => {
    const draft = draftOf("busy-week", "A");
    const changes = draft.request.changes!.content.changes;
    const left = leftOut(draft);
    expect(left).toHaveLength(changes.filter(({ verdict }) => verdict !== "rose" && verdict !== "fell").length);
    for (const { name, why } of left) {
      expect(name).not.toBe("");
      expect(why).toMatch(/[.]$/);
      expect(why).not.toMatch(/null|undefined|NaN/);
    }
  });

  it("is told with figures as printed", () => {
    expect(leftOut(draftOf("quiet-week", "A"))).toContainEqual(
      expect.objectContaining({
        metric: "pay",
        before: expect.stringMatching(/^\$\d+K$/),
        now: expect.stringMatching(/^\$\d+K$/),
      }),
    );
  });

  it("names no gate where weeks cannot be compared, and is empty where nothing was", () => {
    const halted = leftOut(draftOf("not-comparable", "A"));
    expect(halted.some(({ verdict, why }) => verdict === "not-comparable" && /cannot be compared/.test(why))).toBe(
      true,
    );
    const draft = draftOf("quiet-week", "A");
    expect(leftOut({ ...draft, request: { ...draft.request, changes: undefined } })).toEqual([]);
  });
});
