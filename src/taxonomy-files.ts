import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Settings, templatePaths } from "./config.ts";
import { ReportError } from "./errors.ts";
import { parseTaxonomy, type Taxonomy } from "./ingest/taxonomy/taxonomy.ts";

/**
 * The taxonomy of the newsletter's language: `titles.yaml` and `roles/*.yaml` of its locale pack, the project's own files first. A pack
 * without them is refused.
 */
export async function readTaxonomy(settings: Pick<Settings, "root" | "locale">): Promise<Taxonomy> {
  const { locale } = settings;
  const read = async (path: string) => ({ text: await readFile(path, "utf8"), path });
  const paths = await templatePaths(settings, locale);
  const titles = paths.get(`${locale}/titles.yaml`);
  const roles = [...paths].filter(([name]) => /^[^/]+\/roles\/[^/]+\.yaml$/.test(name));
  if (titles === undefined || roles.length === 0) {
    throw new ReportError(
      "template-invalid",
      `The locale pack "${locale}" has no ${titles === undefined ? "titles.yaml" : "file in roles/"}, so titles cannot be classified.`,
      "Add it; templates/en-US shows the form, and docs/mappings.md says what the files hold.",
    );
  }
  const files = await Promise.all(
    roles.map(async ([name, path]) => [basename(name, ".yaml"), await read(path)] as const),
  );
  return parseTaxonomy(new Map(files), await read(titles));
}
