import { z } from "zod";
import { WORKPLACES, type Workplace } from "../../domain/posting.ts";
import { parseYaml } from "../../domain/yaml.ts";
import { type MarkedWord, marksIn, type Phrases, phraseKey, phrasesOf, wordsOf } from "./word-marks.ts";

/** How ads say where the work is done: compiled from a locale pack's `workplaces.yaml`. Null stands for phrases that say nothing. */
export interface WorkplaceRules {
  readonly fields: Phrases<Workplace | null>;
  readonly titles: Phrases<Workplace | null>;
  /** Words between two kinds that leave a choice. */
  readonly choice: ReadonlySet<string>;
}

/** The part of a field, of a place and of a title that is read. */
const READ_CHARACTERS = 500;

/** More places than any job has. */
const READ_PLACES = 100;

/** A title's brackets part it; a field's do not: "Hybrid (remote on Fridays)". */
const TITLE_SEPARATORS = /[^\s\p{Pd}_.'’]|\s\p{Pd}|\p{Pd}\s/u;
const FIELD_SEPARATORS = /[^\s\p{Pd}_.'’()]|\s\p{Pd}|\p{Pd}\s/u;

const list = z.array(z.string().min(1));
const byWorkplace = z.strictObject({ remote: list, hybrid: list, onsite: list });
const fileSchema = z.strictObject({
  words: byWorkplace,
  notInTitles: byWorkplace,
  nothing: list,
  otherInTitles: list,
  choice: list,
});

/** `templates/<locale>/workplaces.yaml`; `path` is for the message only. A file that does not fit is refused (`template-invalid`). */
export function parseWorkplaceRules(text: string, path: string): WorkplaceRules {
  const file = parseYaml(fileSchema, text, path);
  const words = WORKPLACES.map((kind) => [kind, file.words[kind]] as const);
  const more = WORKPLACES.map((kind) => [kind, file.notInTitles[kind]] as const);
  const nothing = [null, file.nothing] as const;
  return {
    fields: phrasesOf<Workplace | null>([...words, ...more, nothing]),
    titles: phrasesOf<Workplace | null>([...words, nothing, [null, file.otherInTitles]]),
    choice: new Set(file.choice.map(phraseKey)),
  };
}

/**
 * From a field of its own, else from places as written, else from the title; null where none says it, and where the first that
 * names any leaves a choice between two. Read are the first 500 characters of each and the first 100 places. In a title a word
 * counts only at an end of what commas, dashes and brackets part: "Data Engineer (Remote)", not "Senior Hybrid Cloud Engineer".
 */
export function workplaceOf(
  ad: { readonly stated: string | null; readonly places: readonly string[]; readonly title: string },
  rules: WorkplaceRules,
): Workplace | null {
  const inField = (text: string) => kindsIn(pieces(text, rules, FIELD_SEPARATORS), rules.fields, false);
  const sources = [
    () => inField(ad.stated ?? ""),
    () => new Set(ad.places.slice(0, READ_PLACES).flatMap((place) => [...inField(place)])),
    () => kindsIn(pieces(ad.title, rules, TITLE_SEPARATORS), rules.titles, true),
  ];
  for (const source of sources) {
    const kinds = source();
    const [only] = kinds;
    if (only !== undefined) return kinds.size === 1 ? only : null;
  }
  return null;
}

function kindsIn(
  parts: readonly (readonly MarkedWord[])[],
  phrases: Phrases<Workplace | null>,
  onlyAtEnds: boolean,
): ReadonlySet<Workplace> {
  const kinds = new Set<Workplace>();
  for (const words of parts) {
    const named = marksIn(words, phrases).flatMap(({ at, length, value }) =>
      value === null || (onlyAtEnds && at > 0 && at + length < words.length) ? [] : [value],
    );
    if (named.includes("hybrid")) kinds.add("hybrid");
    else for (const kind of named) kinds.add(kind);
  }
  return kinds;
}

/** The words between separators and words of choice. A hyphen inside "on-site" parts nothing. */
function pieces(text: string, rules: WorkplaceRules, separators: RegExp): MarkedWord[][] {
  const found: MarkedWord[][] = [];
  for (const word of wordsOf(text, READ_CHARACTERS)) {
    const last = found.at(-1);
    if (last === undefined || separators.test(word.gap) || rules.choice.has(word.text)) found.push([word]);
    else last.push(word);
  }
  return found;
}
