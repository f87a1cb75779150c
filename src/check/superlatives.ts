import type { Fact } from "../domain/fact.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../domain/suppression.ts";
import { isLevel, isOfRole, measureOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { type Found, gap } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { idioms, ordinals, SUPERLATIVES, sample } from "./word-lists.ts";

/** Metrics of lists: the skills that a role's ads name, the employers that post most of them. */
const LISTED = /^(skill|employer)-/;

type Kind = (typeof SUPERLATIVES)[number]["kind"];

/** Stats of facts that look back, by the end that they are of: that of a range of weeks, and a record of now. */
const LOOKING: Readonly<Record<"top" | "bottom", ReadonlySet<string>>> = {
  top: new Set(["highest", "highest-weeks"]),
  bottom: new Set(["lowest", "lowest-weeks"]),
};
const ENDS = new Set(["highest", "lowest"]);
const RECORDS = new Set(["highest-weeks", "lowest-weeks"]);

/** "Highest", "fewest", "record", "ever" and "since" need a record, or a rank that the facts of the other roles bear out. */
export function superlativeFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow || statement.isCut) return [];
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
      return figures.some(({ fact }) => RECORDS.has(fact.stat)) ||
        isEndOfRange(word, reading, statement) ||
        reading.isFixed(statement, word)
        ? undefined
        : "needs a record, and no fact of one stands in the sentence";
    case "ever":
      return reading.isFixed(statement, word) ? undefined : "speaks of all time, and the history that we hold does not";
    case "since":
      return figures.some(({ fact }) => RECORDS.has(fact.stat)) ||
        (figures.some(({ fact }) => fact.stat === "run") && !ranks(reading, statement)) ||
        reading.isFixed(statement, word)
        ? undefined
        : "looks back, and no fact of a record or a run of weeks that bears it out stands in the sentence";
  }
}

/** "A high of 414", "the highest in 24 weeks" of the end of a range: no record of now, and true of the range. */
function isEndOfRange({ start, end }: Found, reading: Reading, statement: Statement): boolean {
  const ranges = statement.figures.filter(({ fact }) => ENDS.has(fact.stat));
  const isRank = superlativesIn(reading, statement).some((each) => each.start < end && start < each.end);
  return isRank ? ranges.length > 0 : ranges.some((figure) => figure.start >= end && figure.start - end <= BESIDE);
}

/** " of " or ": " and no more stands between a word and its figure. */
const BESIDE = 4;

/** Whether a sentence ranks something: how long a change has stood bears no rank out. */
function ranks(reading: Reading, statement: Statement): boolean {
  return superlativesIn(reading, statement).length > 0;
}

/** "Highest" and "lowest" of a sentence, in order. */
function superlativesIn(reading: Reading, statement: Statement): (Found & { readonly kind: "top" | "bottom" })[] {
  return (["top", "bottom"] as const)
    .flatMap((kind) =>
      SUPERLATIVES.filter((each) => each.kind === kind).flatMap(({ list }) =>
        said(reading, statement, list, idioms).map((found) => ({ ...found, kind })),
      ),
    )
    .sort((one, other) => one.start - other.start);
}

/** The level next to the word is the highest, or lowest, of its measure among the roles, or among those with enough offers. */
function rankFault(kind: "top" | "bottom", word: Found, reading: Reading, statement: Statement): string | undefined {
  const looking = statement.figures.filter(({ fact }) => RECORDS.has(fact.stat) || ENDS.has(fact.stat));
  if (looking.length > 0) {
    const behind = looking.find(({ start }) => start >= word.end && start - word.end <= BESIDE);
    const about = behind === undefined ? looking : [behind];
    return about.some(({ fact }) => LOOKING[kind].has(fact.stat)) ? undefined : "is said of a record of the other end";
  }
  const level = levelOf(word, reading, statement);
  if (level === undefined)
    return reading.isFixed(statement, word)
      ? undefined
      : "needs a rank or a record, and no figure in the sentence bears it out";
  if (LISTED.test(level.metric)) return listFault(kind, level, reading, statement);
  if (level.unit === "growth" || level.unit === "points")
    return reading.isFixed(statement, word) ? undefined : "is said of a change, and changes are not ranked";
  const others = peersOf(level, reading);
  if (others.length < 2) return reading.isFixed(statement, word) ? undefined : "needs others to rank it among";
  const rank = rankBefore(word, reading, statement);
  const enough = others.filter((each) => isEnough(each, reading));
  const isRanked =
    placeOf(level, others, kind) === rank ||
    (isEnough(level, reading) && placeOf(level, enough, kind) === rank) ||
    (rank === 1 && [others, enough].some((peers) => areEnds(kind, level, peers, reading, statement)));
  return isRanked
    ? undefined
    : `is said of ${level.id}, which is number ${placeOf(level, others, kind)} of ${others.length}`;
}

/** Whether a level rests on offers enough, of employers enough, to be compared; a feed that names none is judged by offers. */
function isEnough({ n, employers, slice, window, metric }: Fact, { meaning }: Reading): boolean {
  const level = meaning.changes?.levels.find((each) => each.slice === slice && each.window === window)?.now;
  // What could be off by more than a fifth, or hangs on one employer, is shown and not ranked.
  if (metric === "pay" && (level?.pay?.unreliable === true || level?.pay?.movedByOneEmployer === true)) return false;
  return (n ?? 0) >= COMPARE_FROM && (employers === null || employers === 0 || employers >= COMPARE_EMPLOYERS);
}

function placeOf({ value: own }: Fact, all: readonly Fact[], kind: "top" | "bottom"): number {
  return all.filter(({ value }) => (kind === "top" ? value > own : value < own)).length + 1;
}

/**
 * "A ($150K) and B ($140K) have the highest medians, and C ($90K) the lowest": the levels told together are the highest of all,
 * or the lowest; where the sentence names both ends, the first of them up to some figure, and the others behind it.
 */
function areEnds(
  kind: "top" | "bottom",
  level: Fact,
  peers: readonly Fact[],
  reading: Reading,
  statement: Statement,
): boolean {
  const told = statement.figures
    .map(({ fact }) => fact)
    .filter((fact) => isOfRole(fact) && fact.window === level.window && measureOf(fact) === measureOf(level));
  const ends = superlativesIn(reading, statement);
  const [first] = ends;
  if (first === undefined || told.length < 2) return false;
  if (ends.every((each) => each.kind === kind)) return areEnd(told, peers, kind);
  const [one, other] = first.kind === "top" ? (["top", "bottom"] as const) : (["bottom", "top"] as const);
  return told.some(
    (_, index) => index > 0 && areEnd(told.slice(0, index), peers, one) && areEnd(told.slice(index), peers, other),
  );
}

/** Whether no other fact lies beyond any of those told. */
function areEnd(told: readonly Fact[], peers: readonly Fact[], end: "top" | "bottom"): boolean {
  const ids = new Set(told.map(({ id }) => id));
  const others = peers.filter(({ id }) => !ids.has(id)).map(({ value }) => value);
  return told.every(({ value: own }) => others.every((value) => (end === "top" ? value <= own : value >= own)));
}

/** "second highest": which place is claimed; 1 without an ordinal. */
function rankBefore(word: Found, reading: Reading, { text }: Statement): number {
  const ordinal = reading
    .find(ordinals)(text)
    .find(({ end }) => end < word.start && text.slice(end, word.start).trim() === "");
  return ordinal === undefined ? 1 : (reading.meaning.words.ordinals[ordinal.phrase] ?? 1);
}

/** The level of a role nearest to the word; that of all roles has nothing to be ranked among, and the n beside a level is none. */
function levelOf(word: Found, reading: Reading, { figures, text }: Statement): Fact | undefined {
  const sizes = reading.find(sample)(text);
  const isSize = ({ start }: Figure) => sizes.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  const levels = figures.filter((figure) => isLevel(figure.fact) && isOfRole(figure.fact) && !isSize(figure));
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

/** Of the skills, and of the employers, of one role only the first are known: those told are the first of them. */
function listFault(kind: "top" | "bottom", fact: Fact, { facts }: Reading, { figures }: Statement): string | undefined {
  if (kind === "bottom") return "is said of one of a list, and only its first are known";
  const family = LISTED.exec(fact.metric)?.[1] ?? "";
  const isSame = (each: Fact) =>
    each.slice === fact.slice && each.window === fact.window && LISTED.exec(each.metric)?.[1] === family;
  const told = figures.map((figure) => figure.fact).filter(isSame);
  return areEnd(told, [...facts.values()].filter(isSame), "top")
    ? undefined
    : `is said of ${fact.id}, and others of its list are more`;
}
