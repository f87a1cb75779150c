import { CHANGE_METRICS } from "../domain/change.ts";
import { isEarlier, isLevel, measureOf } from "./fact-kinds.ts";
import { isOfMetric, type Said } from "./ladder.ts";
import { gap, type Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { clauseOf, type Figure, type Statement } from "./statements.ts";
import { comparing, hedges, sample } from "./word-lists.ts";

interface Fault {
  readonly rule: "direction";
  readonly why: string;
  readonly fix: string;
}

/** One measure of one slice, as it is and as it was. */
interface ThenAndNow {
  readonly now: Figure;
  readonly before: Figure;
}

/** A word and the nearer of its two levels stand this close, or have no more to do with each other. */
const REACH = 80;

/** "Up on the 249 of last week": the level of now against that of before, of all roles together too, whatever was tested. */
export function thenAndNowFault(reading: Reading, statement: Statement, word: Said): Fault | undefined {
  const pair = pairNear(reading, statement, word);
  if (pair === undefined || word.way === "none") return undefined;
  const { now, before } = pair;
  const isTurned = isBase(reading, statement, now) && !isBase(reading, statement, before);
  const sign = Math.sign(now.fact.value - before.fact.value) * (isTurned ? -1 : 1);
  if ((sign === (word.way === "up" ? 1 : -1)) !== word.isNegated) return undefined;
  return {
    rule: "direction",
    why: `compares ${now.printed} now with ${before.printed} before (${now.fact.id})`,
    fix: "Turn the word round, or print the numbers that are meant.",
  };
}

/**
 * "Fell from 249 to 207, which could be noise": both levels are printed, their measure is one that nothing tests, and the sentence says how
 * little that may mean.
 */
export function isHedged(reading: Reading, statement: Statement, word: Said): boolean {
  if (word.strength !== "moved" || word.way === "none" || reading.find(hedges)(statement.text).length === 0)
    return false;
  const measured = pairNear(reading, statement, word)?.now.fact.metric;
  return measured !== undefined && CHANGE_METRICS.every((metric) => metric !== measured);
}

/** The two levels that a word is about: of what its clause measures, the nearest, and of the only slice of that measure told. */
function pairNear(reading: Reading, statement: Statement, word: Said): ThenAndNow | undefined {
  const { figures, text } = statement;
  const sizes = reading.find(sample)(text);
  const isSize = ({ start }: Span) => sizes.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  const levels = figures.filter((figure) => isLevel(figure.fact) && !isSize(figure));
  const pairs = [...Map.groupBy(levels, ({ fact }) => measureOf(fact)).values()].flatMap((own) => {
    const [now, before] = [own.find(({ fact }) => !isEarlier(fact)), own.find(({ fact }) => isEarlier(fact))];
    const isOne = new Set(own.map(({ fact }) => fact.slice)).size === 1;
    return own.length === 2 && isOne && now !== undefined && before !== undefined ? [{ now, before }] : [];
  });
  const away = ({ now, before }: ThenAndNow) => Math.min(gap(word, now), gap(word, before));
  const [nearest] = pairs.toSorted((one, other) => away(one) - away(other));
  if (nearest === undefined || !isAbout(reading, statement, word, nearest)) return undefined;
  return nearest;
}

/** Whether no other clause, no other figure and no other measure stands between a word and its two levels. */
function isAbout(reading: Reading, statement: Statement, word: Said, { now, before }: ThenAndNow): boolean {
  const { figures, text } = statement;
  const near = gap(word, now) <= gap(word, before) ? now : before;
  const [from, to] = [Math.min(word.end, near.end), Math.max(word.start, near.start)];
  if (to - from > REACH || /[;]/u.test(text.slice(from, to))) return false;
  if (figures.some(({ start, end }) => start >= from && end <= to)) return false;
  // "…, more than in August": what follows both levels and is compared with something else.
  const isLast = word.start >= now.end && word.start >= before.end;
  if (
    isLast &&
    reading
      .find(comparing)(text)
      .some(({ start }) => start >= word.end && start - word.end <= 2)
  )
    return false;
  return isOfMetric(reading, clauseOf(statement, word), now.fact);
}

/** "More than this one (207)": a comparing word, a few words, and the figure. */
function isBase({ find }: Reading, { text }: Statement, { start }: Figure): boolean {
  return find(comparing)(text).some(
    ({ end }) => end <= start && /^\s*(?:[\p{L}'’]+\s+){0,3}\(?$/u.test(text.slice(end, start)),
  );
}
