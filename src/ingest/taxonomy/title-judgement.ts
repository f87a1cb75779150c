import { type FoundPhrases, phrasesIn } from "./phrase-search.ts";
import type { Phrase } from "./phrases.ts";
import type { ExcludeRule, RoleRules, Taxonomy } from "./taxonomy.ts";
import { OR, type TitleWords, titleWords } from "./title-words.ts";

type Places = readonly number[];

/** A rule of a role that fits a title. */
export interface Fitting {
  readonly role: RoleRules;
  /** As the role's file has it, with what the title also had to say. */
  readonly rule: string;
  readonly places: Places;
}

/** Words of the title that speak against a role, or against all. */
export interface TitleObjection {
  readonly kind: "never" | "exclude";
  readonly because: string;
  readonly places: Places;
}

/** Why a fitting rule does not count. */
export type Objection = TitleObjection | { readonly kind: "outranked"; readonly by: Fitting };

/** All that a taxonomy says of a title; every fitting rule is in one of the two lists, in the order of roles and rules. */
export interface TitleJudgement {
  readonly words: readonly string[];
  readonly parts: readonly Places[];
  /** What rules out every role. */
  readonly never: TitleObjection | undefined;
  readonly counting: readonly Fitting[];
  readonly objected: readonly { readonly fitting: Fitting; readonly objection: Objection }[];
}

/** Judges a title by all rules. Never throws, whatever the title; see `titleWords` for how much of it is read. */
export function judgeTitle(title: string, taxonomy: Taxonomy): TitleJudgement {
  const read = titleWords(title, taxonomy.marks);
  const found = phrasesIn(read, taxonomy.index, taxonomy.kinds);
  const fitting = taxonomy.roles.flatMap((role) => fittingRules(role, found));
  const never = objectionsToAll(taxonomy, found);
  const excluded = new Map(taxonomy.roles.map((role) => [role, excludedBy(role.exclude, found)]));
  const against = fitting.map(
    (each) => never.find(({ places }) => speaksAgainst(places, each.places, read)) ?? excluded.get(each.role),
  );
  const standing = fitting.filter((_, index) => against[index] === undefined);
  const counting: Fitting[] = [];
  const objected: { fitting: Fitting; objection: Objection }[] = [];
  for (const [index, each] of fitting.entries()) {
    const by = standing.find((other) => outranks(other, each));
    const objection = against[index] ?? (by === undefined ? undefined : { kind: "outranked" as const, by });
    if (objection === undefined) counting.push(each);
    else objected.push({ fitting: each, objection });
  }
  return { words: read.words, parts: read.parts, never: never[0], counting, objected };
}

/** Words that decided, in the order of the title. */
export function quoted(words: readonly string[], places: Places): string {
  return places.map((place) => words[place] ?? "").join(" ");
}

function fittingRules(role: RoleRules, found: FoundPhrases): Fitting[] {
  return role.include.flatMap(({ phrase, about, unless }) => {
    if (unless.some((other) => found.has(other))) return [];
    const all = found.get(phrase) ?? [];
    if (about === undefined) return all.map((places) => ({ role, rule: phrase.text, places }));
    return all.flatMap((places) =>
      about.flatMap((topic) => {
        const apart = found.get(topic)?.find((other) => !other.some((place) => places.includes(place)));
        if (apart === undefined) return [];
        const together = [...places, ...apart].sort((a, b) => a - b);
        return [{ role, rule: `${phrase.text} … ${topic.text}`, places: together }];
      }),
    );
  });
}

function objectionsToAll({ never }: Taxonomy, found: FoundPhrases): TitleObjection[] {
  return never.flatMap(({ because, phrases, except }) => {
    const excepted = except.flatMap((phrase) => found.get(phrase) ?? []);
    return phrases
      .flatMap((phrase) => found.get(phrase) ?? [])
      .filter((places) => !excepted.some((other) => isWithin(places, other)))
      .map((places) => ({ kind: "never" as const, because, places }));
  });
}

/**
 * The head of a title decides: "Manager, Data Science" and "Data Science Manager" are no Data Scientist's, "Data Scientist (Manager)"
 * is. What stands beside an "or" is another job: "Data Analyst / Teacher".
 */
function speaksAgainst(objecting: Places, deciding: Places, { words, parts }: TitleWords): boolean {
  const [first, last] = [objecting[0] ?? 0, objecting.at(-1) ?? 0];
  const [from, to] = [Math.min(...deciding), Math.max(...deciding)];
  const together = parts.some((part) => part.includes(first) && part.some((place) => deciding.includes(place)));
  if (last < from) return !(together && words[last + 1] === OR);
  return together && !words.slice(to + 1, first).includes(OR);
}

function excludedBy(rules: readonly ExcludeRule[], found: FoundPhrases): TitleObjection | undefined {
  for (const { because, phrases, unless } of rules) {
    const places = firstOf(phrases, found, () => true);
    if (places !== undefined && !unless.some((phrase) => found.has(phrase)))
      return { kind: "exclude", because, places };
  }
  return undefined;
}

function firstOf(
  phrases: readonly Phrase[],
  found: FoundPhrases,
  counts: (places: Places) => boolean,
): Places | undefined {
  for (const phrase of phrases) {
    const places = found.get(phrase)?.find(counts);
    if (places !== undefined) return places;
  }
  return undefined;
}

function outranks(one: Fitting, other: Fitting): boolean {
  return one.role.priority > other.role.priority && isWithin(other.places, one.places);
}

function isWithin(inner: Places, outer: Places): boolean {
  return inner.every((place) => outer.includes(place));
}
