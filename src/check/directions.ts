import type { Fact } from "../domain/fact.ts";
import { amountFault } from "./amounts.ts";
import { betweenRolesFault } from "./between-roles.ts";
import { isBackdrop, isEarlier, isLevel, isSigned, pairOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { ladderFault, type Said, untestedFault } from "./ladder.ts";
import { gap, outside } from "./phrases.ts";
import { isQuantified } from "./quantifiers.ts";
import { type Reading, said } from "./reading.ts";
import { slicesOf } from "./slices.ts";
import type { Figure, Statement } from "./statements.ts";
import { isHedged, thenAndNowFault } from "./then-and-now.ts";
import { editorFinding } from "./told.ts";
import { DIRECTIONS, negations, steady, undirected } from "./word-lists.ts";

/** A word and its number stand this close, or have no more to do with each other. */
const REACH = 48;

/** Words of direction against the sign of their number, and words of the ladder against the verdict. */
export function directionFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow) return [];
    const words = directedWords(reading, statement);
    const signed = statement.figures.filter(({ fact }) => isSigned(fact));
    return words.flatMap((word, index) => {
      const figure =
        words.length === signed.length ? near(word, signed[index]) : nearest(word, words, signed, statement);
      const why =
        amountFault(reading, statement, word) ??
        (figure === undefined
          ? levelFault(reading, statement, word)
          : signFault(reading, statement, word, figure.fact));
      if (why === undefined) return [];
      return [
        editorFinding(reading, statement, word, {
          rule: why.rule,
          severity: "blocking",
          why: `"${statement.text.slice(word.start, word.end)}" ${why.why}`,
          fix: why.fix,
        }),
      ];
    });
  });
}

function near(word: Said, figure: Figure | undefined): Figure | undefined {
  return figure !== undefined && gap(word, figure) <= REACH ? figure : undefined;
}

/** The signed figure next to a word, unless another word of direction or another figure stands between. */
function nearest(
  word: Said,
  words: readonly Said[],
  signed: readonly Figure[],
  { figures }: Statement,
): Figure | undefined {
  const reachable = signed.filter((figure) => {
    const [from, to] = [Math.min(word.end, figure.end), Math.max(word.start, figure.start)];
    const between = [...words, ...figures].filter((each) => each !== word && each !== figure);
    return gap(word, figure) <= REACH && between.every((each) => each.end <= from || each.start >= to);
  });
  return reachable.toSorted((one, other) => gap(word, one) - gap(word, other))[0];
}

/** What is said of directions, without idioms and what is fixed and has no number; a negated word is marked. */
function directedWords(reading: Reading, statement: Statement): Said[] {
  const not = reading.find(negations)(statement.text);
  const still = said(reading, statement, steady).map((found) => ({
    ...found,
    way: "none" as const,
    strength: "moved" as const,
  }));
  const all = DIRECTIONS.flatMap(({ way, strength, list }) =>
    said(reading, statement, list, undirected).map((found) => ({ ...found, way, strength })),
  );
  const longest = all.filter(
    (each) =>
      !all.some(
        (other) =>
          other !== each &&
          other.start <= each.start &&
          other.end >= each.end &&
          other.phrase.length > each.phrase.length,
      ),
  );
  return [...outside(longest, still), ...still]
    .sort((one, other) => one.start - other.start)
    .map((found) => ({
      ...found,
      isNegated: not.some(({ end }) => isClause(statement, end, found.start)),
    }));
}

/** Nothing but words stands between a negation and what it turns: no figure, and no end of a clause. */
function isClause({ text, figures }: Statement, from: number, to: number): boolean {
  if (from > to || to - from >= REACH || /[,.;:]/.test(text.slice(from, to))) return false;
  return figures.every(({ start, end }) => end <= from || start >= to);
}

interface Fault {
  readonly rule: string;
  readonly why: string;
  readonly fix: string;
}

/** Against the number that the word goes with. */
function signFault(reading: Reading, statement: Statement, word: Said, fact: Fact): Fault | undefined {
  const sign = isBackdrop(fact) ? backdropSign(statement, word, fact) : signOf(reading, statement, fact);
  if (sign === undefined || word.way === "none") return undefined;
  const isSame = sign === (word.way === "up" ? 1 : -1);
  if (isSame === word.isNegated)
    return {
      rule: "direction",
      why: `goes with ${fact.id}, which ${sign > 0 ? "is above 0" : sign < 0 ? "is below 0" : "is 0"}`,
      fix: "Turn the word round, or print the number that is meant.",
    };
  return word.isNegated || pairOf(fact) !== undefined || isBackdrop(fact) ? undefined : ladderFault(word, fact);
}

/** As seen from the level that is told last before the word: "a year earlier it was 3 %, 0.8 points more". */
function backdropSign({ figures }: Statement, word: Said, fact: Fact): number {
  const subject = figures.findLast((each) => isLevel(each.fact) && each.end <= word.start);
  return Math.sign(fact.value) * (subject !== undefined && isEarlier(subject.fact) ? -1 : 1);
}

/** Which way a number points. Of a pair, as seen from the role that the sentence names first. */
function signOf(reading: Reading, statement: Statement, fact: Fact): number | undefined {
  const pair = pairOf(fact);
  if (pair === undefined) return Math.sign(fact.value);
  const [first] = reading.rolesIn(statement.text);
  const ahead = aheadOf(reading, fact);
  return ahead === undefined || first === undefined ? undefined : ahead * (first.slice === pair.b ? -1 : 1);
}

/** Whether the first role of a pair is ahead in what a fact of the pair tells: its sizes have no sign of their own. */
function aheadOf({ facts, meaning }: Reading, fact: Fact): number | undefined {
  const pair = pairOf(fact);
  if (fact.stat === "growth")
    return Math.sign(facts.get(fact.id.replace(".growth@", ".difference@"))?.value ?? 0) || undefined;
  if (fact.stat !== "wins-of-100") return Math.sign(fact.value);
  const result = meaning.changes?.pairs.find(({ a, b, metric }) => a === pair?.a && b === pair.b && metric === "pay");
  return result?.theta === null || result === undefined ? undefined : Math.sign(result.theta - 0.5);
}

/** Without such a number: against the change of the level beside it, else of what the sentence speaks of. */
function levelFault(reading: Reading, statement: Statement, word: Said): Fault | undefined {
  const levels = statement.figures.filter(({ fact }) => isLevel(fact) && fact.change !== null && !isEarlier(fact));
  const [level] = levels.toSorted((one, other) => gap(word, one) - gap(word, other));
  if (level !== undefined && word.strength !== "way") {
    const { change } = level.fact;
    const sign = Math.sign(change?.difference ?? 0);
    const isSame = word.way !== "none" && sign === (word.way === "up" ? 1 : -1);
    if (word.isNegated)
      return isSame && (level.fact.verdict === "rose" || level.fact.verdict === "fell")
        ? opposite(level.fact)
        : undefined;
    if (word.way !== "none" && !isSame) return opposite(level.fact);
    return ladderFault(word, level.fact);
  }
  const standing = word.strength === "way" ? standingFault(reading, statement, word) : undefined;
  if (standing !== undefined) return standing;
  const overTime = thenAndNowFault(reading, statement, word);
  if (overTime !== undefined) return overTime;
  if (word.strength === "way" && !word.isNegated) return betweenRolesFault(reading, statement, word);
  if (word.strength === "way" || word.isNegated || reading.isFixed(statement, word)) return undefined;
  if (isHedged(reading, statement, word) || isQuantified(reading, statement)) return undefined;
  return untestedFault(reading, statement, word, slicesOf(reading, statement));
}

/** "Still up, 3 weeks in a row": the way of the change that stands. */
function standingFault({ meaning }: Reading, { figures }: Statement, word: Said): Fault | undefined {
  const run = figures.find(({ fact }) => fact.stat === "run")?.fact;
  const change = meaning.changes?.changes.find(
    (each) => each.slice === run?.slice && each.metric === run.metric && each.window === run.window,
  );
  if (run === undefined || change === undefined || word.way === "none" || word.isNegated) return undefined;
  return Math.sign(change.difference ?? 0) === (word.way === "up" ? 1 : -1) ? undefined : opposite(run);
}

function opposite(fact: Fact): Fault {
  return {
    rule: "direction",
    why: `is said of ${fact.id}, whose change is the other way`,
    fix: "Turn the word round, or print the number that is meant.",
  };
}
