import { z } from "zod";
import { currencySchema, PAY_PERIODS } from "./money.ts";
import { parseYaml } from "./yaml.ts";

/** Words in a row, in any case. `*` stands for more letters of a word ("höchste*"), `…` for up to six words ("legte … zu"). */
const phrase = z.string().trim().min(1);
const phrases = z.array(phrase);
/** What the phrase is worth, by phrase. */
const valued = z.record(phrase, z.number());

/** Up or down: words that only say which way, and those that claim a verdict of their own. */
const direction = z.strictObject({
  /** Say the way and no more: "up", "higher", "fewer". */
  way: phrases,
  /** Need the verdict Rose or Fell. */
  moved: phrases,
  /** Need Edged up or Edged down. */
  edged: phrases,
  /** Need Rose or Fell, and three floors. */
  leapt: phrases,
});

/** The span of time that a phrase speaks of; `month` and `year` are of no fact. */
export const PERIODS = ["week", "week-before", "four-weeks", "four-weeks-before", "month", "year"] as const;

/**
 * `templates/<locale>/check.yaml`: what the fact check must understand of a language. No word of it is ever printed. Every list
 * may be empty: then that rule finds nothing.
 */
export const checkWordsSchema = z.strictObject({
  /** Numbers in words: two to twelve at least, tens, and what larger ones are made of. */
  numbers: valued,
  /** Parts of a whole in words: "a third" is 0.3333. */
  fractions: valued,
  /** How many times: "doubled" is 2, "halved" is 0.5. */
  multiples: valued,
  /** Places in an order, from the second on; they are figures only before one of `ranked`, or after one of `rankedAs`. */
  ordinals: valued,
  ranked: phrases,
  rankedAs: phrases,
  /** Words whose point ends no sentence: "No", "approx"; read only before a number. */
  abbreviations: phrases.default([]),
  /** Phrases whose number words, ordinals or superlatives state nothing: "at first", "one another", "most likely". */
  idioms: phrases,
  /** Make a rise of a fall: "not", "neither". They count within a clause. */
  negations: phrases,
  directions: z.strictObject({ up: direction, down: direction }),
  /** Phrases that hold a word of direction and tell none: "set up", "or more". */
  undirected: phrases,
  /** Need the verdict Little changed. */
  steady: phrases,
  /** Say that nothing moved, or that a test found nothing: "did not change", "did not pass". No change that Rose or Fell bears them. */
  denials: phrases.default([]),
  /** Say that the distance of two roles moved, which nothing tests: "the gap widened". */
  gaps: phrases.default([]),
  /** Say that something moved, and not which way. */
  moves: phrases.default([]),
  /** How many roles something is said of: none, one alone, or each of them. */
  quantifiers: z.strictObject({ none: phrases, one: phrases, all: phrases }).default({ none: [], one: [], all: [] }),
  /** Make of all roles one thing, of which each need not be true: "together". */
  together: phrases.default([]),
  superlatives: z.strictObject({
    /** Nothing else is higher. */
    top: phrases,
    /** Nothing else is lower. */
    bottom: phrases,
    /** Nothing was before: needs a record. */
    record: phrases,
    /** Nothing was ever: needs all of the history, which no fact holds. */
    ever: phrases,
    /** How far back: needs a record, or the run of weeks of a change. */
    since: phrases,
  }),
  /** What a sentence speaks of, so that a direction or a superlative without a number finds its fact. */
  metrics: z.strictObject({
    pay: phrases,
    offers: phrases,
    openings: phrases,
    employers: phrases,
    remote: phrases,
    disclosed: phrases,
  }),
  /** The opposite of remote: "on site". */
  onsite: phrases.default([]),
  /** The kind of level a money figure is. */
  stats: z.strictObject({ median: phrases, mean: phrases, p25: phrases, p75: phrases }),
  /** Names of everything together ("all roles", "the market"): what makes a sentence that names a role speak of all roles too. */
  total: phrases,
  /** Tell that a count is of everything where they name nothing: "in all", "we counted". Of shares and of pay they say nothing. */
  counting: phrases.default([]),
  /** Endings that a role's name may have in a sentence: "Data Engineers". */
  nameEndings: z.array(z.string().trim().min(1)),
  /** Recommend one role of two: "choose". */
  choose: phrases,
  percent: phrases,
  points: phrases,
  /** Signs and words of each currency. */
  currencies: z.record(currencySchema, phrases),
  /** Say for which time pay is, by period. */
  per: z.record(z.enum(PAY_PERIODS), phrases),
  periods: z.record(z.enum(PERIODS), phrases),
  /** Words after a number that make it a span of weeks: "four weeks". */
  weeks: phrases,
  /** Stand right before the figure that another is compared with, the earlier or the other one: "from", "than", "against". */
  comparing: phrases,
  /** Lead from one end of a range to the other, which is the higher or the lower by its own word: "down to". */
  ranges: z.strictObject({ up: phrases, down: phrases }),
  /** Lead from a word of direction to the amount of a change: "by". `bare` are words of `way` that an amount may follow without: "up". */
  amounts: z.strictObject({ by: phrases, bare: phrases }).default({ by: [], bare: [] }),
  /** Say that a difference may mean nothing: "could be noise". */
  hedges: phrases.default([]),
  /** What a sentence names that tells of the wider market rather than of our own data. */
  backdrop: phrases,
  /** Announce a sum of the figures named: "add up to". */
  sums: phrases,
  /** Say that a percentage is not of the printed figures. */
  unrounded: phrases,
  /** What n is called beside a figure. */
  sample: phrases,
  /** Between a day and its figure nothing stands but these: "of" in "25th of September". */
  dateFillers: phrases,
  causal: phrases,
  hype: phrases,
  certainty: phrases,
});
export type CheckWords = z.infer<typeof checkWordsSchema>;

/** `check.yaml` of a locale pack. Throws `template-invalid`. */
export function parseCheckWords(text: string, path: string): CheckWords {
  return parseYaml(checkWordsSchema, text, path);
}
