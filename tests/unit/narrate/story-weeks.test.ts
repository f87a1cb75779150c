import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/config.ts";
import { unmarked } from "../../../src/domain/claim.ts";
import { type Letter, type Section, THIRTY_SLOT, WORDS_BEFORE_TABLE, wordCount } from "../../../src/domain/letter.ts";
import { wordsOf } from "../../../src/narrate/before-table.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { storedWeeks } from "../../../src/snapshot/store.ts";
import { narrateRequest } from "../../../src/week-inputs.ts";
import { requestOf, storyOf, WORDS } from "./request-of.ts";

const root = new URL("../../../", import.meta.url).pathname;

/** Every stored week of both newsletters, told as `trends build` tells it. */
async function storedLetters(config: string): Promise<Letter[]> {
  const settings = await readSettings(root, config);
  const weeks = await storedWeeks(settings.snapshotsFolder);
  return Promise.all(weeks.map(async (week) => narrate(await narrateRequest(week, settings, WORDS)).letter));
}
const letters = await storedLetters("trends.config.ts");
const nameless = await storedLetters("aijobs.config.ts");
const GOLDEN = ["busy-week", "quiet-week", "first-week", "not-comparable", "little-changed", "still-up", "record"];
const invented = GOLDEN.map((name) => narrate(requestOf(storyOf(name))).letter);

const itemsOf = (section: Section | undefined): readonly string[] =>
  section?.kind === "bullets" ? section.items : section?.kind === "paragraphs" ? section.paragraphs : [];
const slot = ({ sections }: Letter, name: string) => itemsOf(sections.find((each) => each.slot === name));
const beforeTable = ({ heading, sections }: Letter) =>
  wordCount(unmarked(heading)) +
  wordsOf(
    sections.slice(
      0,
      sections.findIndex((each) => each.slot === "table"),
    ),
  );

/** The longest run of words, names of roles taken for one, that two texts share. */
function sharedRun(one: string, other: string, titles: readonly string[]): number {
  const wordsIn = (text: string) =>
    titles
      .reduce((left, title) => left.replaceAll(title, "X"), unmarked(text))
      .toLowerCase()
      .split(/[\s,:;.]+/);
  const [a, b] = [wordsIn(one), wordsIn(other)];
  let longest = 0;
  for (let i = 0; i < a.length; i += 1)
    for (let j = 0; j < b.length; j += 1) {
      let run = 0;
      while (run < a.length - i && run < b.length - j && a[i + run] === b[j + run] && a[i + run] !== "") run += 1;
      longest = Math.max(longest, run);
    }
  return longest;
}

describe.each([
  ["data_jobs", letters, 40],
  ["aijobs", nameless, 30],
  ["invented weeks", invented, 7],
] as const)("every letter of %s", (_, all, atLeast) => {
  it("is read whole", () => {
    expect(all.length).toBeGreaterThanOrEqual(atLeast);
  });

  it("has at most 350 words before its table, and some", () => {
    for (const letter of all) {
      expect(beforeTable(letter), letter.week).toBeLessThanOrEqual(WORDS_BEFORE_TABLE);
      expect(beforeTable(letter), letter.week).toBeGreaterThan(60);
    }
  });

  it("begins with three lines that say three things, none of them in the heading's words", () => {
    for (const letter of all) {
      const lines = slot(letter, THIRTY_SLOT).map(unmarked);
      const titles = letter.roles.map(({ heading }) => heading);
      expect(letter.sections[0]?.slot, letter.week).toBe(THIRTY_SLOT);
      expect(new Set(lines).size, letter.week).toBe(3);
      for (const line of lines) {
        expect(wordCount(line), line).toBeLessThanOrEqual(25);
        expect(sharedRun(line, letter.heading, titles), `${letter.heading} | ${line}`).toBeLessThan(4);
      }
      expect(lines[2], letter.week).toMatch(/\$\d+K.*openings?/);
    }
  });

  it("has a lead, at most three seconds and at most five briefs", () => {
    for (const letter of all) {
      expect(slot(letter, "lead").length, letter.week).toBeGreaterThanOrEqual(2);
      expect(slot(letter, "seconds").length, letter.week).toBeLessThanOrEqual(3);
      expect(slot(letter, "briefs").length, letter.week).toBeLessThanOrEqual(5);
    }
  });

  it("has something to say of every role of the table, in its order", () => {
    for (const letter of all) {
      const table = letter.sections.find(({ kind }) => kind === "table");
      const names = table?.kind === "table" ? table.rows.map(([name]) => name) : [];
      expect(letter.roles.slice(0, names.length).map(({ heading }) => heading)).toEqual(names);
      for (const [index, { role, paragraphs }] of letter.roles.entries()) {
        // Whoever follows a role that is missing this week is told so, and no more.
        expect(paragraphs.length, `${letter.week} ${role}`).toBeGreaterThanOrEqual(index < names.length ? 2 : 1);
        for (const text of paragraphs) expect(unmarked(text), role).toMatch(/^[A-Z$\d].{15,}\.$/u);
      }
    }
  });

  it("says nothing twice word for word before its table", () => {
    for (const letter of all) {
      const said = [THIRTY_SLOT, "lead", "seconds", "briefs"]
        .flatMap((name) => slot(letter, name))
        .flatMap((text) => unmarked(text).split(/(?<=[.?!]) (?=[A-Z$\d])/));
      expect(new Set(said).size, `${letter.week}: ${said.join(" | ")}`).toBe(said.length);
    }
  });
});

describe("the totals of a week whose count moved far", () => {
  it("are told with what the difference is worth", () => {
    // 374 openings in the week before, 230 in this one, and Labor Day between them.
    const letter = letters.find(({ week }) => week === "2023-W36");
    expect(unmarked(slot(letter!, "lead").join(" "))).toMatch(/374.*holidays/);
    const moved = letters.find(({ week }) => week === "2023-W13");
    expect(unmarked(slot(moved!, "lead").join(" "))).toMatch(/363[^.]*(often|usual|its past)/);
  });
});
