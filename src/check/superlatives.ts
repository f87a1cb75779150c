import type { Fact } from "../domain/fact.ts";
import { COMPARE_FROM } from "../domain/suppression.ts";
import { isLevel, isOfRole, measureOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { type Found, gap } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { idioms, ordinals, SUPERLATIVES } from "./word-lists.ts";

type Kind = (typeof SUPERLATIVES)[number]["kind"];

/** Stats of facts that look back, by the end of the range that they are of. */
const RECORDS: Readonly<Record<"top" | "bottom", ReadonlySet<string>>> = {
  top: new Set(["highest", "highest-weeks"]),
  bottom: new Set(["lowest", "lowest-weeks"]),
};
const LOOKS_BACK = new Set(["highest", "lowest", "highest-weeks", "lowest-weeks", "run"]);

/** "Highest", "fewest", "record", "ever" and "since" need a record, or a rank that the facts of the other roles bear out. */
export function superlativeFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow) return [];
    return SUPERLATIVES.flatMap(({ kind, list }) =>
      said(reading, statement, list, idioms).flatMap((word) => {
        const why = faultOf(kind, word, reading, statement);
        if (why === undefined) return [];
        return [
          editorFinding(reading, statement, word, {
            rule: "superlative",
            severity: "blocking",
            why: `"${statement.text.slice(word.start, word.end)}" ${why}`,
            fix: "Print the record's own fact beside it, or say the level alone.",
          }),
        ];
      }),
    );
  });
}

function faultOf(kind: Kind, word: Found, reading: Reading, statement: Statement): string | undefined {
  const { figures } = statement;
  switch (kind) {
    case "top":
    case "bottom":
      return rankFault(kind, word, reading, statement);
    case "record":
      return figures.some(({ fact }) => LOOKS_BACK.has(fact.stat) && fact.stat !== "run") ||
        reading.isFixed(statement, word)
        ? undefined
        : "needs a record, and no fact of one stands in the sentence";
    case "ever":
      return reading.isFixed(statement, word) ? undefined : "speaks of all time, and the history that we hold does not";
    case "since":
      return figures.some(({ fact }) => LOOKS_BACK.has(fact.stat)) || reading.isFixed(statement, word)
        ? undefined
        : "looks back, and no fact of a record or a run of weeks stands in the sentence";
  }
}

/** The level next to the word is the highest, or lowest, of its measure among the roles, or among those with enough offers. */
function rankFault(kind: "top" | "bottom", word: Found, reading: Reading, statement: Statement): string | undefined {
  const { figures } = statement;
  const looking = figures.filter(({ fact }) => LOOKS_BACK.has(fact.stat));
  if (looking.length > 0)
    return looking.some(({ fact }) => RECORDS[kind].has(fact.stat) || fact.stat === "run")
      ? undefined
      : "is said of a record of the other end";
  const rank = rankBefore(word, reading, statement);
  const level = levelOf(word, figures, statement);
  if (level === undefined)
    return reading.isFixed(statement, word)
      ? undefined
      : "needs a rank or a record, and no figure in the sentence bears it out";
  if (level.metric.startsWith("skill-")) return skillFault(kind, level, reading);
  if (level.unit === "growth" || level.unit === "points")
    return reading.isFixed(statement, word) ? undefined : "is said of a change, and changes are not ranked";
  const others = peersOf(level, reading).map(({ value, n }) => ({ value, n }));
  const place = (all: readonly { readonly value: number }[]) =>
    all.filter(({ value }) => (kind === "top" ? value > level.value : value < level.value)).length + 1;
  const enough = others.filter(({ n }) => (n ?? 0) >= COMPARE_FROM);
  if (others.length < 2) return reading.isFixed(statement, word) ? undefined : "needs others to rank it among";
  return place(others) === rank || ((level.n ?? 0) >= COMPARE_FROM && place(enough) === rank)
    ? undefined
    : `is said of ${level.id}, which is number ${place(others)} of ${others.length}`;
}

/** "second highest": which place is claimed; 1 without an ordinal. */
function rankBefore(word: Found, reading: Reading, { text }: Statement): number {
  const ordinal = reading
    .find(ordinals)(text)
    .find(({ end }) => end < word.start && text.slice(end, word.start).trim() === "");
  return ordinal === undefined ? 1 : (reading.meaning.words.ordinals[ordinal.phrase] ?? 1);
}

/** The level of a role nearest to the word; that of all roles has nothing to be ranked among. */
function levelOf(word: Found, figures: readonly Figure[], { text }: Statement): Fact | undefined {
  const levels = figures.filter(({ fact }) => isLevel(fact) && isOfRole(fact));
  const cut = (figure: Figure) =>
    /[;]/.test(text.slice(Math.min(word.end, figure.end), Math.max(word.start, figure.start))) ? 1000 : 0;
  return levels.toSorted((one, other) => gap(one, word) + cut(one) - gap(other, word) - cut(other))[0]?.fact;
}

/** The same measure in the same window of every role. */
function peersOf(fact: Fact, { facts }: Reading): Fact[] {
  const measure = measureOf(fact);
  return [...facts.values()].filter(
    (each) => each.window === fact.window && isOfRole(each) && each.stat === fact.stat && measureOf(each) === measure,
  );
}

/** Of the skills of one role, the first named is the most named. */
function skillFault(kind: "top" | "bottom", fact: Fact, { facts }: Reading): string | undefined {
  if (kind === "bottom") return "is said of a skill, and only the most named are known";
  const own = [...facts.values()].filter((each) => each.slice === fact.slice && each.metric.startsWith("skill-"));
  const best = Math.max(...own.map(({ value }) => value));
  return fact.value === best ? undefined : `is said of ${fact.id}, which is not the most named`;
}
