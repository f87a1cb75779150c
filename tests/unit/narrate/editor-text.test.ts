import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import { parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import { unstyled } from "../../../src/domain/prose.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, storyOf } from "./request-of.ts";

const told = (text: string) =>
  narrate(
    requestOf(storyOf("busy-week"), {
      letter: { content: parseEditorLetter(text, "letter.md"), path: "2026-W47/letter.md", sha256: "1".repeat(64) },
    }),
  );
const plain = (text: string) => unstyled(unmarked(text));

describe("the editor's words in the letter", () => {
  it("stand before the lead, with their numbers printed as everywhere", () => {
    const { letter, passages } = told('Hello, **{{n "total.openings.count"}}** openings.\n\nAnd on.');
    const [intro, lines, lead] = letter.sections;
    expect(intro).toMatchObject({ kind: "paragraphs", slot: "intro", heading: null });
    expect([lines?.slot, lead?.slot]).toEqual(["in-30-seconds", "lead"]);
    const said = intro?.kind === "paragraphs" ? intro.paragraphs.map(plain) : [];
    expect(said).toEqual([expect.stringMatching(/^Hello, [\d,]+ openings\.$/), "And on."]);
    expect(passages.filter(({ slot }) => slot.startsWith("intro"))).toMatchObject([
      { slot: "intro.1", text: said[0], facts: ["total.openings.count"] },
      { slot: "intro.2", text: "And on.", facts: [] },
    ]);
  });

  it("take the place of the subject and the preheader, and leave the rest as it was", () => {
    const before = narrate(requestOf(storyOf("busy-week")));
    const { letter, passages } = told(
      "---\nsubject: 'Of {{n \"total.openings.count\"}}'\npreheader: Why this week was a busy one for all of us\n---\n",
    );
    expect(plain(letter.subject)).toMatch(/^Of [\d,]+$/);
    expect(letter.preheader).toBe("Why this week was a busy one for all of us");
    expect(letter.sections).toEqual(before.letter.sections);
    expect(passages.filter(({ slot }) => slot === "subject")).toHaveLength(1);
    expect(passages.filter(({ slot }) => slot === "preheader")).toHaveLength(1);
  });

  it("may print no fact that does not exist; the error names line and nearest ids", () => {
    expect(() => told('One.\n\nTwo {{n "total.opening.counts"}} and {{n "total.employers.median"}}.')).toThrow(
      expect.objectContaining({
        code: "letter-invalid",
        message: expect.stringMatching(
          /^2026-W47\/letter\.md cannot be used: line 3: 2026-W47 has no fact "total\.opening\.counts"; line 3/,
        ),
        hint: expect.stringContaining("total.openings.count"),
      }),
    );
  });
});
