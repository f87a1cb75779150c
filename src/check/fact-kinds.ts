import type { Fact } from "../domain/fact.ts";

/** Stats of a level, in whatever window. */
const LEVELS = new Set(["count", "share", "median", "mean", "p25", "p75"]);
/** Stats whose sign says which way something moved, or which of two is ahead. */
const SIGNED = new Set([
  "growth",
  "difference",
  "difference-low",
  "difference-high",
  "mix-pay",
  "mix-jobs",
  "wins-of-100",
]);

/** Ends the stat of a level of a year before: only the wider market is told so far back. */
const YEAR_EARLIER = /-year-earlier$/;

/** Slices that are no role. */
const NO_ROLES = new Set(["total", "roles", "guard"]);

export function isLevel({ stat }: Fact): boolean {
  return LEVELS.has(stat.replace(YEAR_EARLIER, ""));
}

/** Whether the sign of a fact is a direction; sizes such as floors have none. */
export function isSigned({ stat }: Fact): boolean {
  return SIGNED.has(stat);
}

/** The two roles of a pair's fact; undefined for a fact of one slice. */
export function pairOf({ slice }: Fact): { readonly a: string; readonly b: string } | undefined {
  const [kind, a, b] = slice.split(".");
  return kind === "pair" && a !== undefined && b !== undefined ? { a, b } : undefined;
}

/** What a fact measures, whatever its slice and window: `pay.midpoint.median`. */
export function measureOf({ metric, basis, stat }: Fact): string {
  return [metric, basis, stat.replace(YEAR_EARLIER, "")].filter((part) => part !== null).join(".");
}

/** Whether a fact is of the window, or the week, before the one that the edition tells. */
export function isEarlier({ window, stat }: Fact): boolean {
  if (YEAR_EARLIER.test(stat)) return true;
  return window !== null && (window.endsWith("-before") || /^\d{4}-W\d{2}$/.test(window));
}

/** Whether a fact is of the wider market, which others count. */
export function isBackdrop({ slice }: Pick<Fact, "slice">): boolean {
  return slice === "backdrop";
}

/** Facts of the data itself (why weeks cannot be compared, how long a window is) are of no role. */
export function isOfRole(fact: Pick<Fact, "slice">): boolean {
  const { slice } = fact;
  return !NO_ROLES.has(slice) && !isBackdrop(fact) && !slice.startsWith("category-");
}
