import { z } from "zod";
import { roleProfileSchema } from "../../domain/role-profile.ts";

/** Words with a space between them: plain ones, `{group}` for any phrase of a list, and `?` behind one that may be missing. */
const phrase = z.string().min(1).max(200);
const phrases = z.array(phrase).min(1).max(2000);
const groups = z.record(z.string().regex(/^[\p{L}\p{N}_-]+$/u, "a group's name is one word"), phrases);

const includeRule = z.union([
  phrase,
  /** The phrase counts where the title also says one of `about`, in other words than those of the phrase, and none of `unless`. */
  z.strictObject({ phrase, about: phrases.optional(), unless: phrases.optional() }),
]);

/** Titles with one of the phrases are not of the role, but for those that also say one of `unless`. */
const excludeRule = z.strictObject({ because: z.string().min(1), phrases, unless: phrases.optional() });

const matchSchema = z.strictObject({
  /**
   * Where all words that one role is found by are among those of another, the role with the higher priority has them; with equal
   * priorities a title is of both.
   */
  priority: z.int().min(0).max(100),
  /** Lists of the role's own; they come before those of `titles.yaml`. */
  groups: groups.optional(),
  include: z.array(includeRule).min(1).max(500),
  exclude: z.array(excludeRule).optional(),
});
export type RoleMatchRules = z.infer<typeof matchSchema>;

/** `templates/<locale>/roles/<slug>.yaml`. */
export const roleFileSchema = z.strictObject({
  title: z.string().min(1),
  /** The kind of work, as pages sort roles by it. */
  category: z.string().min(1),
  match: matchSchema,
  profile: roleProfileSchema.optional(),
});

/** Characters, each for itself. */
const marks = z.string();

/** `templates/<locale>/titles.yaml`: how titles of the language are read, whatever the role. */
export const titlesFileSchema = z.strictObject({
  marks: z.strictObject({
    /** What ends a part of a title; phrases never reach over it. */
    breaks: marks,
    /** They end a part where a space stands beside them; between letters they are a space. */
    dashes: marks,
    /** What stands between alternatives: "/" in "AI/ML Engineer". */
    alternatives: marks,
    /** Pairs: what stands between them is a part of its own, and the words around it stand together. */
    brackets: z.array(z.string().regex(/^..$/u, "a pair of brackets is two characters")),
  }),
  words: z.strictObject({
    /** Like the marks, as whole words. */
    breaks: z.array(phrase),
    alternatives: z.array(phrase),
    /** They may stand between the words of any phrase: seniority, levels. */
    silent: z.array(phrase),
    /** Words for a job. A part of them alone belongs to the part beside it: "Engineer, Data Platform". */
    jobs: z.array(phrase),
    /** More than one word that may stand between alternatives, like "machine learning" in "Data / Machine Learning Engineer". */
    topics: z.array(phrase),
    /** Words that mean something else together than alone: in "AI Developer Tools" nobody is a developer. */
    compounds: z.array(phrase),
  }),
  groups,
  /** Titles with one of the phrases are of no role; words that `except` takes for something else do not count. */
  never: z.array(z.strictObject({ because: z.string().min(1), phrases, except: phrases.optional() })),
});
export type TitlesFile = z.infer<typeof titlesFileSchema>;
