import { z } from "zod";
import { parseYaml } from "../../domain/yaml.ts";
import { marksIn, type Phrases, phraseKey, phrasesOf, wordsOf } from "./word-marks.ts";

/** The words for kinds of employment that scopes and snapshots use. */
export const EMPLOYMENTS = ["full-time", "part-time", "contract", "internship", "temporary", "permanent"] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** How fields and titles say the kind of employment: compiled from a locale pack's `employment.yaml`. */
export interface EmploymentRules {
  readonly fields: Phrases<Employment>;
  /** Null stands for phrases of another meaning. */
  readonly titles: Phrases<Employment | null>;
  /** Which kind a text is that names several, the first of them. */
  readonly order: readonly Employment[];
  readonly choice: ReadonlySet<string>;
}

/** The part of a field and of a title that is read. */
const READ_CHARACTERS = 500;

const list = z.array(z.string().min(1));
const kinds = z.partialRecord(z.enum(EMPLOYMENTS), list);
const fileSchema = z.strictObject({ kinds, choice: list, titles: kinds, otherInTitles: list });

/** `templates/<locale>/employment.yaml`; `path` is for the message only. A file that does not fit is refused (`template-invalid`). */
export function parseEmploymentRules(text: string, path: string): EmploymentRules {
  const file = parseYaml(fileSchema, text, path);
  const lists = (byKind: z.infer<typeof kinds>) => EMPLOYMENTS.map((kind) => [kind, byKind[kind] ?? []] as const);
  const written = new Set(Object.keys(file.kinds));
  return {
    fields: phrasesOf(lists(file.kinds)),
    titles: phrasesOf<Employment | null>([...lists(file.titles), [null, file.otherInTitles]]),
    order: [...written].flatMap((kind) => EMPLOYMENTS.filter((known) => known === kind)),
    choice: new Set(file.choice.map(phraseKey)),
  };
}

/**
 * The kind of employment that a field states in its first 500 characters: the first in the order of the rules of those it names,
 * null where it leaves a choice ("Full-time and Contractor"). Where the field names none, the title decides, if it says an
 * internship or a contract. "permanent" says nothing about hours; null where nothing is said.
 */
export function employmentOf(stated: string | null, title: string, rules: EmploymentRules): Employment | null {
  const words = wordsOf(stated ?? "", READ_CHARACTERS);
  const marks = marksIn(words, rules.fields);
  const named = new Set(marks.map(({ value }) => value));
  if (named.size === 0) {
    const inTitle = marksIn(wordsOf(title, READ_CHARACTERS), rules.titles).map(({ value }) => value);
    return rules.order.find((kind) => inTitle.includes(kind)) ?? null;
  }
  const between = words.slice(marks[0]?.at, marks.at(-1)?.at);
  if (named.size > 1 && between.some(({ text }) => rules.choice.has(text))) return null;
  return rules.order.find((kind) => named.has(kind)) ?? null;
}
