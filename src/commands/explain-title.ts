import { inertText } from "../domain/text.ts";
import type { ExplainedTitle } from "../ingest/taxonomy/explained-title.ts";

/** What the rules said of a title, as lines: its roles first, then what nearly made it another. Each thing is said once. */
export function titleLines(title: string, explained: ExplainedTitle): string[] {
  const { parts, roles, decided, excluded, near } = explained;
  return [
    `title: ${inertText(title.slice(0, 500))}`,
    `read as: ${parts.join(" | ") || "no word"}`,
    `roles: ${roles.map(({ title: role, slug }) => `${role} (${slug})`).join(", ") || `none: ${whyNone(explained)}`}`,
    ...once(decided.map(({ role, words, rule }) => `${role}: "${words}" by the rule "${rule}"`)),
    ...(excluded.length === 0 ? [] : ["", "Rules that fit and do not count:"]),
    ...once(excluded.map(({ role, words, rule, why }) => `${role}: "${words}" by the rule "${rule}"; but ${why}`)),
    ...(near.length === 0 ? [] : ["", "Rules that nearly fit:"]),
    ...near.map(({ role, words, rule, why }) => `${role}: "${words}" for the rule "${rule}"; but ${why}`),
  ];
}

/** A title may repeat its words. */
function once(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

/** Why a title has no role, in one sentence; null where it has one. */
export function whyNone({ parts, roles, never, excluded }: ExplainedTitle): string | null {
  if (roles.length > 0) return null;
  const [first] = excluded;
  if (first !== undefined) return `"${first.words}" would be ${first.role}, but ${first.why}.`;
  if (never !== null) return `${never}.`;
  return parts.length === 0 ? "there is no word in it." : "no rule of any role fits its words.";
}
