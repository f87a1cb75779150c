import { countedAlike } from "../domain/snapshot.ts";
import { LEVEL_FROM } from "../domain/suppression.ts";
import type { NarrateRequest } from "./request.ts";

/** More would be a list of what the feed lacks. */
const MOST = 5;

/**
 * Titles of roles that the stored week before had postings enough of to show, and that this week has none of: the largest first,
 * ties alphabetically. Empty where the two were not counted alike.
 */
export function goneRoles({ now, history, week }: Pick<NarrateRequest, "now" | "history" | "week">): string[] {
  const before = history.filter(({ content }) => content.week < week).at(-1)?.content;
  if (before === undefined || !countedAlike(before, now.content)) return [];
  return Object.entries(before.roles)
    .filter(([slug, { openings }]) => openings >= LEVEL_FROM && (now.content.roles[slug]?.openings ?? 0) === 0)
    .sort(([a, one], [b, other]) => other.openings - one.openings || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([, { title }]) => title);
}
