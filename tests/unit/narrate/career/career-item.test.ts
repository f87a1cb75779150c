import { describe, expect, it } from "vitest";
import { factsIn, unmarked } from "../../../../src/domain/claim.ts";
import type { RoleProfile } from "../../../../src/domain/role-profile.ts";
import type { SkillGap, SkillPay } from "../../../../src/domain/skill-pay.ts";
import { addWeeks } from "../../../../src/domain/week.ts";
import { pickedCareer } from "../../../../src/narrate/career.ts";
import { careerFacts, careerItem } from "../../../../src/narrate/career-item.ts";
import { narrate } from "../../../../src/narrate/narrate.ts";
import { factBook } from "../../../../src/narrate/print.ts";
import type { NarrateRequest } from "../../../../src/narrate/request.ts";
import { writerOf } from "../../../../src/narrate/writer.ts";
import { WORDS } from "../request-of.ts";
import { AI, MLOPS, PROMPT, publishedRequest } from "./published-roles.ts";

const stage = (name: string) => ({ stage: name, learn: ["One", "Two"], build: `Build ${name}.` });
const profile = {
  focus: "Does the work.",
  roadmap: ["Start", "Go on", "Measure", "Show"].map(stage),
  entryPoints: ["Technical writer", "Researcher"],
} as unknown as RoleProfile;
const PROFILES = { [AI]: profile, [MLOPS]: profile, [PROMPT]: profile };

const side = (n: number, median: number): SkillGap["named"] => ({
  n,
  employers: 20,
  median,
  interval: [median - 4_000, median + 4_000],
});
const gap = (skill: string, named: number, unnamed: number, clear: boolean): SkillGap => ({
  skill,
  named: side(44, named),
  unnamed: side(36, unnamed),
  difference: named - unnamed,
  clear,
});
const SKILL_PAY: SkillPay = {
  schemaVersion: 1,
  week: "2026-W47",
  weeks: ["2026-W47"],
  currency: "USD",
  roles: {
    [MLOPS]: ["aws", "rag", "gcp", "docker", "rust", "azure"].map((name, index) =>
      gap(name, 160_000 - 5_000 * index, 140_000, index < 3),
    ),
  },
};

const inWeek = (week: string, part: Partial<NarrateRequest> = {}) =>
  publishedRequest({
    week,
    profiles: PROFILES,
    skillPay: { content: SKILL_PAY, path: "2026-W47/skill-pay.json", sha256: "0".repeat(64) },
    ...part,
  });
const weeks = Array.from({ length: 60 }, (_, index) => addWeeks("2026-W01", index));

/** The week's item in words. */
function told(request: NarrateRequest): { text: string; first: string | undefined } {
  const facts = factBook(narrate(request).facts, WORDS);
  const marked = careerItem(request, facts, writerOf(request))?.paragraphs.join(" ") ?? "";
  return { text: unmarked(marked), first: factsIn(marked)[0] };
}

describe("the career item", () => {
  it("is there every week, and none comes again within eight weeks", () => {
    const picks = weeks.map((week) => pickedCareer(inWeek(week))?.fact);
    expect(picks.filter((fact) => fact === undefined)).toEqual([]);
    picks.forEach((fact, index) => {
      expect(picks.slice(Math.max(0, index - 8), index)).not.toContain(fact);
    });
    expect(new Set(picks).size).toBeGreaterThan(12);
  });

  it("takes turns between a skill's pay and steps on the way to a role", () => {
    const kinds = weeks.map((week) => pickedCareer(inWeek(week))?.kind);
    expect(kinds.filter((kind) => kind === "skill").length).toBeGreaterThan(5);
    expect(kinds).toContain("stage");
    expect(kinds).toContain("entry");
  });

  it("passes over one that a letter of the past eight weeks told", () => {
    const week = weeks.find((each) => pickedCareer(inWeek(each))?.kind === "skill") ?? "";
    const career = pickedCareer(inWeek(week))?.fact ?? null;
    const published = [{ content: { career, pairs: [] }, path: "p", sha256: "0".repeat(64) }];
    const other = inWeek(week, { published: published as unknown as NarrateRequest["published"] });
    expect(pickedCareer(other)?.fact).not.toBe(career);
  });

  it("tells what a skill's ads pay with both n, and that this is no effect of the skill", () => {
    const items = weeks
      .map((week) => inWeek(week))
      .filter((request) => pickedCareer(request)?.kind === "skill")
      .map((request) => ({ item: pickedCareer(request), ...told(request) }));
    for (const { item, text, first } of items) {
      expect(first).toBe(item?.fact);
      expect(text).toContain("n\u00a044");
      expect(text).toContain("n\u00a036");
      expect(text).toMatch(/level, place and employer too/);
      if (item?.kind === "skill" && !item.gap.clear) expect(text).toMatch(/chance|too close to call/);
    }
    expect(new Set(items.map(({ text }) => text.replace(/\$\d+K/g, ""))).size).toBeGreaterThan(4);
  });

  it("rests a step on the openings of its role", () => {
    const request = inWeek(weeks.find((each) => pickedCareer(inWeek(each))?.kind === "stage") ?? "");
    const item = pickedCareer(request);
    const { text, first } = told(request);
    expect(first).toBe(item?.fact);
    expect(careerFacts(request)).toMatchObject([{ id: item?.fact, metric: "career", unit: "count" }]);
    expect(text).toMatch(/Build \w+/);
  });

  it("is left out where the data allow none", () => {
    expect(pickedCareer(publishedRequest())).toBeUndefined();
    expect(narrate(publishedRequest()).letter.sections.map(({ slot }) => slot)).not.toContain("career");
  });
});
