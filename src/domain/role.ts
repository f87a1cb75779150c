/** A name as it may stand in a URL and in a fact id: lower-case ASCII letters, digits and single hyphens. May be empty. */
export function slug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** Words that fact ids begin with for something else than a role. */
export const RESERVED_SLUGS = ["total", "pair", "guard", "roles", "backdrop"];

/** Slices whose names begin so are categories of roles, so that no role may. */
export const CATEGORY_PREFIX = "category-";

/** Two roles in the one order used in ids and URLs: alphabetical, so that a pair has one name. */
export function pairOf(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}
