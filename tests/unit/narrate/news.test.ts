import { describe, expect, it } from "vitest";
import { claimFindings } from "../../../src/check/claims.ts";
import { takeClaims, unmarked } from "../../../src/domain/claim.ts";
import type { Section } from "../../../src/domain/letter.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { printed } from "../../../src/narrate/print.ts";
import { type RoleStory, requestOf, type Story, storyOf, WORDS } from "./request-of.ts";

const engineer: RoleStory = {
  title: "Engineer",
  openings: 400,
  offers: { now: 1_600, before: 1_590 },
  pay: { now: 130_000, before: 129_000, n: 300, employers: 80 },
};
const story = (part: Partial<Story> = {}, role: Partial<RoleStory> = {}): Story => ({
  week: "2026-W47",
  openings: new Array(10).fill(1_000),
  roles: { engineer: { ...engineer, ...role } },
  ...part,
});

const section = (narration: ReturnType<typeof narrate>, slot: string): Section | undefined =>
  narration.letter.sections.find((each) => each.slot === slot);
const textOf = (value: unknown) => unmarked(JSON.stringify(value) ?? "");

describe("narrate", () => {
  it("leads with the change of the highest score and tells the others briefly", () => {
    const { letter } = narrate(requestOf(storyOf("busy-week")));
    expect(unmarked(letter.heading)).toMatch(/29%.*Data Engineer|Data Engineer.*29%/);
    expect(letter.sections.map(({ slot }) => slot)).toEqual([
      "in-30-seconds",
      "lead",
      "seconds",
      "briefs",
      "table",
      "chart.pay",
      "pair.1",
      "chart.openings",
      "chart.openings.figures",
      "skills",
      "chart.history",
      "missed",
    ]);
  });

  it("gives the same letter for the same request", () => {
    const request = requestOf(storyOf("busy-week"));
    expect(narrate(request)).toEqual(narrate(request));
  });

  it("uses other structures in the next week", () => {
    const quiet = storyOf("quiet-week");
    const leads = ["2026-W47", "2026-W48", "2026-W49", "2026-W50"].map((week) =>
      textOf(section(narrate(requestOf({ ...quiet, week })), "lead")),
    );
    expect(new Set(leads).size).toBe(4);
  });

  it("tells levels alone for a week that was never compared", () => {
    const { letter, warnings, facts } = narrate(requestOf(story({ compared: false })));
    expect(unmarked(letter.subject)).toMatch(/1,000 openings.*(this week|levels)|levels.*1,000 openings/);
    expect(warnings).toEqual([{ code: "no-changes", slice: null, reason: null }]);
    expect(facts.some(({ window }) => window === "4w")).toBe(false);
    expect(textOf(letter)).toMatch(/postings (of some weeks )?are (not )?at hand|without their postings/);
  });

  it("says which reason stands against which comparison", () => {
    const { warnings } = narrate(requestOf(storyOf("not-comparable")));
    expect(warnings.map(({ code, slice, reason }) => [code, slice, reason?.code])).toEqual([
      ["not-comparable", "total", "source-rows"],
      ["not-comparable", null, "method-changed"],
      ["not-comparable", null, "source-rows"],
      ["not-comparable", null, "pay-share"],
    ]);
  });

  it("prints no pay of a role whose pay may not be shown", () => {
    const { facts, letter } = narrate(requestOf(storyOf("thin-sample")));
    expect(facts.filter(({ id }) => id.startsWith("ai-ethicist.pay"))).toEqual([]);
    expect(textOf(section({ letter } as ReturnType<typeof narrate>, "table"))).toContain(
      '"AI Ethicist","11","Too few to compare","too few"',
    );
  });

  it("says n beside a median of fewer than 30", () => {
    const table = section(narrate(requestOf(storyOf("thin-sample"))), "table");
    expect(textOf(table)).toContain("$164K (n\u00a029, unreliable)");
    expect(textOf(section(narrate(requestOf(story())), "table"))).not.toMatch(/\(n\s/);
  });

  it("keeps to the number of roles asked for, the largest first", () => {
    const { letter } = narrate(requestOf(storyOf("busy-week"), { rolesInLetter: 2 }));
    const table = letter.sections.find(({ kind }) => kind === "table");
    expect(table?.kind === "table" && table.rows.map(([name]) => name)).toEqual(["Data Engineer", "Data Scientist"]);
  });

  it("draws no history of fewer than four weeks", () => {
    const charts = (weeks: number) => narrate(requestOf(story({ openings: new Array(weeks).fill(500) }))).charts;
    expect(charts(3).map(({ name }) => name)).toEqual(["pay-ranges", "openings"]);
    expect(charts(4).map(({ name }) => name)).toEqual(["pay-ranges", "openings", "history"]);
  });

  it("says of a gap in the history's line that weeks are left out, and not of weeks before it", () => {
    const short = (week: string) => ({ code: "days-missing" as const, weeks: [week], found: 3, low: 7 });
    const line = (week: string) =>
      textOf(section(narrate(requestOf(story({ notWhole: [short(week)] }))), "chart.history"));
    expect(line("2026-W44")).toMatch(/9 weeks.*(left out|[Gg]ap|breaks|not drawn)/);
    expect(line("2026-W38")).toMatch(/9 weeks/);
    expect(line("2026-W38")).not.toMatch(/left out|gap|breaks|not drawn/i);
  });

  it("isolates a name written from right to left", () => {
    expect(textOf(narrate(requestOf(storyOf("hostile-names"))).letter)).toContain("\u2068مهندس بيانات\u2069");
  });

  it.each([
    "quiet-week",
    "first-week",
    "thin-sample",
    "busy-week",
    "not-comparable",
    "hostile-names",
    "gap-of-45-days",
    "gap-with-employers",
    "renamed-week",
    "parser-change",
    "no-employers",
    "down-for-days",
    "thin-role",
    "one-employer",
    "mostly-mix",
    "little-changed",
    "edged",
    "still-up",
    "record",
    "theta",
  ])("has no digit outside a fact or a literal (%s)", (name) => {
    expect(unbound(storyOf(name))).toEqual([]);
  });
});

describe("what the letter must not say", () => {
  it("does not say that roles were tested in a week in which they could not be compared", () => {
    const few = { code: "weeks-missing" as const, weeks: ["2026-W40"], found: 4, low: 8 };
    const { letter } = narrate(requestOf(story({ openings: [900, 950, 980, 1_000], guard: { roles: [few] } })));
    expect(textOf(section({ letter } as ReturnType<typeof narrate>, "lead"))).not.toMatch(
      /\b(every|no|any) role|tested/i,
    );
  });

  it("counts the employers of the offers that it says a pay change rests on", () => {
    const pay = { now: 140_000, before: 120_000, verdict: "rose" as const, q: 0.001, n: 300, employers: 80 };
    const request = requestOf(story({}, { pay, employers: 999 }));
    for (const week of ["2026-W47", "2026-W48", "2026-W49", "2026-W50"]) {
      expect(textOf(section(narrate({ ...request, week }), "lead"))).not.toContain("999 employers");
    }
  });

  it("gives each of two skills with the same letters its own share", () => {
    const skills = [
      ["c++", 300],
      ["c#", 100],
    ] as const;
    const { letter, facts } = narrate(requestOf(story({}, { skills })));
    expect(textOf(section({ letter } as ReturnType<typeof narrate>, "skills"))).toContain("75%");
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it("begins a sentence about all roles with a capital letter", () => {
    const pay = { now: 128_000, before: 110_000, verdict: "unclear" as const };
    const total = { offers: { now: 1_000 }, pay };
    const missed = section(narrate(requestOf(story({ total }))), "missed");
    expect(missed?.kind === "bullets" ? missed.items : []).toEqual([expect.stringMatching(/^[A-Z]/)]);
  });

  it("tells the skills of three roles in more than one structure", () => {
    const { passages } = narrate(requestOf(storyOf("busy-week")));
    const variants = passages.filter(({ slot }) => slot.startsWith("skills.")).map(({ variant }) => variant);
    expect(variants).toHaveLength(3);
    expect(new Set(variants).size).toBeGreaterThan(1);
  });

  it("accounts for the subject that is printed", () => {
    const { letter, passages } = narrate(requestOf(storyOf("hostile-names")));
    expect(passages.filter(({ slot }) => slot === "subject").map(({ text }) => text)).toEqual([
      unmarked(letter.subject),
    ]);
  });

  it("knows the names of sources as literals", () => {
    const gone = { code: "source-gone" as const, weeks: ["2026-W47"], source: "jobs-2023", found: 0, low: 1, high: 2 };
    expect(unbound(story({ guard: { total: [gone] } }))).toEqual([]);
  });

  it.each(["gap-of-45-days", "gap-with-employers"])("does not call the ads of many days a week's (%s)", (name) => {
    const { letter, charts } = narrate(requestOf(storyOf(name)));
    const said = textOf([{ ...letter, sections: letter.sections.filter(({ slot }) => slot !== "guard") }, charts]);
    // What is left is why the week is not compared, the line without it, and the rules of the tests.
    const rest = said
      .replace(/what we hold of this week may be|this week cannot be compared/gi, "")
      .replace(/this week is (left out|not drawn|no part of it)|leaves this week out|without this week/gi, "")
      .replace("totals compare this week with the last", "");
    expect(rest).not.toMatch(/this week|past week|of the week|a week\b(?! has)/i);
  });

  it("promises no tests where the source names no employers, in a first week neither", () => {
    const first = { ...storyOf("first-week"), nameless: true };
    for (const given of [first, ...["no-employers", "renamed-week", "gap-of-45-days"].map(storyOf)]) {
      const said = textOf(narrate(requestOf(given)).letter);
      expect(said).not.toMatch(/tested changes|passes a test|\d employers|comparison of roles needs/);
      expect(said).toMatch(
        /(names|gives) no(ne| employers)|not name employers|without the names of employers|leaves employers out|needs to know the employers/i,
      );
    }
  });

  it("draws no bars of a week whose data are not alike beside this one's", () => {
    const titles = ({ charts }: ReturnType<typeof narrate>) => charts.map(({ title }) => title);
    expect(titles(narrate(requestOf(story())))).toContain("Openings by role, this week and last");
    const renamed = { code: "renamed" as const, weeks: ["2026-W47"], source: "board", found: 90, high: 20 };
    expect(titles(narrate(requestOf(story({ guard: { total: [renamed], roles: [renamed] } }))))).toContain(
      "Openings by role this week",
    );
  });

  it("does not promise changes in a first week", () => {
    expect(narrate(requestOf(storyOf("first-week"))).letter.preheader).not.toContain("What changed");
  });

  it("does not speak of roles where the week before is missing for the total", () => {
    const total = { code: "weeks-missing" as const, weeks: ["2026-W46"], found: 1, low: 2 };
    const roles = { code: "weeks-missing" as const, weeks: ["2026-W45", "2026-W46"], found: 6, low: 8 };
    const notes = section(narrate(requestOf(story({ guard: { total: [total], roles: [roles] } }))), "guard");
    expect(textOf(notes)).not.toContain("comparison of roles needs 2 weeks");
  });
});

/** What the check of claims says of the letter's sentences. */
function unbound(given: Story): string[] {
  const { letter, facts, literals } = narrate(requestOf(given));
  const { text, claims } = takeClaims("email.txt", strings(letter).join("\n"));
  const edition = { facts: [...facts], claims } as never;
  const request = {
    edition,
    surfaces: new Map([["email.txt", text]]),
    literals,
    printed: (f: never) => printed(f, WORDS),
  };
  return claimFindings(request as never).map(({ why }) => why);
}

function strings(value: unknown, key = ""): string[] {
  if (["slot", "chart", "kind", "align", "week"].includes(key)) return [];
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => strings(inner, name));
}
