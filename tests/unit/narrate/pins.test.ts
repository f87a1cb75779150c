import { describe, expect, it } from "vitest";
import type { Change } from "../../../src/domain/change.ts";
import { unmarked } from "../../../src/domain/claim.ts";
import { parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { briefsByEditor, editorsChoices, orderedByEditor } from "../../../src/narrate/pins.ts";
import { type Move, requestOf, type Story, storyOf } from "./request-of.ts";

const letterOf = (text: string) => ({
  content: parseEditorLetter(text, "2026-W47/letter.md"),
  path: "2026-W47/letter.md",
  sha256: "1".repeat(64),
});
const choices = (part: { pins?: readonly string[]; mutes?: readonly string[] }) =>
  letterOf(`---\npins: ${JSON.stringify(part.pins ?? [])}\nmutes: ${JSON.stringify(part.mutes ?? [])}\n---\n`);

const role = (title: string, offers: Move, more: object = {}) => ({ title, openings: 100, offers, ...more });
const STORY: Story = {
  week: "2026-W47",
  openings: [900, 910, 905, 900, 900, 910, 905, 900, 1_000],
  roles: {
    "ai-engineer": role("AI Engineer", { now: 300, before: 200, verdict: "rose", q: 0.001 }),
    "data-analyst": role("Data Analyst", { now: 200, before: 240, verdict: "fell", q: 0.004 }),
    "data-engineer": role("Data Engineer", { now: 150, before: 135, verdict: "rose", q: 0.04 }),
    "ml-engineer": role("ML Engineer", { now: 90, before: 89, verdict: "little-changed" }),
    "web-developer": role("Web Developer", { now: 90, before: 60, verdict: "unclear" }),
    "old-hand": role("Old Hand", { now: 90, before: 60, verdict: "rose", since: "2026-W44" }),
    rare: { title: "Rare", openings: 3, offers: { now: 3 } },
  },
};
const told = (letter?: ReturnType<typeof letterOf>) => narrate(requestOf(STORY, { letter }));
const textOf = (slots: readonly string[], narration: ReturnType<typeof narrate>) =>
  narration.passages.filter(({ slot }) => slots.some((each) => slot.startsWith(each))).map(({ text }) => text);
const news = (letter?: ReturnType<typeof letterOf>) =>
  textOf(["subject", "heading", "lead", "second", "brief"], told(letter)).join("\n");
const leadOf = (letter?: ReturnType<typeof letterOf>) => textOf(["lead"], told(letter)).join(" ");
const tableOf = (narration: ReturnType<typeof narrate>) =>
  JSON.stringify(narration.letter.sections.find(({ kind }) => kind === "table"));

describe("what the editor pins", () => {
  it("leads, and others stand in the pinned order before what was not pinned", () => {
    expect(leadOf()).toContain("AI Engineer");
    const pinned = choices({ pins: ["data-engineer.offers", "data-analyst.offers@4w"] });
    expect(leadOf(pinned)).toContain("Data Engineer");
    const briefs = textOf(["second", "brief"], told(pinned));
    expect(briefs[0]).toContain("Data Analyst");
    expect(briefs.some((text) => text.includes("AI Engineer"))).toBe(true);
  });

  it("may be named by its change or by any fact of it", () => {
    for (const id of [
      "data-engineer.offers",
      "data-engineer.offers@4w",
      "data-engineer.offers.count@4w",
      "data-engineer.offers.count@4w-before",
      "data-engineer.offers.growth@4w",
    ])
      expect(leadOf(choices({ pins: [id] })), id).toContain("Data Engineer");
  });

  it("is told in a brief where its verdict is no news, and not at all where it earned no sentence", () => {
    const quiet = told(choices({ pins: ["ml-engineer.offers"] }));
    expect(textOf(["lead"], quiet).join(" ")).toContain("AI Engineer");
    expect(textOf(["brief"], quiet).join(" ")).toContain("ML Engineer");
    expect(news()).not.toContain("ML Engineer");
    expect(news(choices({ pins: ["web-developer.offers"] }))).toBe(news());
    expect(leadOf(choices({ pins: ["old-hand.offers"] }))).toContain("AI Engineer");
  });

  it.each([
    ["data-enginer.offers", /no fact and no change "data-enginer.offers"/, /data-engineer\.offers|ai-engineer\.offers/],
    ["data-engineer.openings.count", /was compared with nothing/, /\{\{n "data-engineer.openings.count"\}\}/],
    ["rare.pay.midpoint.median", /is not shown \(too few: \d+ of the 5 postings with pay/, /Did you mean/],
    ["rare.pay", /"rare.pay" is not shown/, /pins/],
  ])("is refused with its line where it is %s", (id, why, fix) => {
    const letter = letterOf(`---\nsubject: Hi\npins:\n  - ai-engineer.offers\n  - ${id}\n---\n`);
    expect(() => told(letter)).toThrow(
      expect.objectContaining({
        code: "letter-invalid",
        details: expect.objectContaining({
          problems: [{ line: 5, why: expect.stringMatching(why), fix: expect.stringMatching(fix) }],
        }),
      }),
    );
  });
});

describe("what the editor mutes", () => {
  it("is told neither in subject, lead nor briefs, and the next moves up; the table keeps it", () => {
    const muted = choices({ mutes: ["ai-engineer.offers"] });
    expect(leadOf(muted)).toContain("Data Analyst");
    expect(news(muted)).not.toContain("AI Engineer");
    expect(tableOf(told(muted))).toBe(tableOf(told()));
  });

  it("is not told as standing or as a record either", () => {
    expect(news()).toContain("Old Hand");
    expect(news(choices({ mutes: ["old-hand.offers@4w"] }))).not.toContain("Old Hand");
    const record = storyOf("record");
    const [known] = record.records ?? [];
    const id = `${known?.slice}.${known?.metric}`;
    const told = (letter?: ReturnType<typeof letterOf>) =>
      narrate(requestOf(record, { letter }))
        .passages.flatMap(({ facts }) => facts)
        .filter((fact) => fact.startsWith(`${known?.slice}.`) && fact.includes("est-weeks"));
    expect(told()).toHaveLength(1);
    expect(told(choices({ mutes: [id] }))).toEqual([]);
  });

  it("leaves a letter that does not say that nothing happened, where it was all the news", () => {
    const mutes = ["ai-engineer.offers", "data-analyst.offers", "data-engineer.offers"];
    const narration = told(choices({ mutes }));
    const said = textOf(["subject", "heading", "lead"], narration).join(" ");
    expect(said).not.toMatch(/quiet|nothing|no (clear |new )?(change|role)|AI Engineer|Data Analyst|muted/i);
    expect(narration.letter.subject.length).toBeGreaterThan(0);
  });

  it("is not what the three lines say that it still stands, or held still", () => {
    for (const name of ["still-up", "little-changed"]) {
      const story = storyOf(name);
      const lines = (letter?: ReturnType<typeof letterOf>) => textOf(["thirty"], narrate(requestOf(story, { letter })));
      const { changes } = requestOf(story);
      const all = [...new Set(changes?.content.changes.map(({ slice, metric }) => `${slice}.${metric}`))];
      const [first = "", second = ""] = lines(choices({ mutes: all }));
      expect(`${first} ${second}`, name).not.toMatch(/still|little changed|within|since/i);
      expect(lines(choices({ mutes: all })), name).not.toEqual(lines());
      expect(second, name).not.toBe(first);
    }
  });

  it("is known to nobody but the editor", () => {
    const narration = told(choices({ mutes: ["ai-engineer.offers"], pins: ["data-analyst.offers"] }));
    const { editorLiterals: _, ...kept } = narration;
    expect(JSON.stringify(kept)).not.toMatch(/mute|pin(s|ned)?\b/i);
    expect(editorsChoices(requestOf(STORY, { letter: choices({ mutes: ["ai-engineer.offers"] }) }))).toMatchObject([
      { kind: "mute", id: "ai-engineer.offers", change: { slice: "ai-engineer", metric: "offers" } },
    ]);
  });
});

describe("news in the editor's order", () => {
  const change = (slice: string, verdict: Change["verdict"] = "rose") =>
    ({ slice, metric: "pay", window: "4w", verdict }) as Change;
  const ranked = ["a", "b", "c", "d"].map((slice) => ({ change: change(slice) }));
  const names = (those: readonly { change: Change }[]) => those.map((each) => each.change.slice).join("");
  const two = (those: readonly { change: Change }[]) => those.slice(0, 2);

  it("is the chosen order where nothing is asked, and never longer than what was chosen but for pins", () => {
    expect(names(orderedByEditor(ranked, undefined, two))).toBe("ab");
    expect(names(orderedByEditor(ranked, choices({ pins: ["d.pay"] }), two))).toBe("da");
    expect(names(orderedByEditor(ranked, choices({ pins: ["d.pay", "c.pay", "b.pay"] }), two))).toBe("dcb");
    expect(names(orderedByEditor(ranked, choices({ mutes: ["a.pay"] }), two))).toBe("bc");
    expect(names(orderedByEditor(ranked, choices({ mutes: ["a.pay"], pins: ["c.pay@4w"] }), two))).toBe("cb");
    expect(orderedByEditor([], choices({ pins: ["a.pay"] }), two)).toEqual([]);
  });

  it("keeps pins of briefs first and leaves out what is muted", () => {
    const changes = ranked.map((each) => each.change);
    const asked = choices({ pins: ["c.pay"], mutes: ["a.pay"] });
    expect(briefsByEditor(changes, asked).map(({ slice }) => slice)).toEqual(["c", "b", "d"]);
  });
});

describe("what the editor prints of a fact", () => {
  const said = (text: string) => {
    const [intro] = told(letterOf(text)).letter.sections;
    return intro?.kind === "paragraphs" ? intro.paragraphs.join("\n") : "";
  };

  it("is its change with the direction of the data, marked with the fact of its size, and the word it earned", () => {
    const delta = said(
      'Demand is {{delta "ai-engineer.offers.count@4w"}}: it {{verdict "ai-engineer.offers.count@4w"}}.',
    );
    expect(unmarked(delta)).toBe("Demand is up 50%: it rose.");
    expect(delta).toContain("ai-engineer.offers.growth@4w");
    expect(unmarked(said('It is {{delta "data-analyst.offers.count@4w"}}.'))).toBe("It is down 17%.");
    expect(said('So far {{verdict "web-developer.offers.count@4w"}}.')).toBe("So far unclear.");
  });

  it.each([
    ['{{delta "web-developer.offers.count@4w"}}', /did not pass its tests \(unclear\)/],
    ['{{delta "ml-engineer.offers.count@4w"}}', /did not pass its tests \(little changed\)/],
    ['{{verdict "ai-engineer.openings.count"}}', /was compared with nothing, so it has no verdict/],
    ['{{n "rare.pay.midpoint.median"}}', /"rare.pay.midpoint.median" is not shown \(too few/],
  ])("is refused for %s", (call, why) => {
    expect(() => told(letterOf(`Fine.\n\nAnd ${call}.`))).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          problems: [expect.objectContaining({ line: 3, why: expect.stringMatching(why) })],
        }),
      }),
    );
  });

  it("may be a name or a figure of another kind, each known by its place and no fact", () => {
    const narration = told(letterOf('Of {{lit 3 "letters a month"}}, {{name "3M"}} reads one.'));
    expect([...narration.editorLiterals]).toEqual([
      ["1", { text: "3", reason: "letters a month", line: 1 }],
      ["2", { text: "3M", reason: null, line: 1 }],
    ]);
    const [intro] = narration.passages.filter(({ slot }) => slot === "intro.1");
    expect(intro).toMatchObject({ text: "Of 3, 3M reads one.", facts: [] });
    expect(intro?.claims).toBe(undefined);
  });
});
