import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { type Settings, templatePaths } from "./config.ts";
import { slug } from "./domain/role.ts";
import { type RoleProfile, roleProfileSchema } from "./domain/role-profile.ts";
import { parseYaml, parseYamlEntry } from "./domain/yaml.ts";
import { ReportError } from "./errors.ts";
import { parseTaxonomy, type Taxonomy } from "./ingest/taxonomy/taxonomy.ts";

/**
 * The taxonomy of the newsletter's language: `titles.yaml` and `roles/*.yaml` of its locale pack, the project's own files first. A pack
 * without them is refused.
 */
export async function readTaxonomy(settings: Pick<Settings, "root" | "locale">): Promise<Taxonomy> {
  const { locale } = settings;
  const paths = await templatePaths(settings, locale);
  const titles = paths.get(`${locale}/titles.yaml`);
  const roles = await roleFiles(paths);
  if (titles === undefined || roles.size === 0) {
    throw new ReportError(
      "template-invalid",
      `The locale pack "${locale}" has no ${titles === undefined ? "titles.yaml" : "file in roles/"}, so titles cannot be classified.`,
      "Add it; templates/en-US shows the form, and docs/mappings.md says what the files hold.",
    );
  }
  return parseTaxonomy(roles, { text: await readFile(titles, "utf8"), path: titles });
}

/** What a role file says without its rules and its profile. */
const headSchema = z.looseObject({ category: z.string().min(1) });

/** The category of each role of the newsletter's language, by slug in alphabetical order; empty where the pack has no roles. */
export async function readCategories(
  settings: Pick<Settings, "root" | "locale">,
): Promise<ReadonlyMap<string, string>> {
  const files = await roleFiles(await templatePaths(settings, settings.locale));
  const named = [...files].map(
    ([role, { text, path }]) => [role, slug(parseYamlEntry(headSchema, "category", text, path).category)] as const,
  );
  return new Map(named.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the newsletter's language says of its roles besides the rules of their titles, by slug. */
export interface RoleNotes {
  readonly categories: Readonly<Record<string, string>>;
  /** Only of roles that have a profile. */
  readonly profiles: Readonly<Record<string, RoleProfile>>;
}

const notesSchema = z.looseObject({ category: z.string().min(1), profile: roleProfileSchema.optional() });

/** Category and profile of each role, in alphabetical order; both empty where the pack has no roles. */
export async function readRoleNotes(settings: Pick<Settings, "root" | "locale">): Promise<RoleNotes> {
  const files = [...(await roleFiles(await templatePaths(settings, settings.locale)))];
  const notes = files
    .map(([role, { text, path }]) => ({ role, ...parseYaml(notesSchema, text, path) }))
    .sort((one, other) => (one.role < other.role ? -1 : 1));
  return {
    categories: Object.fromEntries(notes.map(({ role, category }) => [role, slug(category)])),
    profiles: Object.fromEntries(
      notes.flatMap(({ role, profile }) => (profile === undefined ? [] : [[role, profile] as const])),
    ),
  };
}

/** The files of `roles/` in a locale pack, by the slug that each is named by. */
async function roleFiles(
  paths: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, { text: string; path: string }>> {
  const files = [...paths].filter(([name]) => /^[^/]+\/roles\/[^/]+\.yaml$/.test(name));
  const read = async (path: string) => ({ text: await readFile(path, "utf8"), path });
  return new Map(
    await Promise.all(files.map(async ([name, path]) => [basename(name, ".yaml"), await read(path)] as const)),
  );
}
