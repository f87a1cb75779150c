import { describe, expect, it } from "vitest";
import { introFindings } from "../../../src/check/intro-length.ts";
import type { Edition } from "../../../src/domain/edition.ts";
import { parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import { WORDS_BEFORE_TABLE } from "../../../src/domain/letter.ts";
import { wordsOf } from "../../../src/narrate/before-table.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf, storyOf } from "./request-of.ts";

const words = (count: number) => `${new Array(count).fill("word").join(" ")}.`;
const withIntro = (count: number, story = "busy-week") =>
  narrate(
    requestOf(storyOf(story), {
      letter: {
        content: parseEditorLetter(words(count), "letter.md"),
        path: "2026-W47/letter.md",
        sha256: "1".repeat(64),
      },
    }),
  );
const counted = ({ letter }: ReturnType<typeof narrate>) =>
  wordsOf(
    letter.sections.slice(
      0,
      letter.sections.findIndex(({ slot }) => slot === "table"),
    ),
  );
const items = ({ letter }: ReturnType<typeof narrate>, slot: string) => {
  const section = letter.sections.find((each) => each.slot === slot);
  return section?.kind === "bullets" ? section.items : section?.kind === "paragraphs" ? section.paragraphs : [];
};
const codes = ({ warnings }: ReturnType<typeof narrate>) => warnings.map(({ code }) => code);

describe("an editor's intro", () => {
  const plain = narrate(requestOf(storyOf("busy-week")));

  it("makes the briefs give way from the last on, and never the news", () => {
    const room = WORDS_BEFORE_TABLE - counted(plain);
    expect(room).toBeGreaterThan(50);
    const long = withIntro(room + 10);
    expect(counted(long)).toBeLessThanOrEqual(WORDS_BEFORE_TABLE);
    expect(items(long, "briefs").length).toBeLessThan(items(plain, "briefs").length);
    expect(items(long, "briefs")).toEqual(items(plain, "briefs").slice(0, items(long, "briefs").length));
    expect(items(long, "seconds")).toEqual(items(plain, "seconds"));
    expect(codes(long)).not.toContain("intro-too-long");
  });

  it("leaves no passage of a brief that gave way", () => {
    const { passages } = withIntro(400);
    expect(passages.filter(({ slot }) => slot.startsWith("brief."))).toEqual([]);
  });

  it("that leaves no room at all is a warning and holds nothing back", () => {
    const far = withIntro(400);
    expect(codes(far)).toContain("intro-too-long");
    expect(items(far, "seconds")).toEqual(items(plain, "seconds"));
    const found = introFindings({ warnings: far.warnings } as Edition);
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([["intro-length", "warning"]]);
    expect(introFindings({ warnings: plain.warnings } as Edition)).toEqual([]);
  });

  it("puts what gave way into the table's note where it still stands", () => {
    const note = (narration: ReturnType<typeof narrate>) => {
      const table = narration.letter.sections.find(({ kind }) => kind === "table");
      return table?.kind === "table" ? (table.note ?? "") : "";
    };
    const briefly = narrate(requestOf(storyOf("still-up")));
    expect(note(briefly)).not.toContain("demand down since");
    expect(note(withIntro(400, "still-up"))).toContain("demand down since");
  });
});
