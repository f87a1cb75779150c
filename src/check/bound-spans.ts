import { isEarlier, isLevel } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { type PeriodWord, periodWords } from "./periods.ts";
import type { Reading } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { comparing, sample } from "./word-lists.ts";

/** A figure, or the name of a span of time, in a part of a sentence. */
type Piece = { readonly start: number; readonly figure?: Figure; readonly word?: PeriodWord };

/**
 * "Last week 249, this week 207": in each part of a sentence a span goes with the figure beside it, and a value of now is not told
 * with a span of before, nor the other way round. Parts in which it is open what goes with what are left alone.
 */
export function boundSpanFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    // A cut text may lack the span of its last number.
    if (statement.isRow || statement.isCut || statement.figures.length < 2) return [];
    const words = periodWords(reading, statement);
    return words.length === 0
      ? []
      : partsOf(reading, statement, words).flatMap((part) => swapped(reading, statement, part));
  });
}

function swapped(reading: Reading, statement: Statement, pieces: readonly Piece[]): Finding[] {
  const pairs = Array.from({ length: pieces.length / 2 }, (_, index) => pieces.slice(2 * index, 2 * index + 2));
  const bound = pairs.map((pair) => ({
    figure: pair.find(({ figure }) => figure !== undefined)?.figure,
    word: pair.find(({ word }) => word !== undefined)?.word,
  }));
  if (pieces.length % 2 === 1 || bound.some(({ figure, word }) => figure === undefined || word === undefined))
    return [];
  return bound.flatMap(({ figure, word }) => {
    if (figure === undefined || word === undefined || !isLevel(figure.fact)) return [];
    if (word.period === "month" || word.period === "year") return [];
    if (word.period.endsWith("-before") === isEarlier(figure.fact)) return [];
    return [
      editorFinding(reading, statement, figure, {
        rule: "period",
        severity: "blocking",
        why: `"${figure.printed}" is of ${isEarlier(figure.fact) ? "before" : "now"} and is told with "${word.phrase}" (${figure.fact.id})`,
        fix: "Put each span beside its own number.",
      }),
    ];
  });
}

/** Figures and spans in order, by the parts that signs, "and" and comparing words divide a sentence into; the n beside a figure is none. */
function partsOf(reading: Reading, { text, figures }: Statement, words: readonly PeriodWord[]): Piece[][] {
  const and = new Intl.ListFormat(reading.meaning.locale).formatToParts(["a", "b"])[1]?.value ?? ",";
  const signs = [...text.matchAll(/[,;:](?=\s|$)|[()]|\s[–—-]\s|—/gu)].map(({ index }) => index);
  const ands = [...text.matchAll(new RegExp(and, "gu"))].map(({ index }) => index);
  const cuts = [
    ...signs,
    ...ands,
    ...reading
      .find(comparing)(text)
      .map(({ start }) => start),
  ];
  const sizes = reading.find(sample)(text);
  const isSize = ({ start }: Figure) => sizes.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  const pieces: Piece[] = [
    ...figures.filter((figure) => !isSize(figure)).map((figure) => ({ start: figure.start, figure })),
    ...words.map((word) => ({ start: word.start, word })),
  ];
  const parts = Map.groupBy(
    pieces.toSorted((one, other) => one.start - other.start),
    ({ start }) => cuts.filter((cut) => cut <= start).length,
  );
  return [...parts.values()];
}
