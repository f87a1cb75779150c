import type { Fact } from "../domain/fact.ts";
import { addWeeks } from "../domain/week.ts";
import { isBackdrop, isEarlier, isLevel, isOfRole, measureOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { type Found, gap } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { comparing, idioms, PERIOD_WORDS, sample } from "./word-lists.ts";

type Period = (typeof PERIOD_WORDS)[number]["period"];
export type PeriodWord = Found & { readonly period: Period };

/** Spans of time against the windows of the numbers, and earlier values against what says that they are. */
export function periodFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) =>
    statement.isRow ? [] : [...spanFindings(reading, statement), ...earlierFindings(reading, statement)],
  );
}

/** Which spans a fact may be told with. */
function spansOf(fact: Fact, { facts, meaning: { week } }: Reading): readonly Period[] {
  const { window, stat, vintage } = fact;
  if (isBackdrop(fact)) return stat === "share" ? ["week"] : ["year"];
  if (stat === "run" || stat.endsWith("-weeks") || stat === "weeks") return PERIOD_WORDS.map(({ period }) => period);
  if (window === null) return ["week"];
  if (/^\d{4}-W\d{2}$/.test(window)) return vintage === addWeeks(week, -1) ? ["week-before"] : [];
  if (window === "1w") return isChange(stat) ? ["week", "week-before"] : ["week"];
  if (window === "1w-before") return ["week-before"];
  // At the start of a feed the window of roles holds what there is.
  const isOneWeek = facts.get("roles.window.weeks")?.value === 1;
  if (window === "4w" && isOneWeek && !isChange(stat)) return ["week"];
  if (window === "4w") return isChange(stat) ? ["four-weeks", "four-weeks-before"] : ["four-weeks"];
  if (window === "4w-before") return ["four-weeks-before"];
  return [];
}

function isChange(stat: string): boolean {
  return /^(growth|difference|noticeable|floor|mix-)/.test(stat);
}

/** Every figure fits one of the spans that its sentence names, and every span that speaks of figures has one. */
function spanFindings(reading: Reading, statement: Statement): Finding[] {
  const words = periodWords(reading, statement);
  const told = statement.figures.filter(({ fact }) => isTimed(fact));
  if (words.length === 0 || told.length === 0) return [];
  const named = new Set(words.map(({ period }) => period));
  // What a change is measured on says nothing of the levels beside it.
  const ofLevels = words.filter((word) => !isBasisOfChange(word, told, reading, statement));
  const misfit = told.find(({ fact }) => {
    const spans = spansOf(fact, reading);
    if (ofLevels.length === 0 && isLevel(fact) && !isEarlier(fact)) return false;
    return spans.length > 0 && !spans.some((span) => named.has(span)) && !isExplained(fact, named, reading, statement);
  });
  if (misfit !== undefined) return [misfitFinding(reading, statement, misfit, words)];
  const own = words.find((word) => isOwnBasis(word, told, reading, statement));
  const [measured] = told;
  if (own !== undefined && measured !== undefined) return [misfitFinding(reading, statement, measured, [own])];
  const empty = words.find(
    ({ period }) =>
      !told.some(
        ({ fact }) =>
          [fact, unchangedSince(fact, reading) ?? fact].some((each) => spansOf(each, reading).includes(period)) ||
          spansOf(fact, reading).length === 0,
      ),
  );
  if (empty === undefined || reading.isFixed(statement, empty) || isComparison(empty, reading, statement)) return [];
  const [nearest] = told.toSorted((one, other) => gap(one, empty) - gap(other, empty));
  return nearest === undefined ? [] : [misfitFinding(reading, statement, nearest, [empty])];
}

/**
 * A figure told beside the same measure of a span that the sentence names needs no name of its own: "from 12 to 14 in four
 * weeks"; and one that is what it was before says both ends: "10 offers, the same as four weeks earlier".
 */
function isExplained(fact: Fact, named: ReadonlySet<Period>, reading: Reading, { figures }: Statement): boolean {
  if (isBackdrop(fact) && fact.stat === "share") return isSameAsBefore(fact, reading) || figures.length > 1;
  if (unchangedSince(fact, reading) !== undefined) return true;
  if (!isEarlier(fact) && !figures.some((each) => isEarlier(each.fact))) return false;
  return figures.some(
    (each) =>
      each.fact.id !== fact.id &&
      each.fact.slice === fact.slice &&
      (!isEarlier(fact) || measureOf(each.fact) === measureOf(fact) || isChange(each.fact.stat)) &&
      isEarlier(each.fact) !== isEarlier(fact) &&
      spansOf(each.fact, reading).some((span) => named.has(span)),
  );
}

/** The same measure of the span before, where it prints as this one does. */
function unchangedSince(fact: Fact, { facts, printed }: Reading): Fact | undefined {
  const before = facts.get(`${fact.id}-before`);
  return before !== undefined && printed(before) === printed(fact) ? before : undefined;
}

/** Smaller differences of shares print as none. */
const SAME = 0.0005;

/** Of a year without a change one figure says both ends. */
function isSameAsBefore({ id }: Fact, { facts }: Reading): boolean {
  const change = facts.get(id.replace(/share$/, "difference"));
  return change !== undefined && Math.abs(change.value) < SAME;
}

function isTimed({ slice, unit, stat }: Fact): boolean {
  return (
    slice !== "guard" &&
    slice !== "roles" &&
    !/^(highest|lowest|weeks)$/.test(stat) &&
    (unit !== "count" || stat !== "run")
  );
}

/** The longest phrases of all spans; "four weeks before" is no "four weeks". */
export function periodWords(reading: Reading, statement: Statement): PeriodWord[] {
  const all = PERIOD_WORDS.flatMap(({ period, list }) =>
    said(reading, statement, list, idioms).map((found) => ({ ...found, period })),
  );
  return all.filter(
    (word) =>
      !all.some(
        (other) =>
          other !== word &&
          other.start <= word.start &&
          other.end >= word.end &&
          other.end - other.start > word.end - word.start,
      ),
  );
}

/** "12% on four weeks earlier": the span follows a change that it belongs to, with a word or two between. */
function isBasisOfChange(word: PeriodWord, told: readonly Figure[], reading: Reading, { text }: Statement): boolean {
  return told.some(
    ({ fact, end }) =>
      isChange(fact.stat) &&
      end <= word.start &&
      /^\s*(?:\p{L}{1,4}\s+){0,2}$/u.test(text.slice(end, word.start)) &&
      spansOf(fact, reading).includes(word.period),
  );
}

/** "more than last week": the span is only what a change is measured from. */
function isComparison({ start }: Found, { find }: Reading, { text }: Statement): boolean {
  return find(comparing)(text).some(({ end }) => end <= start && text.slice(end, start).trim().length <= 4);
}

/** "21% fewer than this week": a change is not measured from the span that it ends with, unless its level follows. */
function isOwnBasis(word: PeriodWord, told: readonly Figure[], reading: Reading, statement: Statement): boolean {
  if (word.period !== "week" && word.period !== "four-weeks") return false;
  if (!isComparison(word, reading, statement) || told.some(({ start }) => start >= word.end)) return false;
  return told.some(({ fact, end }) => isChange(fact.stat) && end <= word.start);
}

function misfitFinding(reading: Reading, statement: Statement, figure: Figure, words: readonly PeriodWord[]): Finding {
  const { fact, printed } = figure;
  return editorFinding(reading, statement, figure, {
    rule: "period",
    severity: "blocking",
    why: `"${printed}" is of ${fact.window ?? "this week"} (${fact.id}), and the sentence speaks of "${words.map(({ phrase }) => phrase).join('", "')}"`,
    fix: "Name the span of the number, or print the number of the span.",
  });
}

/** A value of before is told as one: beside that of now, or with a word for its time. And the two are not told the wrong way round. */
function earlierFindings(reading: Reading, statement: Statement): Finding[] {
  const { figures, text } = statement;
  const bases = reading.find(comparing)(text);
  const isBase = (figure: Figure) =>
    bases.some(({ end }) => end <= figure.start && /^\s*(?:\p{L}{1,4}\s+){0,2}$/u.test(text.slice(end, figure.start)));
  const levels = figures.filter(({ fact }) => isLevel(fact) && (isOfRole(fact) || fact.slice === "total"));
  const isAcross = (figure: Figure, each: Figure) =>
    each !== figure && each.fact.id === figure.fact.id && isBase(each) !== isBase(figure);
  const across = levels.find((figure) => levels.some((each) => isAcross(figure, each)));
  if (across !== undefined) return [orderFinding(reading, statement, across, "stands on both sides of a comparison")];
  const named = periodWords(reading, statement).some(({ period }) => period.endsWith("-before"));
  const sizes = reading.find(sample)(text);
  const isSize = ({ start }: Figure) => sizes.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  for (const figure of levels.filter(({ fact }) => isEarlier(fact))) {
    const beside = levels.findLast((each) => each.end <= figure.start && !isSize(each));
    if (isSize(figure) && beside !== undefined && beside.fact.slice === figure.fact.slice && !isEarlier(beside.fact))
      return [orderFinding(reading, statement, figure, "is the sample of before, beside a value of now")];
    const now = levels.filter(
      ({ fact }) => !isEarlier(fact) && fact.slice === figure.fact.slice && measureOf(fact) === measureOf(figure.fact),
    );
    const isCompared =
      isBase(figure) && figures.some(({ fact }) => isChange(fact.stat) && fact.slice === figure.fact.slice);
    if (now.length === 0 && !named && !isCompared)
      return [orderFinding(reading, statement, figure, "is a value of before, and is told as one of now")];
    if (!isBase(figure) && now.some(isBase))
      return [orderFinding(reading, statement, figure, "is the value of before, and is told as the later one")];
  }
  return [];
}

function orderFinding(reading: Reading, statement: Statement, figure: Figure, why: string): Finding {
  return editorFinding(reading, statement, figure, {
    rule: "period",
    severity: "blocking",
    why: `"${figure.printed}" ${why} (${figure.fact.id})`,
    fix: "Print the value of now, or say of when it is.",
  });
}
