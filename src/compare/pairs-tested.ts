import type { WindowLevel } from "../domain/change.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../domain/suppression.ts";

/** Of the roles that may be compared, so many are compared with each other unasked, the largest: fifteen pairs. */
const PAIR_ROLES = 6;

/**
 * The pairs that are tested in a week: those asked for, and every two of the largest roles whose samples are big enough to
 * compare. Chosen by size alone, before any difference is looked at. Each pair once, alphabetically.
 */
export function pairsToTest(
  sides: readonly { readonly role: string; readonly level: WindowLevel }[],
  asked: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  const largest = sides
    .filter(({ level }) => level.offers >= COMPARE_FROM && (level.employers ?? 0) >= COMPARE_EMPLOYERS)
    .sort((one, other) => other.level.offers - one.level.offers || (one.role < other.role ? -1 : 1))
    .slice(0, PAIR_ROLES)
    .map(({ role }) => role)
    .sort();
  const pairs = largest.flatMap((a, index) => largest.slice(index + 1).map((b) => [a, b] as const));
  const byName = new Map([...asked, ...pairs].map((pair) => [pair.join(" "), pair]));
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
}
