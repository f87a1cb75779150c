import type { Change } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { isCategory } from "./categories.ts";
import { factsFrom } from "./fact-maker.ts";
import type { NarrateRequest } from "./request.ts";

/**
 * What the letter says of the week as a whole: how many roles are tracked, how many differences were tested, and how many of
 * them passed.
 */
export function storyFacts({ now, changes }: NarrateRequest): Fact[] {
  const { content } = now;
  const roles = Object.values(content.roles).filter(({ openings }) => openings > 0).length;
  const tracked = factsFrom(now, content.week, content.currency)("total.roles.count", "count", roles, "roles");
  if (changes === undefined) return [tracked];
  const fact = factsFrom(changes, changes.content.week, content.currency);
  const tested = testedChanges(changes.content.changes);
  const count = (stat: string, found: readonly Change[]) =>
    fact(`total.tests.${stat}`, "count", found.length, "changes");
  return [tracked, count("tested", tested), count("passed", tested.filter(hasPassed))];
}

/** Changes of roles and of all together that samples and data allowed to test. */
export function testedChanges(changes: readonly Change[]): Change[] {
  return changes.filter(
    ({ slice, verdict }) => !isCategory(slice) && verdict !== "too-few" && verdict !== "not-comparable",
  );
}

/** Whether a change passed every test. */
export function hasPassed({ verdict }: Change): boolean {
  return verdict === "rose" || verdict === "fell";
}
