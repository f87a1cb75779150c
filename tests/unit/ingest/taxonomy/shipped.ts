import { rolesOfTitle } from "../../../../src/ingest/taxonomy/roles-of-title.ts";
import { readTaxonomy } from "../../../../src/taxonomy-files.ts";

export const shipped = await readTaxonomy({ root: "/nowhere", locale: "en-US" });

/** Slugs of a title's roles by the shipped rules. */
export function slugsOf(title: string): string[] {
  return rolesOfTitle(title, shipped).map(({ slug }) => slug);
}
