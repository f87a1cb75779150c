import { describe, expect, it } from "vitest";
import type { RoleProfile } from "../../../../src/domain/role-profile.ts";
import { ReportError } from "../../../../src/errors.ts";
import { rolesOfTitle } from "../../../../src/ingest/taxonomy/roles-of-title.ts";
import { parseTaxonomy } from "../../../../src/ingest/taxonomy/taxonomy.ts";

const TITLES = `
marks: { breaks: ",:|", dashes: "-–", alternatives: "/&", brackets: ["()"] }
words:
  breaks: [in, für, im, auf]
  alternatives: [und, oder]
  silent: [examinierte, leitende]
  jobs: ["{pflege}"]
  topics: []
  compounds: [pflegefachkraft software]
groups:
  pflege: [pflegefachkraft, pflegefachkräfte, pflegefachfrau, pflegefachmann]
never:
  - { because: führt Menschen, phrases: [leitung, pflegedienstleitung] }
`;
const NURSE = `
title: Pflegefachkraft
category: Pflege
match:
  priority: 50
  include: ["{pflege}", krankenpfleger, krankenschwester]
`;
const INTENSIVE = `
title: Pflegefachkraft Intensivpflege
category: Pflege
match:
  priority: 60
  groups: { station: [intensivpflege, intensivstation, its] }
  include:
    - { phrase: "{pflege}", about: ["{station}"] }
`;

const three = ["one", "two", "three"];
const PROFILE: RoleProfile = {
  focus: "Care.",
  lean: "applied",
  ships: three,
  typicalDay: three,
  coding: { level: "minimal", note: "None." },
  maths: { level: "low", note: "Doses." },
  entry: { difficulty: "medium", reason: "Three years of training." },
  techniques: three,
  stack: three.map((layer) => ({ layer, tools: three })),
  strongCandidates: three,
  quality: three,
  stakeholders: three,
  bestFit: three,
  entryPoints: three,
  progression: three,
  specialistRoutes: three,
  hybridRoutes: three,
  talentPools: three,
  switching: three.slice(1).map((from) => ({ from, months: [1, 2], needs: three })),
  outlook: { text: "Good.", asOf: 2026 },
  risk: { text: "Small.", asOf: 2026, commoditisation: "low" },
  goodSigns: three,
  weakSigns: three,
  roadmap: [...three, "four"].map((stage) => ({ stage, learn: three, build: "A plan." })),
  resources: three.map((title) => ({ title, by: "A school", why: "Clear." })),
  published: [],
  freelance: "Rare.",
  equity: "None.",
};

function parsed(roles: Readonly<Record<string, string>>, titles = TITLES) {
  const files = Object.entries(roles).map(
    ([name, text]) => [name, { text, path: `de-DE/roles/${name}.yaml` }] as const,
  );
  return parseTaxonomy(new Map(files), { text: titles, path: "de-DE/titles.yaml" });
}

function refusal(roles: Readonly<Record<string, string>>, titles?: string): string {
  try {
    parsed(roles, titles);
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    expect(error).toMatchObject({ code: "template-invalid", exitCode: 2 });
    return error instanceof Error ? error.message : "";
  }
  return "taken";
}

describe("a taxonomy of another field in another language", () => {
  const taxonomy = parsed({ pflegefachkraft: NURSE, "pflegefachkraft-intensivpflege": INTENSIVE });
  it.each([
    ["Pflegefachkraft (m/w/d)", ["pflegefachkraft"]],
    ["PFLEGEFACHKRÄFTE für unsere Station", ["pflegefachkraft"]],
    ["Examinierte Pflegefachfrau/Pflegefachmann in Teilzeit", ["pflegefachkraft"]],
    ["Gesundheits- und Krankenpfleger (m/w/d)", ["pflegefachkraft"]],
    ["Pflegefachkraft - Intensivstation", ["pflegefachkraft-intensivpflege"]],
    ["Pflegedienstleitung - Pflegefachkraft", []],
    ["Pflegedienstleitung oder Pflegefachkraft", ["pflegefachkraft"]],
    ["Entwickler Pflegefachkraft-Software", []],
  ])("classifies %s without a word of it in the code", (title, slugs) => {
    expect(rolesOfTitle(title, taxonomy).map(({ slug }) => slug)).toEqual(slugs);
  });
});

describe("the files of a taxonomy", () => {
  it.each([
    [
      "a file that is not named by its title",
      { nurse: NURSE },
      /nurse\.yaml.*belongs into the file pflegefachkraft\.yaml/,
    ],
    [
      "a role of a name that means something else",
      { total: "title: Total\ncategory: c\nmatch: { priority: 1, include: [a] }" },
      /"total" means something else/,
    ],
    [
      "a role that would be taken for a category",
      { "category-manager": "title: Category Manager\ncategory: c\nmatch: { priority: 1, include: [a] }" },
      /"category-manager" means something else/,
    ],
    ["a field that nobody knows", { pflegefachkraft: `${NURSE}\nregex: ".*"` }, /regex/],
    [
      "no rule",
      { pflegefachkraft: "title: Pflegefachkraft\ncategory: c\nmatch: { priority: 1, include: [] }" },
      /include/,
    ],
    ["a group that is not there", { pflegefachkraft: NURSE.replace("{pflege}", "{arzt}") }, /there is no group "arzt"/],
    [
      "a phrase that any title has",
      { pflegefachkraft: NURSE.replace("{pflege}", "{pflege}?") },
      /no word that must be/,
    ],
  ])("are refused with %s", (_, roles, why) => {
    expect(refusal(roles)).toMatch(why);
  });

  it.each([
    ["groups that are made of each other", "pflege: ['{a}']\n  a: ['{pflege}']", /made of itself/],
    [
      "groups that stand for more than anybody can read",
      `pflege: ['{d} {d} {d}']\n  d: [${Array.from({ length: 100 }, (_, index) => `w${index}`).join(", ")}]`,
      /more than 20000 phrases/,
    ],
  ])("are refused with %s", (_, groups, why) => {
    expect(refusal({ pflegefachkraft: NURSE }, TITLES.replace(/pflege: \[.*\]/, groups))).toMatch(why);
  });

  it("are equal in what decides whatever is written besides, and different with another rule", () => {
    const { source } = parsed({ pflegefachkraft: NURSE });
    expect(parsed({ pflegefachkraft: `# Nursing\n${NURSE.replace("Pflege\n", "Gesundheit\n")}` }).source).toBe(source);
    expect(parsed({ pflegefachkraft: NURSE.replace("krankenschwester", "pflegerin") }).source).not.toBe(source);
    expect(parsed({ pflegefachkraft: NURSE }, TITLES.replace("oder", "bzw")).source).not.toBe(source);
    expect(parsed({ pflegefachkraft: NURSE.replace("priority: 50", "priority: 51") }).source).not.toBe(source);
  });

  it("may hold a profile, which decides nothing", () => {
    const whole = `${NURSE}profile: ${JSON.stringify(PROFILE)}`;
    expect(refusal({ pflegefachkraft: whole.replace("typicalDay", "day") })).toMatch(/profile/);
    expect(parsed({ pflegefachkraft: whole }).source).toBe(parsed({ pflegefachkraft: NURSE }).source);
  });
});
