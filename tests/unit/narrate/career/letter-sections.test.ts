import { describe, expect, it } from "vitest";
import { unmarked } from "../../../../src/domain/claim.ts";
import type { Snapshot } from "../../../../src/domain/snapshot.ts";
import { narrate } from "../../../../src/narrate/narrate.ts";
import type { NarrateRequest } from "../../../../src/narrate/request.ts";
import { requestOf, type Story } from "../request-of.ts";
import { AI, MLOPS, PROMPT, publishedRequest, SNAPSHOT } from "./published-roles.ts";

const withRoles = (change: (role: Snapshot["roles"][string], slug: string) => Partial<Snapshot["roles"][string]>) => {
  const roles = Object.fromEntries(
    Object.entries(SNAPSHOT.roles).map(([slug, role]) => [slug, { ...role, ...change(role, slug) }]),
  );
  const { now } = publishedRequest();
  return { now: { ...now, content: { ...SNAPSHOT, roles } } };
};

function section(slot: string, request: NarrateRequest): string | undefined {
  const found = narrate(request).letter.sections.find((each) => each.slot === slot);
  return found?.kind === "paragraphs" ? unmarked(found.paragraphs.join("\n")) : undefined;
}

describe("the employers of a letter", () => {
  it("are those with more than one opening, with counts, and one employer's weight is said openly", () => {
    const text = section("employers", publishedRequest());
    expect(text).toContain("Openkyber (27), Apple (3), and Worldpay (2)");
    expect(text).toContain("Acme (20) and Beta (12)");
    expect(text).not.toContain("Qode");
    expect(text).toMatch(/[Oo]ne employer, Openkyber/);
    expect(text).toMatch(/34%.*80 (MLOps Engineer )?openings|80 (MLOps Engineer )?openings.*34%/);
  });

  it("are not named where a single one all but owns the role: its share is said alone", () => {
    const owned = withRoles((_, slug) =>
      slug === MLOPS ? { topEmployers: [{ name: "Openkyber", postings: 70 }] } : {},
    );
    const text = section("employers", publishedRequest(owned));
    expect(text).not.toContain("Openkyber");
    expect(text).toMatch(/one employer.*88%|88%.*one employer/i);
    expect(text).toMatch(/80 MLOps Engineer openings|MLOps Engineer: .* 80 openings/);
  });

  it("are left out where the source names none, or too few for any figure", () => {
    const { now } = publishedRequest();
    const nameless = { ...now, content: { ...SNAPSHOT, totals: { ...SNAPSHOT.totals, employers: null } } };
    expect(section("employers", publishedRequest({ now: nameless }))).toBeUndefined();
    const two = withRoles(() => ({ employers: 2, topEmployers: [{ name: "Solo", postings: 4 }] }));
    expect(section("employers", publishedRequest(two))).toBeUndefined();
  });
});

describe("the skills of a letter", () => {
  const story = (now: number): Story => ({
    week: "2026-W47",
    openings: Array.from({ length: 8 }, () => 1_000),
    roles: {
      "data-engineer": {
        title: "Data Engineer",
        openings: 100,
        offers: { now: 400 },
        skills: [
          ["sql", 80],
          ["spark", now],
          ["python", 20],
        ],
      },
    },
    records: [],
  });
  /** The same week with another count of Spark in the four weeks before. */
  const request = (before: number, now: number, part: Partial<NarrateRequest> = {}) => {
    const made = requestOf(story(now));
    const history = made.history.map((stored, index) => {
      if (index >= 4) return stored;
      const role = stored.content.roles["data-engineer"]!;
      const skills = (role.skills ?? []).map((skill) =>
        skill.name === "spark" ? { ...skill, postings: before } : skill,
      );
      return { ...stored, content: { ...stored.content, roles: { "data-engineer": { ...role, skills } } } };
    });
    return { ...made, history, ...part };
  };

  it("say which came clearly more often than in the four weeks before, with both shares", () => {
    expect(section("skills", request(30, 50))).toMatch(/Spark.*50%.*30%|30% to 50%/);
  });

  it("say nothing new of a difference that could be chance, or of ten points that are none", () => {
    expect(section("skills", request(45, 50))).not.toContain("45%");
    expect(section("skills", request(42, 50))).toContain("50%");
  });

  it("say nothing new where the weeks may not be compared", () => {
    const guarded = requestOf({ ...story(50), guard: { roles: [{ code: "source-new" }] } });
    expect(section("skills", request(30, 50, { changes: guarded.changes }))).not.toContain("30%");
  });
});

describe("the quick verdicts of a letter", () => {
  const profiles = {
    [PROMPT]: { focus: "Writes prompts.", roadmap: [], entryPoints: ["Writer"] },
    [AI]: { focus: "Builds software.", roadmap: [], entryPoints: ["Developer"] },
  } as unknown as NarrateRequest["profiles"];

  it("say what a role centres on, once in a letter and only where it has a profile", () => {
    const { sections } = narrate(publishedRequest({ profiles })).letter;
    const work = sections.flatMap((each) =>
      each.kind === "quick-verdict" ? each.lines.filter(({ label }) => label === "The work") : [],
    );
    expect(work.map(({ text }) => text)).toEqual([
      "Prompt Engineer: Writes prompts.",
      "AI Software Engineer: Builds software.",
    ]);
  });

  it("state once what holds of all", () => {
    const notes = narrate(publishedRequest()).letter.sections.flatMap((each) =>
      each.kind === "quick-verdict" ? [each.note] : [],
    );
    expect(notes.map((note) => note !== null)).toEqual([false, true]);
  });
});
