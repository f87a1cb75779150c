import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseSkillRules, type SkillRules } from "../../src/ingest/advert/skill-rules.ts";
import { skillsIn, skillsNamed } from "../../src/ingest/advert/skills.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = "posting-level/tech_salary_radar_2026";
/** Advertisements with the skills that somebody else found in each, and all skills that this somebody knows. */
export const LABELLED = [`${FOLDER}/skills_eval.jsonl.gz`, `${FOLDER}/skills.dev.csv.gz`] as const;

/** A label that is two skills here. */
const WIDER: Readonly<Record<string, string>> = { HTML: "HTML/CSS", CSS: "HTML/CSS" };

export interface SkillFigures {
  readonly ads: number;
  /** Skills that the labels can name. */
  readonly vocabulary: number;
  readonly labels: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  /** By advertisement: what was found and is no label, and the reverse. */
  readonly faults: readonly {
    readonly ad: string;
    readonly extra: readonly string[];
    readonly missed: readonly string[];
  }[];
}

/**
 * How well skills are read from the text of advertisements. The labels know some sixty skills: what we find besides those is
 * neither right nor wrong and is not counted. Both sides are put into our spelling first.
 */
export async function measureSkills(): Promise<SkillFigures> {
  const rules = parseSkillRules(await readFile(resolve(ROOT, "templates/en-US/skills.yaml"), "utf8"), "skills.yaml");
  const [ads, known] = await Promise.all(LABELLED.map(linesOf));
  const labelled = (ads ?? []).map((line) => parseAd(line));
  const names = (known ?? []).slice(1).map((row) => row.split(",").at(-1) ?? "");
  const vocabulary = new Set(spelt([...names, ...labelled.flatMap(({ expected }) => expected)], rules));
  const judged = labelled.map(({ id, title, text, expected }) => {
    const labels = new Set(spelt(expected, rules));
    const found = new Set(skillsIn(`${title}\n${text}`, rules).map((name) => WIDER[name] ?? name));
    const counted = [...found].filter((name) => vocabulary.has(name));
    return {
      ad: id,
      labels: labels.size,
      found: counted.length,
      extra: counted.filter((name) => !labels.has(name)),
      missed: [...labels].filter((name) => !found.has(name)),
    };
  });
  const sum = (count: (ad: (typeof judged)[number]) => number) => judged.reduce((total, ad) => total + count(ad), 0);
  const [labels, found] = [sum((ad) => ad.labels), sum((ad) => ad.found)];
  const right = found - sum(({ extra }) => extra.length);
  return {
    ads: labelled.length,
    vocabulary: vocabulary.size,
    labels,
    found,
    right,
    precision: right / found,
    recall: right / labels,
    faults: judged.filter(({ extra, missed }) => extra.length + missed.length > 0),
  };
}

function spelt(names: readonly string[], rules: SkillRules): string[] {
  return skillsNamed(names, rules).map((name) => WIDER[name] ?? name);
}

async function linesOf(name: string): Promise<string[]> {
  return gunzipSync(await readFile(resolve(ROOT, process.env["TRENDS_DATA"] ?? "../shared/data", name)))
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

interface LabelledAd {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly expected: readonly string[];
}

function parseAd(line: string): LabelledAd {
  return JSON.parse(line) as LabelledAd;
}
