import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import { SUBJECT_LENGTH } from "../../../src/domain/letter.ts";
import type { Published, Told } from "../../../src/domain/published.ts";
import { addWeeks } from "../../../src/domain/week.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import type { NarrateRequest, Stored } from "../../../src/narrate/request.ts";
import { requestOf, storyOf } from "./request-of.ts";

const sent = (week: string, part: Partial<Told> = {}): Stored<Published> => ({
  content: {
    schemaVersion: 1,
    week,
    hash: "a".repeat(64),
    subject: "",
    preheader: "",
    variants: [],
    facts: [],
    pairs: [],
    lead: null,
    career: null,
    ...part,
  },
  path: `${week}/published.json`,
  sha256: "0".repeat(64),
});

/** Letters of the very same figures, each sent before the next is told: what memory alone can keep apart. */
function sameFigures(request: NarrateRequest, letters: number): ReturnType<typeof narrate>[] {
  const told: ReturnType<typeof narrate>[] = [];
  for (let count = 0; count < letters; count++) {
    const published = told.slice(-8).map((each, index) => sent(addWeeks(request.week, index - 8), each.told));
    told.push(narrate({ ...request, published }));
  }
  return told;
}

describe("what a letter remembers of those before", () => {
  it.each(["busy-week", "quiet-week", "first-week", "no-employers", "hostile-names", "still-up", "gap-of-45-days"])(
    "keeps subject and preheader from coming again within eight letters, whatever the news (%s)",
    (name) => {
      const letters = sameFigures(requestOf(storyOf(name)), 9).map(({ letter }) => letter);
      const subjects = letters.map(({ subject }) => unmarked(subject));
      expect(new Set(subjects).size).toBe(9);
      for (const subject of subjects) expect([...subject].length).toBeLessThanOrEqual(SUBJECT_LENGTH);
    },
  );

  it("keeps the lead in another structure for three letters in the same week", () => {
    const leads = sameFigures(requestOf(storyOf("busy-week")), 4).map(({ told }) =>
      told.variants.filter(({ slot }) => slot === "lead").map(({ key, variant }) => `${key} ${variant}`),
    );
    expect(new Set(leads.flat()).size).toBe(4);
  });

  it("adds the week's Monday to a subject that nothing else sets apart", () => {
    const request = requestOf(storyOf("gap-of-45-days"));
    const subjects = sameFigures(request, 9).map(({ letter }) => unmarked(letter.subject));
    expect(subjects.filter((subject) => subject.includes("Sep 23"))).not.toEqual([]);
    const { literals } = narrate(request);
    expect(literals).toContain("Sep 23");
  });

  it("is not told of what the editor's own words replaced", () => {
    const story = storyOf("editors-intro");
    const { told, letter } = narrate(requestOf(story));
    expect(told.subject).toBe(unmarked(letter.subject));
    expect(told.variants.map(({ slot }) => slot)).not.toContain("subject");
  });

  it("says which fact led, and of each pair its verdicts", () => {
    const { told, facts } = narrate(requestOf(storyOf("busy-week")));
    expect(facts.find(({ id }) => id === told.lead)).toMatchObject({ slice: "data-engineer", verdict: "rose" });
    const { a, b, verdicts } = narrate(requestOf(storyOf("theta"))).told.pairs[0]!;
    expect([a, b]).toEqual(["data-engineer", "data-scientist"]);
    expect(Object.keys(verdicts).sort()).toEqual(["offers", "pay", "remote"]);
    expect(narrate(requestOf(storyOf("first-week"))).told).toMatchObject({ lead: null, career: null, pairs: [] });
  });
});
