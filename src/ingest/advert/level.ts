import { z } from "zod";
import { LEVELS } from "../../domain/posting.ts";
import { parseYaml } from "../../domain/yaml.ts";
import { type Mark, type MarkedWord, marksIn, type Phrases, phraseKey, phrasesOf, wordsOf } from "./word-marks.ts";

export type Level = (typeof LEVELS)[number];

/** How titles say a level: compiled from a locale pack's `levels.yaml`. */
export interface LevelRules {
  /** What a phrase does: a level, and how it counts; null for phrases of another meaning. */
  readonly phrases: Phrases<{ readonly level: Level; readonly how: "first" | "word" | "before" } | null>;
  readonly codes: Phrases<Level>;
  /** Steps of a career by their number as written: "ii", "2". */
  readonly steps: ReadonlyMap<string, Level>;
  readonly stepWords: ReadonlySet<string>;
  readonly notStepAfter: ReadonlySet<string>;
  readonly notStepBefore: ReadonlySet<string>;
  readonly choice: ReadonlySet<string>;
}

/** The part of a title that is read: longer ones are ads, not titles. */
const READ_CHARACTERS = 500;

const list = z.array(z.string().min(1));
const byLevel = z.partialRecord(z.enum(LEVELS), list);
const fileSchema = z.strictObject({
  first: byLevel,
  words: byLevel,
  before: byLevel,
  nothing: list,
  steps: z.array(z.enum(LEVELS)),
  numerals: list,
  stepWords: list,
  notStepAfter: list,
  notStepBefore: list,
  codes: byLevel,
  choice: list,
});

/** `templates/<locale>/levels.yaml`; `path` is for the message only. A file that does not fit is refused (`template-invalid`). */
export function parseLevelRules(text: string, path: string): LevelRules {
  const file = parseYaml(fileSchema, text, path);
  const lists = (how: "first" | "word" | "before", levels: z.infer<typeof byLevel>) =>
    LEVELS.map((level) => [{ level, how }, levels[level] ?? []] as const);
  const keys = (words: readonly string[]) => new Set(words.map(phraseKey));
  return {
    phrases: phrasesOf<{ level: Level; how: "first" | "word" | "before" } | null>([
      ...lists("before", file.before),
      ...lists("word", file.words),
      ...lists("first", file.first),
      [null, file.nothing],
    ]),
    codes: phrasesOf(LEVELS.map((level) => [level, file.codes[level] ?? []] as const)),
    steps: new Map(
      file.steps.flatMap((level, step) => {
        const numeral = file.numerals[step];
        const digits = [String(step + 1), level] as const;
        return numeral === undefined ? [digits] : [digits, [phraseKey(numeral), level] as const];
      }),
    ),
    stepWords: keys(file.stepWords),
    notStepAfter: keys(file.notStepAfter),
    notStepBefore: keys(file.notStepBefore),
    choice: keys(file.choice),
  };
}

/**
 * The level that a title says in its first 500 characters; null where it says none. A word decides before a code, and a code
 * before a number behind the job ("Engineer II"). Words that stand together are one rank, the highest of them; where the title
 * leaves a choice, the lowest.
 */
export function levelOf(title: string, rules: LevelRules): Level | null {
  const words = wordsOf(title, READ_CHARACTERS);
  const said = marksIn(words, rules.phrases).flatMap(({ at, length, value }) =>
    value === null || (value.how === "before" && !goesOn(words[at + length])) ? [] : [{ at, length, value }],
  );
  const first = said.find(({ value }) => value.how === "first");
  if (first !== undefined) return first.value.level;
  if (said.length > 0) return rankOf(said, words, rules);
  const [code] = marksIn(words, rules.codes).filter(({ at, length }) => isStep(words, at, length, rules));
  return code?.value ?? stepOf(words, rules);
}

/** Whether a word follows the one before with nothing but spaces between. */
function goesOn(word: MarkedWord | undefined): boolean {
  return word !== undefined && /^\s+$/u.test(word.gap);
}

function rankOf(
  said: readonly Mark<{ readonly level: Level }>[],
  words: readonly MarkedWord[],
  rules: LevelRules,
): Level | null {
  const ranks: number[] = [];
  for (const [index, mark] of said.entries()) {
    const rank = LEVELS.indexOf(mark.value.level);
    const last = ranks.length - 1;
    const before = said[index - 1];
    if (before === undefined || leavesChoice(before, mark, words, rules)) ranks.push(rank);
    else ranks[last] = Math.max(ranks[last] ?? rank, rank);
  }
  return LEVELS[Math.min(...ranks)] ?? null;
}

/** Whether two words of rank are alternatives: "Senior/Staff", "Mid to Senior", "Senior Engineer / Staff Engineer". */
function leavesChoice(
  before: Mark<unknown>,
  mark: Mark<unknown>,
  words: readonly MarkedWord[],
  rules: LevelRules,
): boolean {
  const gap = words[mark.at]?.gap ?? "";
  if (/[/|&]|\s\+\s/u.test(gap)) return true;
  const between = words.slice(before.at + before.length, mark.at);
  if (between.length === 0) return /\p{Pd}/u.test(gap);
  return rules.choice.has(between.at(-1)?.text ?? "");
}

/** "II" and its like are steps behind a dash or comma and before other words too; "I", "V" and digits are words elsewhere. */
function stepOf(words: readonly MarkedWord[], rules: LevelRules): Level | null {
  for (const [at, word] of words.entries()) {
    const level = rules.steps.get(word.text);
    if (level === undefined || at === 0 || !isStep(words, at, 1, rules)) continue;
    if (rules.stepWords.has(words[at - 1]?.text ?? "")) return level;
    const isLetters = /^\p{L}/u.test(word.text);
    const isBehind = goesOn(word) || (isLetters && /^\s*[\p{Pd},]\s*$/u.test(word.gap));
    const after = words[at + 1];
    const isEnd = !goesOn(after) && !/^[%+:.]/u.test(after?.gap ?? "");
    if (isBehind && (isEnd || (isLetters && word.text.length > 1))) return level;
  }
  return null;
}

/** Whether the words around a number let it be a step of a career: "Phase II" and "L3 Support" are none. */
function isStep(words: readonly MarkedWord[], at: number, length: number, rules: LevelRules): boolean {
  const before = words[at - 1]?.text ?? "";
  const after = words[at + length];
  return !rules.notStepAfter.has(before) && !(goesOn(after) && rules.notStepBefore.has(after?.text ?? ""));
}
