import type { WeekChanges } from "../domain/change.ts";
import { isCategory } from "./categories.ts";

/** How many weeks the roles' window holds, and the level that says so; undefined where no role has one. */
export function rolesWindow({ levels }: WeekChanges): { readonly weeks: number; readonly index: number } | undefined {
  const index = levels.findIndex(({ slice, window }) => slice !== "total" && !isCategory(slice) && window === "4w");
  const weeks = levels[index]?.now.weeks.length;
  return weeks === undefined ? undefined : { weeks, index };
}
