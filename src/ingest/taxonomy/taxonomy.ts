import { CATEGORY_PREFIX, RESERVED_SLUGS, slug } from "../../domain/role.ts";
import { parseYaml } from "../../domain/yaml.ts";
import { ReportError } from "../../errors.ts";
import { indexOf, type PhraseIndex, type WordKinds } from "./phrase-search.ts";
import { type Groups, type Phrase, phraseReader, treeOf } from "./phrases.ts";
import { type RoleMatchRules, roleFileSchema, type TitlesFile, titlesFileSchema } from "./title-rules.ts";
import { OR, spelt, type TitleMarks } from "./title-words.ts";

interface TextFile {
  readonly text: string;
  readonly path: string;
}

/** The roles of a locale pack, ready to classify titles. */
export interface Taxonomy {
  /** All that decides which roles a title has, as text: equal texts classify alike. Profiles are no part of it. */
  readonly source: string;
  /** In alphabetical order of slugs. */
  readonly roles: readonly RoleRules[];
  readonly never: readonly {
    readonly because: string;
    readonly phrases: readonly Phrase[];
    readonly except: readonly Phrase[];
  }[];
  readonly marks: TitleMarks;
  readonly kinds: WordKinds;
  /** Every phrase of the taxonomy. */
  readonly index: PhraseIndex;
}

export interface RoleRules {
  readonly slug: string;
  readonly title: string;
  readonly category: string;
  readonly priority: number;
  readonly include: readonly IncludeRule[];
  readonly exclude: readonly ExcludeRule[];
}

export interface IncludeRule {
  readonly phrase: Phrase;
  /** Undefined where the phrase says enough. */
  readonly about: readonly Phrase[] | undefined;
  /** The rule does not fit where the title says one of these, be it in words of the phrase. */
  readonly unless: readonly Phrase[];
}

export interface ExcludeRule {
  readonly because: string;
  readonly phrases: readonly Phrase[];
  readonly unless: readonly Phrase[];
}

/**
 * The files `templates/<locale>/roles/<slug>.yaml`, by slug, and `titles.yaml` of the same pack; paths are for messages only. A file
 * that does not fit, or whose name is not the slug of its title, is refused (`template-invalid`).
 */
export function parseTaxonomy(files: ReadonlyMap<string, TextFile>, titles: TextFile): Taxonomy {
  const general = parseYaml(titlesFileSchema, titles.text, titles.path);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const parsed = sorted.map(([name, { text, path }]) => {
    const file = parseYaml(roleFileSchema, text, path);
    refuseWrongName(name, file.title, path);
    return { slug: name, title: file.title, category: file.category, match: file.match, path };
  });
  const alternatives = wordSet(general.words.alternatives);
  const read = mended(titles.path, () => generalRules(general, alternatives));
  const roles = parsed.map(({ slug: name, title, category, match, path }) => {
    const rules = mended(path, () => roleRules(match, general.groups, alternatives));
    return { slug: name, title, category, priority: match.priority, ...rules };
  });
  return {
    ...read,
    roles,
    index: indexOf([
      ...roles.flatMap(({ include }) =>
        include.flatMap(({ phrase, about, unless }) => [phrase, ...(about ?? []), ...unless]),
      ),
      ...roles.flatMap(({ exclude }) => exclude.flatMap(({ phrases, unless }) => [...phrases, ...unless])),
      ...read.never.flatMap(({ phrases, except }) => [...phrases, ...except]),
    ]),
    source: JSON.stringify([general, parsed.map(({ title, match }) => [title, match])]),
  };
}

function refuseWrongName(name: string, title: string, path: string): void {
  const reserved = RESERVED_SLUGS.includes(name) || name.startsWith(CATEGORY_PREFIX);
  if (slug(title) === name && !reserved) return;
  const why = reserved
    ? `"${name}" means something else in fact ids`
    : `a role of the title "${title}" belongs into the file ${slug(title) || "of a Latin name"}.yaml`;
  throw new ReportError("template-invalid", `${path} cannot be used: ${why}.`, "Rename the file or the role.");
}

/** Phrases that cannot be read are a fault of their file. */
function mended<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const hint = "Mend the file; docs/mappings.md says how phrases are written.";
    throw new ReportError("template-invalid", `${path} cannot be used: ${why}.`, hint, { cause });
  }
}

function generalRules(
  { marks, words, groups, never }: TitlesFile,
  alternatives: ReadonlySet<string>,
): Pick<Taxonomy, "never" | "marks" | "kinds"> {
  const phrase = phraseReader(groups, alternatives);
  // A group for each kind, so that its phrases may name groups too.
  const kind = (texts: readonly string[]) =>
    texts.length === 0
      ? treeOf([])
      : (phraseReader({ ...groups, "": texts }, alternatives)("{}").pieces[0]?.tree ?? treeOf([]));
  for (const name of Object.keys(groups)) phrase(`{${name}}`);
  return {
    marks: {
      breaks: new Set(marks.breaks),
      dashes: new Set(marks.dashes),
      alternatives: new Set([...marks.alternatives, OR]),
      opening: new Set(marks.brackets.map(([open = ""]) => open)),
      closing: new Set(marks.brackets.map(([, close = ""]) => close)),
      breakWords: wordSet(words.breaks),
      alternativeWords: alternatives,
    },
    kinds: {
      silent: kind(words.silent),
      jobs: kind(words.jobs),
      topics: kind(words.topics),
      compounds: kind(words.compounds),
    },
    never: never.map((rule) => ({
      because: rule.because,
      phrases: rule.phrases.map(phrase),
      except: (rule.except ?? []).map(phrase),
    })),
  };
}

function roleRules(
  { groups, include, exclude }: RoleMatchRules,
  general: Groups,
  alternatives: ReadonlySet<string>,
): Pick<RoleRules, "include" | "exclude"> {
  const phrase = phraseReader({ ...general, ...groups }, alternatives);
  return {
    include: include.map((rule) =>
      typeof rule === "string"
        ? { phrase: phrase(rule), about: undefined, unless: [] }
        : { phrase: phrase(rule.phrase), about: rule.about?.map(phrase), unless: (rule.unless ?? []).map(phrase) },
    ),
    exclude: (exclude ?? []).map(({ because, phrases, unless }) => ({
      because,
      phrases: phrases.map(phrase),
      unless: (unless ?? []).map(phrase),
    })),
  };
}

function wordSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(spelt));
}
