import { z } from "zod";
import { factSchema } from "../domain/fact.ts";
import { weekSchema } from "../domain/week.ts";

/** A fact as an editor looks for it: as it is printed, whose it is, and what to paste into `letter.md`. */
export const foundFactSchema = factSchema.extend({
  printed: z.string(),
  /** The role's title, or the name of all roles. */
  title: z.string(),
  /** `{{n "…"}}`. */
  paste: z.string(),
});
export type FoundFact = z.infer<typeof foundFactSchema>;

/** A number that is too thin to be shown, and so is no fact. */
export const unshownFactSchema = z.strictObject({ id: z.string(), title: z.string(), why: z.string() });
export type UnshownFact = z.infer<typeof unshownFactSchema>;

/** What `trends facts --json` answers. */
export const factsAnswerSchema = z.strictObject({
  week: weekSchema,
  /** What was looked for; empty for all facts. */
  search: z.string(),
  /** The most relevant first, then by id. */
  facts: z.array(foundFactSchema),
  /** What was looked for and may not be shown; empty without a search. */
  suppressed: z.array(unshownFactSchema),
});
export type FactsAnswer = z.infer<typeof factsAnswerSchema>;

/** Other words for a part of an id, which people look for. */
const WORDS: Readonly<Record<string, string>> = {
  pay: "salary salaries wage money",
  openings: "ads postings jobs demand",
  offers: "jobs demand",
  "offer-employers": "employers companies",
  "pay-employers": "employers companies pay",
  employers: "companies",
  remote: "home workplace",
  disclosed: "state pay transparency",
  "new-pay": "new offers pay",
  repriced: "pay of open ads",
  growth: "change rise fall percent",
  difference: "change rise fall points",
  noticeable: "change detectable",
  share: "percent",
  count: "number",
  p25: "lower quarter quartile",
  p75: "upper quarter quartile",
  before: "earlier previous",
};

/** Points for a word that is found: as the printed value, as a word of the id or the title, as another word for it, or within one. */
const POINTS = { value: 8, own: 4, other: 3, beginning: 2, within: 1 } as const;

/**
 * The facts that hold every word of the search in their id, their title, words for their metric, or their printed value; the
 * most relevant first, equals by id. A search without words finds all.
 */
export function foundFacts<T extends { readonly id: string; readonly title: string; readonly printed?: string }>(
  facts: readonly T[],
  search: string,
): T[] {
  const words = search
    .toLowerCase()
    .split(/[\s"{}]+/)
    .filter((word) => word !== "");
  return facts
    .map((fact) => ({ fact, score: relevance(fact, words) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || (a.fact.id < b.fact.id ? -1 : 1))
    .map(({ fact }) => fact);
}

/**
 * Undefined where a word is found nowhere. Of facts that hold the words alike, the likeliest: of the role whose whole title was
 * looked for, a median before other levels of pay, now before earlier, and the level itself before a part of it.
 */
function relevance(
  { id, title, printed = "" }: { id: string; title: string; printed?: string },
  words: readonly string[],
): number | undefined {
  if (words.length === 0) return 0;
  const parts = id.split(/[.@]/);
  const own = new Set([id, ...parts, ...parts.flatMap((part) => part.split("-")), ...title.toLowerCase().split(/\s+/)]);
  const other = new Set(parts.flatMap((part) => (WORDS[part] ?? "").split(" ")));
  const value = printed.toLowerCase();
  const points = words.map((word) => {
    if (word === value || word === value.replace(/[^\p{L}\p{N}.,%]/gu, "")) return POINTS.value;
    if (own.has(word)) return POINTS.own;
    if (other.has(word)) return POINTS.other;
    const all = [...own, ...other].filter((each) => each !== "");
    if (all.some((each) => each.startsWith(word))) return POINTS.beginning;
    return all.some((each) => each.includes(word)) || value.includes(word) ? POINTS.within : 0;
  });
  if (points.includes(0)) return undefined;
  const whole = title
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word))
    ? 2
    : 0;
  const likely = (parts.includes("median") ? 0.5 : 0) - (id.endsWith("-before") ? 0.25 : 0) - parts.length / 100;
  return points.reduce<number>((sum, each) => sum + each, 0) + whole + likely;
}
