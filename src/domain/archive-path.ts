import type { Week } from "./week.ts";

/*
 * Where things lie in the archive. Addresses never change, and every link names its file, so that a copy works without a
 * server.
 */

export const ROLES_PATH = "roles";
export const COMPARISONS_PATH = "compare";
export const MANIFEST_PATH = "manifest.json";
export const FEED_PATH = "feed.xml";
export const SITEMAP_PATH = "sitemap.xml";

const BETWEEN = "-vs-";

/** Two roles are the normal case of a comparison; a table of more than three is a list of roles. */
export const MOST_COMPARED = 3;

export function editionFile(week: Week): string {
  return `${week}/index.html`;
}

export function rolePath(slug: string): string {
  return `${ROLES_PATH}/${slug}`;
}

/**
 * The one place of a comparison, whatever the order its roles are asked for, and of no other: a role whose slug holds the word
 * between two roles has a second hyphen after it.
 */
export function comparisonPath(roles: readonly string[]): string {
  const names = [...roles].sort().map((role) => role.replace(/-vs(?=-|$)/g, "-vs-"));
  return `${COMPARISONS_PATH}/${names.join(BETWEEN)}`;
}

/** The roles of a comparison from the name of its folder; undefined for a name that `comparisonPath` gives to none. */
export function rolesCompared(name: string): string[] | undefined {
  const roles = name.split(/-vs-(?=[^-])/).map((role) => role.replace(/-vs-(?=-|$)/g, "-vs"));
  const fits =
    roles.length > 1 && roles.length <= MOST_COMPARED && comparisonPath(roles) === `${COMPARISONS_PATH}/${name}`;
  return fits ? roles : undefined;
}

/** The page file of a folder of the archive, the root's with an empty path. */
export function pageFile(path: string): string {
  return path === "" ? "index.html" : `${path}/index.html`;
}

/** The address of a page on the site, with its final slash; `siteUrl` ends in one. */
export function pageUrl(siteUrl: string, path: string): string {
  return path === "" ? siteUrl : `${siteUrl}${path}/`;
}
