import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Settings, templatePaths } from "./config.ts";
import { parseYaml } from "./domain/yaml.ts";
import { ReportError } from "./errors.ts";
import { sha256 } from "./files.ts";
import { parseEmploymentRules } from "./ingest/advert/employment.ts";
import { parseLevelRules } from "./ingest/advert/level.ts";
import { parsePayRules } from "./ingest/advert/pay-rules.ts";
import { parsePlaceRules } from "./ingest/advert/place-rules.ts";
import type { ReadingRules } from "./ingest/advert/reading-rules.ts";
import { parseSkillRules } from "./ingest/advert/skill-rules.ts";
import { parseWorkplaceRules } from "./ingest/advert/workplace.ts";

/** How ads are read, and a hash of what decides tested figures: weeks that were read by other rules are not comparable. */
export interface ReadRules {
  readonly rules: ReadingRules;
  readonly hash: string;
}

interface RuleFile {
  readonly text: string;
  readonly path: string;
}

/**
 * The rules of the newsletter's language: `skills.yaml`, `pay.yaml`, `levels.yaml`, `workplaces.yaml`, `employment.yaml` and `places.yaml`
 * of its locale pack. A file of the project stands for the shipped one of the same path. A pack that lacks one is refused.
 */
export async function readReadingRules(settings: Pick<Settings, "root" | "locale">): Promise<ReadRules> {
  const paths = await templatePaths(settings, settings.locale);
  const file = (name: string) => ruleFile(name, paths, settings.locale);
  const skills = await file("skills");
  const pay = await file("pay");
  const levels = await file("levels");
  const workplaces = await file("workplaces");
  const employment = await file("employment");
  const places = await file("places");
  return {
    rules: {
      skills: parseSkillRules(skills.text, skills.path),
      pay: parsePayRules(pay.text, pay.path),
      levels: parseLevelRules(levels.text, levels.path),
      workplaces: parseWorkplaceRules(workplaces.text, workplaces.path),
      employment: parseEmploymentRules(employment.text, employment.path),
      places: parsePlaceRules(places.text, places.path),
    },
    // Skills are listed, never tested: another alias makes no week another one.
    hash: hashOf([pay, levels, workplaces, employment, places]),
  };
}

/** Of what the files mean: comments decide nothing. */
function hashOf(files: readonly RuleFile[]): string {
  return sha256(JSON.stringify(files.map(({ text, path }) => parseYaml(z.unknown(), text, path))));
}

async function ruleFile(name: string, paths: ReadonlyMap<string, string>, locale: string): Promise<RuleFile> {
  const path = paths.get(`${locale}/${name}.yaml`);
  if (path !== undefined) return { text: await readFile(path, "utf8"), path };
  throw new ReportError(
    "template-invalid",
    `The locale pack "${locale}" has no ${name}.yaml, so job ads cannot be read.`,
    "Add it; templates/en-US shows the form, and docs/boards.md says what each file decides.",
  );
}
