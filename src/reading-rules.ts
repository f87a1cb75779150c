import { join } from "node:path";
import { z } from "zod";
import { EDITORS_OWN, type Settings, templateFolders } from "./config.ts";
import { parseYaml } from "./domain/yaml.ts";
import { namesIn, sha256, textIfThere } from "./files.ts";
import { parseEmploymentRules } from "./ingest/advert/employment.ts";
import { parseLevelRules } from "./ingest/advert/level.ts";
import { parsePayRules } from "./ingest/advert/pay-rules.ts";
import { parsePlaceRules } from "./ingest/advert/place-rules.ts";
import type { ReadingRules } from "./ingest/advert/reading-rules.ts";
import { parseSkillRules } from "./ingest/advert/skill-rules.ts";
import { parseWorkplaceRules } from "./ingest/advert/workplace.ts";
import { parseTaxonomy } from "./ingest/taxonomy/taxonomy.ts";

/** How ads are read, and a hash of all that says so: weeks that were read by other rules are not comparable. */
export interface ReadRules {
  readonly rules: ReadingRules;
  readonly hash: string;
}

interface RuleFile {
  readonly text: string;
  readonly path: string;
}

/**
 * The rules of the newsletter's language: `skills.yaml`, `pay.yaml`, `levels.yaml`, `workplaces.yaml`, `employment.yaml`,
 * `places.yaml` and `roles/<slug>.yaml` of its locale pack. A file of the project stands for the shipped one of the same path. A file
 * that is not there is read as an empty one, of which its parser says what it lacks.
 */
export async function readReadingRules(settings: Pick<Settings, "root" | "locale">): Promise<ReadRules> {
  const roles = await roleFiles(settings);
  const names = ["skills", "pay", "levels", "workplaces", "employment", "places"] as const;
  const files = await Promise.all(names.map((name) => ruleFile(settings, `${name}.yaml`)));
  const of = <T>(parse: (text: string, path: string) => T, name: (typeof names)[number]) => {
    const { text, path } = files[names.indexOf(name)] ?? { text: "", path: `${name}.yaml` };
    return parse(text, path);
  };
  return {
    rules: {
      taxonomy: parseTaxonomy(roles),
      skills: of(parseSkillRules, "skills"),
      pay: of(parsePayRules, "pay"),
      levels: of(parseLevelRules, "levels"),
      workplaces: of(parseWorkplaceRules, "workplaces"),
      employment: of(parseEmploymentRules, "employment"),
      places: of(parsePlaceRules, "places"),
    },
    hash: hashOf(files, roles),
  };
}

/** Of what the files mean: comments decide nothing, and neither does what a role's profile tells readers of it. */
function hashOf(rules: readonly RuleFile[], roles: ReadonlyMap<string, RuleFile>): string {
  const read = rules.map(({ text, path }) => parseYaml(z.unknown(), text, path));
  const heads = [...roles].map(([slug, { text, path }]) => {
    const { profile: _, ...head } = parseYaml(z.looseObject({}), text, path);
    return [slug, head];
  });
  return sha256(JSON.stringify([read, heads]));
}

async function ruleFile({ root, locale }: Pick<Settings, "root" | "locale">, name: string): Promise<RuleFile> {
  const [own, shipped] = templateFolders({ root }).map((folder) => join(folder, locale, name));
  for (const path of [own, shipped]) {
    const text = path === undefined ? undefined : await textIfThere(path);
    if (path !== undefined && text !== undefined) return { text, path };
  }
  return { text: "", path: shipped ?? name };
}

/** Role files by slug, in its order. */
async function roleFiles(settings: Pick<Settings, "root" | "locale">): Promise<Map<string, RuleFile>> {
  const folders = templateFolders(settings).map((folder) => join(folder, settings.locale, "roles"));
  const names = (await Promise.all(folders.map(namesIn))).flat();
  const slugs = names
    .filter((name) => name.endsWith(".yaml") && !EDITORS_OWN.test(name))
    .map((name) => name.slice(0, -5));
  const files = new Map<string, RuleFile>();
  for (const slug of [...new Set(slugs)].sort()) files.set(slug, await ruleFile(settings, `roles/${slug}.yaml`));
  return files;
}
