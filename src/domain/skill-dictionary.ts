import { z } from "zod";
import { madeOnce } from "./made-once.ts";
import { parseYaml, parseYamlEntry } from "./yaml.ts";

const text = z.string().min(1).max(100);
const phrases = z.array(text).default([]);

/** What makes a word of a text the skill that it may be; templates/<locale>/skills.yaml says how rules are read. */
const skillRuleSchema = z.strictObject({
  exact: z.boolean().default(false),
  notAfter: phrases,
  notBefore: phrases,
  inside: z.boolean().default(false),
  after: phrases,
  before: phrases,
  /** Kinds of skills, or "any". */
  beside: phrases,
});
export type SkillRule = z.infer<typeof skillRuleSchema>;

const skillSchema = z.strictObject({
  name: text,
  kind: text,
  also: phrases,
  apart: phrases,
  only: z.record(text, text).default({}),
  fields: phrases,
});

/** `templates/<locale>/skills.yaml`. */
const dictionarySchema = z
  .strictObject({
    joiners: phrases,
    rules: z.record(text, skillRuleSchema).default({}),
    skills: z.array(skillSchema),
  })
  .superRefine(({ rules, skills }, context) => {
    const fault = contradiction(rules, skills);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault, path: ["skills"] });
  });

const namesSchema = z.looseObject({ skills: z.array(skillSchema) });

/** One way to write a skill. */
export interface SkillSpelling {
  readonly text: string;
  readonly name: string;
  readonly kind: string;
  /** What readers see of it. */
  readonly shown: string;
  /** `field`: means the skill in a field of its own only. A rule: counts in a text where the rule lets it. */
  readonly counts: "always" | "field" | SkillRule;
}

/** The skills that a language's readers know, and how they are written. */
export interface SkillDictionary {
  /** Words that stand between two items of a list. */
  readonly joiners: readonly string[];
  readonly spellings: readonly SkillSpelling[];
}

/** Parses a pack's dictionary of skills; one that contradicts itself is refused. `path` is for the message only. */
export function parseSkillDictionary(source: string, path: string): SkillDictionary {
  const { joiners, rules, skills } = parseYaml(dictionarySchema, source, path);
  const known = new Map(Object.entries(rules));
  const spellings = skills.flatMap((skill) =>
    writtenAs(skill).map(([text, rule]) => ({
      text,
      name: skill.name,
      kind: skill.kind,
      shown: shownAs(text, skill),
      counts: rule === undefined ? ("always" as const) : (known.get(rule) ?? ("field" as const)),
    })),
  );
  return { joiners, spellings };
}

const NAMES = madeOnce<Readonly<Record<string, string>>>();

/** Spellings for readers, by each spelling in lower case. Rules are left unread: they say nothing of how a skill is shown. */
export function skillNamesIn(source: string, path: string): Readonly<Record<string, string>> {
  return NAMES(source, () => {
    const { skills } = parseYamlEntry(namesSchema, "skills", source, path);
    return Object.fromEntries(
      skills.flatMap((skill) => writtenAs(skill).map(([text]) => [text.toLowerCase(), shownAs(text, skill)])),
    );
  });
}

function shownAs(text: string, { name, apart }: Skill): string {
  return apart.includes(text) ? text : name;
}

type Skill = z.infer<typeof skillSchema>;

/** No rule has this name: a spelling of `fields` has none. */
const IN_FIELDS = "";

/** Each spelling of a skill with the name of its rule, if it has one. "LLM(s)" is two spellings. */
function writtenAs({ name, also, apart, only, fields }: Skill): (readonly [string, string | undefined])[] {
  const ruled = new Set([...Object.keys(only), ...fields].map((each) => each.toLowerCase()));
  const always = [name, ...also, ...apart].filter((each) => !ruled.has(each.toLowerCase()));
  return [
    ...always.flatMap((each) => withAndWithout(each).map((one) => [one, undefined] as const)),
    ...Object.entries(only),
    ...fields.map((each) => [each, IN_FIELDS] as const),
  ];
}

/** "database(s)" is "database" and "databases"; brackets elsewhere are part of the spelling. */
function withAndWithout(spelling: string): readonly string[] {
  const [, stem, ending] = /^(.*\S)\((\p{L}+)\)$/u.exec(spelling) ?? [];
  return stem === undefined ? [spelling] : [stem, `${stem}${ending}`];
}

function contradiction(rules: Readonly<Record<string, SkillRule>>, skills: readonly Skill[]): string | undefined {
  const known = new Set(Object.keys(rules));
  const kinds = new Set(["any", ...skills.map(({ kind }) => kind)]);
  for (const [name, { beside }] of Object.entries(rules))
    for (const kind of beside)
      if (!kinds.has(kind)) return `the rule "${name}" wants a skill of the unknown kind "${kind}"`;
  const owners = new Map<string, string>();
  for (const skill of skills)
    for (const [spelling, rule] of writtenAs(skill)) {
      if (rule !== undefined && rule !== IN_FIELDS && !known.has(rule))
        return `"${spelling}" names the unknown rule "${rule}"`;
      const owner = owners.get(spelling.toLowerCase()) ?? skill.name;
      if (owner !== skill.name) return `"${spelling}" is written for both ${owner} and ${skill.name}`;
      owners.set(spelling.toLowerCase(), skill.name);
    }
  return undefined;
}
