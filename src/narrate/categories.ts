import type { Change, ChangeMetric } from "../domain/change.ts";
import { CATEGORY_PREFIX } from "../domain/role.ts";
import type { Words } from "../domain/words.ts";
import type { NarrateRequest } from "./request.ts";

/** Whether a slice is a category of roles: `category-engineering`. */
export function isCategory(slice: string): boolean {
  return slice.startsWith(CATEGORY_PREFIX);
}

/** A category's name as readers know it; one that the pack does not name goes by its slug in words. */
export function categoryName(slice: string, words: Words): string {
  const slug = slice.slice(CATEGORY_PREFIX.length);
  const key = `category.${slug}`;
  if (Object.hasOwn(words.pack.messages, key)) return words.say(key);
  const name = slug.replaceAll("-", " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What was found of the category that a role too thin to compare belongs to; undefined where that says nothing either. */
export function categoryChange(
  role: string,
  metric: ChangeMetric,
  { changes, categories }: Pick<NarrateRequest, "changes" | "categories">,
): Change | undefined {
  const category = Object.hasOwn(categories, role) ? categories[role] : undefined;
  if (category === undefined) return undefined;
  const found = changes?.content.changes.find(
    (change) => change.slice === `${CATEGORY_PREFIX}${category}` && change.metric === metric,
  );
  return found?.verdict === "too-few" || found?.verdict === "not-comparable" ? undefined : found;
}

/**
 * What was found of all roles together, this week against the last, for a role too thin to compare whose category says nothing either, as
 * that of a role the taxonomy does not know; undefined where that says nothing.
 */
export function totalChange(metric: ChangeMetric, { changes }: Pick<NarrateRequest, "changes">): Change | undefined {
  const found = changes?.content.changes.find((change) => change.slice === "total" && change.metric === metric);
  return found?.verdict === "too-few" || found?.verdict === "not-comparable" ? undefined : found;
}
