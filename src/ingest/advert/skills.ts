import { inertText } from "../../domain/text.ts";
import { vouched } from "./skill-lists.ts";
import { mentionsIn } from "./skill-mentions.ts";
import { fieldKey, type SkillRules } from "./skill-rules.ts";
import { tokensOf } from "./skill-words.ts";

/** So much of a text is read; the longest real advertisements have a tenth of it. */
const MAX_TEXT = 200_000;

/**
 * Canonical names of the skills that a text names, by code point, each once. Reads the first 200,000 characters, in time that
 * grows with them; addresses of the web and of mail name nothing. Empty for a text without any.
 */
export function skillsIn(text: string, rules: SkillRules): string[] {
  const tokens = tokensOf(text.slice(0, MAX_TEXT));
  const mentions = vouched(mentionsIn(tokens, rules), tokens, rules.joiners);
  return [...new Set(mentions.map(({ name }) => name))].sort(byCodePoint);
}

/** A field lists so many skills at most; more are no list of skills. */
const MAX_NAMES = 1000;
/** A longer name is no name of a skill; it is cut. */
const MAX_NAME = 80;

/**
 * Skills that a field lists, in canonical spelling, by code point, each once. Unknown ones stay as they are, made inert and
 * cut at 80 characters; of several that differ in case, spaces or hyphens only the first does. Addresses of the web and of
 * mail are left out, as is what comes after the first 1,000 skills.
 */
export function skillsNamed(names: readonly string[], rules: SkillRules): string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    if (found.size >= MAX_NAMES) break;
    // Cut twice: the first cut bounds the work, the second counts whole characters.
    const inert = [...inertText(name.slice(0, 4 * MAX_NAME))].slice(0, MAX_NAME).join("").trim();
    const tokens = tokensOf(inert);
    if (inert === "" || tokens.some(({ kind }) => kind === "address")) continue;
    const known = rules.names.get(fieldKey(inert)) ?? inert;
    const key = fieldKey(known);
    if (!found.has(key)) found.set(key, known);
  }
  return [...found.values()].sort(byCodePoint);
}

/** UTF-8 bytes are in the order of code points. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
