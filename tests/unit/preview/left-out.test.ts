import { describe, expect, it } from "vitest";
import { parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { askedFor, leftOut } from "../../../src/preview/left-out.ts";
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

  it("names the gate that a verdict goes by, and says that nothing happened where that is sure", () => {
    const of = (story: string) => leftOut(draftOf(story, "A"));
    expect(of("one-employer")[0]).toMatchObject({
      verdict: "Driven by one employer",
      why: expect.stringContaining("one employer"),
    });
    expect(of("mostly-mix")[0]).toMatchObject({
      verdict: "Mostly mix",
      why: expect.stringContaining("which jobs were posted"),
    });
    expect(of("little-changed").find(({ verdict }) => verdict === "Little changed")?.why).toMatch(/is the finding/);
    expect(
      of("edged")
        .slice(0, 3)
        .map(({ verdict }) => verdict),
    ).toEqual(["Edged up", "Edged up", "Edged down"]);
    expect(of("thin-role").map(({ name }) => name)).toContain("Engineering");
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

  it.each([
    ["pay", "floor", 1_750, 2_000, "The difference is 1,750 USD; under 2,000 USD it is too small to matter."],
    ["remote", "floor", 0.00441, 0.02, "The difference is 0.4 points; under 2 points it is too small to matter."],
    ["offers", "floor", 8, 10, "The difference is 8; under 10 it is too small to matter."],
    ["offers", "sample", 1, 30, "The smaller side has 1 of the 30 offers that are needed to compare."],
    ["pay", "leave-one-employer-out", 0.0012, 0.02, /without the largest, 0\.1% is left, and 2\.?0?% is needed/],
    ["offers", "p", 0.19449, 0.05, /p is 0\.194, and may be 0\.05 at most/],
  ] as const)("says what the gate of %s found in the unit of the change: %s %d", (metric, gate, found, limit, why) => {
    const draft = draftOf("quiet-week", "A");
    const { changes } = draft.request;
    const [first] = changes!.content.changes;
    const stopped = { ...first!, metric, verdict: "unclear" as const, gates: [{ gate, passed: false, found, limit }] };
    const request = {
      ...draft.request,
      changes: { ...changes!, content: { ...changes!.content, changes: [stopped] } },
    };
    expect(leftOut({ ...draft, request })).toMatchObject([
      { why: typeof why === "string" ? why : expect.stringMatching(why) },
    ]);
  });

  it("names no gate where weeks cannot be compared, and is empty where nothing was", () => {
    const halted = leftOut(draftOf("not-comparable", "A"));
    expect(halted.some(({ verdict, why }) => verdict === "Not comparable" && /cannot be compared/.test(why))).toBe(
      true,
    );
    const draft = draftOf("quiet-week", "A");
    expect(leftOut({ ...draft, request: { ...draft.request, changes: undefined } })).toEqual([]);
  });
});

describe("what the editor asked for", () => {
  it("is told with what came of it: where it stands, what stopped it, or that the table still shows it", () => {
    const plain = draftOf("busy-week", "A");
    const content = parseEditorLetter(
      "---\npins:\n  - data-scientist.pay\n  - data-engineer.offers\nmutes: [mlops-engineer.offers]\n---\n",
      "letter.md",
    );
    const request = { ...plain.request, letter: { content, path: "2026-W47/letter.md", sha256: "1".repeat(64) } };
    const asked = askedFor({ ...plain, request, narration: narrate(request) });
    expect(asked.map(({ kind, id, line }) => [kind, id, line])).toEqual([
      ["pin", "data-scientist.pay", 3],
      ["pin", "data-engineer.offers", 4],
      ["mute", "mlops-engineer.offers", 5],
    ]);
    for (const { outcome } of asked)
      expect(outcome).toMatch(/^(Told, as (lead|brief)|Pinned, and|Not told in lead|Muted, and).*[.]$/);
    expect(asked.some(({ outcome }) => outcome.startsWith("Told, as"))).toBe(true);
    expect(askedFor(plain)).toEqual([]);
  });
});
