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

/** The one place of a comparison, whatever the order its roles are asked for. */
export function comparisonPath(roles: readonly string[]): string {
  return `${COMPARISONS_PATH}/${[...roles].sort().join(BETWEEN)}`;
}

/** The page file of a folder of the archive, the root's with an empty path. */
export function pageFile(path: string): string {
  return path === "" ? "index.html" : `${path}/index.html`;
}

/** The address of a page on the site, with its final slash; `siteUrl` ends in one. */
export function pageUrl(siteUrl: string, path: string): string {
  return path === "" ? siteUrl : `${siteUrl}${path}/`;
}
