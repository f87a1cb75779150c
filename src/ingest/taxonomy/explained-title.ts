import { lengthsAt, type Phrase } from "./phrases.ts";
import { type RoleMatch, rolesOfTitle } from "./roles-of-title.ts";
import type { RoleRules, Taxonomy } from "./taxonomy.ts";
import { type Fitting, judgeTitle, type Objection, quoted, type TitleJudgement } from "./title-judgement.ts";

/** What a rule saw in a title: its words, as they were read, and the rule as the role's file has it. */
export interface SeenByRule {
  readonly slug: string;
  readonly role: string;
  readonly words: string;
  readonly rule: string;
}

/** How a title was read and what every rule had to say of it. */
export interface ExplainedTitle {
  /** The parts that the title was read in; phrases do not reach from one into another. */
  readonly parts: readonly string[];
  readonly roles: readonly RoleMatch[];
  /** All rules that decided; a role may have several. */
  readonly decided: readonly SeenByRule[];
  /** What in the title speaks against every role; null where nothing does. */
  readonly never: string | null;
  /** Rules that fit and do not count. */
  readonly excluded: readonly (SeenByRule & { readonly why: string })[];
  /** Roles of which the title has some words and not all; those that fit are not among them. */
  readonly near: readonly (SeenByRule & { readonly why: string })[];
}

/** More words than these between the words of a phrase, and it is not nearly there. */
const BETWEEN = 3;

/** So many topics tell what a rule is about. */
const NAMED = 5;

/** Why a title has the roles that `rolesOfTitle` gives it. Roles and rules in the order of slugs and files. */
export function explainTitle(title: string, taxonomy: Taxonomy): ExplainedTitle {
  const judgement = judgeTitle(title, taxonomy);
  const { words, parts, counting, objected } = judgement;
  const seen = ({ role, rule, places }: Fitting) => ({
    slug: role.slug,
    role: role.title,
    words: quoted(words, places),
    rule,
  });
  const fitting = new Set([...counting, ...objected.map((each) => each.fitting)].map(({ role }) => role));
  return {
    parts: parts.map((places) => quoted(words, places)),
    roles: rolesOfTitle(title, taxonomy),
    decided: counting.map(seen),
    never: judgement.never === undefined ? null : inWords(judgement.never, judgement),
    excluded: objected.map(({ fitting: each, objection }) => ({ ...seen(each), why: inWords(objection, judgement) })),
    near: taxonomy.roles.filter((role) => !fitting.has(role)).flatMap((role) => nearestRule(role, judgement)),
  };
}

function inWords(objection: Objection, { words }: TitleJudgement): string {
  if (objection.kind === "outranked") {
    const { role, rule, places } = objection.by;
    return `its words are part of "${quoted(words, places)}", which is ${role.title} by the rule "${rule}", and that has the higher priority (${role.priority})`;
  }
  const { because, places } = objection;
  return `"${quoted(words, places)}": ${objection.kind === "never" ? "such a title" : "it"} ${because}`;
}

/** The rule of a role that fits a title but for the fewest words; none where no rule is near. */
function nearestRule(role: RoleRules, { words, parts }: TitleJudgement): ExplainedTitle["near"] {
  const near = role.include.flatMap(({ phrase, about }) => {
    const [first] = parts.flatMap((part) =>
      spanOf(
        phrase,
        part.map((place) => words[place] ?? ""),
      ),
    );
    if (first === undefined || (first.between.length === 0 && about === undefined)) return [];
    // A job alone is in nearly every title.
    if (about !== undefined && phrase.pieces.length === 1) return [];
    const why =
      first.between.length > 0
        ? `"${first.between.join(" ")}" stands between its words`
        : `it also needs ${listed(about ?? [])}`;
    const seen = { slug: role.slug, role: role.title, words: first.words.join(" "), rule: phrase.text, why };
    return [{ seen, lacks: first.between.length + (about === undefined ? 0 : 1) }];
  });
  const nearest = near.sort((a, b) => a.lacks - b.lacks)[0];
  return nearest === undefined ? [] : [nearest.seen];
}

function listed(about: readonly Phrase[]): string {
  const named = about.slice(0, NAMED).map(({ text }) => `"${text}"`);
  return `one of ${named.join(", ")}${about.length > NAMED ? " and others" : ""}`;
}

/** Where words begin and end as a phrase does, with no more than a few others between. */
function spanOf({ pieces }: Phrase, words: readonly string[]): { words: string[]; between: string[] }[] {
  const needed = pieces.filter(({ optional }) => !optional);
  const [first, ...others] = needed;
  const last = others.at(-1);
  if (first === undefined) return [];
  return words.flatMap((_, from) => {
    const [length] = lengthsAt(first.tree, words, from);
    if (length === undefined) return [];
    if (last === undefined) return [{ words: words.slice(from, from + length), between: [] }];
    for (let to = from + length; to <= from + length + BETWEEN + needed.length - 2; to++) {
      const [ending] = lengthsAt(last.tree, words, to);
      if (ending !== undefined)
        return [{ words: words.slice(from, to + ending), between: words.slice(from + length, to) }];
    }
    return [];
  });
}
