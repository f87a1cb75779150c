import { isEarlier, isLevel, measureOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import type { Span } from "./phrases.ts";
import { readPrinted } from "./printed-number.ts";
import type { Reading } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { sums, unrounded } from "./word-lists.ts";

/** A number that is told beside two others, as it is printed and, where facts stand behind it, before rounding. */
interface Term extends Span {
  readonly printed: string;
  readonly value: number;
  readonly half: number;
  /** Undefined where nothing but the print is known. */
  readonly exact: number | undefined;
}

/**
 * Differences, percentages and sums against the printed numbers beside them. What only rounding breaks is a warning, and none where
 * the text says that figures are unrounded; what no rounding explains blocks.
 */
export function arithmeticFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow) return [];
    return [...comparisonFindings(reading, statement), ...sumFindings(reading, statement)];
  });
}

function comparisonFindings(reading: Reading, statement: Statement): Finding[] {
  const pair = comparedIn(statement);
  if (pair === undefined) return [];
  const [one, other] = pair.map((figure) => termOf(figure, reading));
  if (one === undefined || other === undefined) return [];
  const told = [...resultFigures(reading, statement, pair), ...typedResults(reading, statement)];
  return told.flatMap(({ term, isRatio }) => {
    const [low, high] = one.value < other.value ? [one, other] : [other, one];
    const bases = isRatio ? (isTurned(pair) ? [one, other] : [low]) : [low];
    const results = bases.map((base) => resultOf(isRatio, low, high, base));
    const verdicts = results.map((result) => judge(term, result));
    if (verdicts.includes("right")) return [];
    const isRounding = verdicts.includes("rounding");
    if (isRounding && saysUnrounded(reading, statement, reading.editorOf(statement) !== undefined)) return [];
    // Shares differ in points.
    const shown = results.map(({ printed }) =>
      isRatio
        ? `${(100 * printed).toFixed(1)} %`
        : String(Math.round(one.value <= 1 && other.value <= 1 ? 100 * printed : printed)),
    );
    return [
      editorFinding(reading, statement, term, {
        rule: isRounding ? "arithmetic-rounding" : "arithmetic",
        severity: isRounding ? "warning" : "blocking",
        why: `"${term.printed}" stands beside ${one.printed} and ${other.printed}, which give ${shown[0]}`,
        fix: isRounding ? "Say that it is from unrounded figures." : "Print the number that the two give.",
      }),
    ];
  });
}

/** The two levels of one measure that a sentence compares: of two roles, or of two windows. */
function comparedIn({ figures }: Statement): readonly [Figure, Figure] | undefined {
  const levels = figures.filter(
    ({ fact }) => isLevel(fact) && (fact.unit === "money" || fact.unit === "count" || fact.unit === "share"),
  );
  for (const own of Map.groupBy(levels, ({ fact }) => measureOf(fact)).values()) {
    const [one, other, ...more] = [...new Map(own.map((figure) => [figure.fact.id, figure])).values()];
    if (one !== undefined && other !== undefined && more.length === 0) return [one, other];
  }
  return undefined;
}

/** Between two windows growth is of the earlier one; between two roles of the lower. */
function isTurned([one, other]: readonly [Figure, Figure]): boolean {
  return one.fact.slice === other.fact.slice && isEarlier(one.fact) !== isEarlier(other.fact);
}

function termOf({ fact, printed, start, end }: Figure, { meaning }: Reading): Term | undefined {
  const read = readPrinted(printed, meaning.locale);
  return read === undefined
    ? undefined
    : { start, end, printed, value: read.value, half: read.half, exact: fact.value };
}

interface Result {
  readonly term: Term;
  readonly isRatio: boolean;
}

/** Facts that state how the two differ: of either slice or of the pair, and of nothing that has a level of its own. */
function resultFigures(reading: Reading, { figures }: Statement, pair: readonly [Figure, Figure]): Result[] {
  const isShare = pair[0].fact.unit === "share";
  return figures.flatMap((figure) => {
    const { stat, unit } = figure.fact;
    const isResult = stat === "growth" || stat === "difference";
    const term = termOf(figure, reading);
    if (!isResult || term === undefined || (isShare && unit !== "points")) return [];
    if (unit === "points")
      return [{ term: { ...term, value: term.value / 100, half: term.half / 100 }, isRatio: false }];
    return [{ term, isRatio: unit === "growth" }];
  });
}

/** Percentages that the editor says need no fact. */
function typedResults(reading: Reading, statement: Statement): Result[] {
  const literals = reading.editorOf(statement)?.literals ?? [];
  const isShare = statement.figures.some(({ fact }) => fact.unit === "share");
  return literals.flatMap(({ text, kind }) => {
    const start = statement.text.indexOf(text);
    const read =
      kind === "lit" && start >= 0
        ? readPrinted(statement.text.slice(start, start + text.length + 2), reading.meaning.locale)
        : undefined;
    if (read === undefined || !read.isPercent || isShare) return [];
    return [
      {
        term: { start, end: start + text.length, printed: text, value: read.value, half: read.half, exact: undefined },
        isRatio: true,
      },
    ];
  });
}

interface Expected {
  readonly printed: number;
  readonly exact: number | undefined;
}

function resultOf(isRatio: boolean, low: Term, high: Term, base: Term): Expected {
  const of = (one: number, other: number, below: number) => (isRatio ? (other - one) / below : other - one);
  const exact =
    low.exact === undefined || high.exact === undefined || base.exact === undefined
      ? undefined
      : Math.abs(of(low.exact, high.exact, base.exact));
  return { printed: of(low.value, high.value, base.value), exact };
}

/** Right: as the printed numbers give it. Rounding: as the numbers behind them do. */
function judge({ value, half }: Term, { printed, exact }: Expected): "right" | "rounding" | "wrong" {
  const fits = (result: number) => Math.abs(Math.abs(result) - Math.abs(value)) <= half * (1 + 1e-6);
  if (fits(printed)) return "right";
  return exact !== undefined && fits(exact) ? "rounding" : "wrong";
}

/** The editor says so in the paragraph; what the pack writes is covered by the notes of its surface. */
function saysUnrounded(reading: Reading, { text, before, surface }: Statement, isEditors: boolean): boolean {
  const says = (of: string) => reading.find(unrounded)(of).length > 0;
  if ([text, ...before.map((each) => each.text)].some(says)) return true;
  const whole = wholeOf(surface);
  return (
    !isEditors &&
    reading.statements.some((each) => (each.surface === surface || each.surface === whole) && says(each.text))
  );
}

/** The mail that a role's block is read in: its notes hold for the block. Other surfaces are whole by themselves. */
function wholeOf(surface: string): string {
  if (!surface.startsWith("blocks/")) return surface;
  return surface.endsWith(".txt") ? "email.txt" : "email.html";
}

/** "A and B add up to C": the counts before the words against the one behind them. */
function sumFindings(reading: Reading, statement: Statement): Finding[] {
  const [word] = reading.find(sums)(statement.text);
  if (word === undefined) return [];
  const counts = statement.figures.filter(({ fact }) => fact.unit === "count" || fact.unit === "money");
  const parts = counts.filter(({ end }) => end <= word.start).map((figure) => termOf(figure, reading));
  const whole = counts.find(({ start }) => start >= word.end);
  const total = whole === undefined ? undefined : termOf(whole, reading);
  if (total === undefined || parts.length < 2 || parts.some((part) => part === undefined)) return [];
  const sum = parts.reduce((all, part) => all + (part?.value ?? 0), 0);
  const slack = parts.reduce((all, part) => all + (part?.half ?? 0), total.half) * (total.half >= 1 ? 1 : 0);
  if (Math.abs(sum - total.value) <= 1e-9) return [];
  const isRounding = Math.abs(sum - total.value) <= slack;
  return [
    editorFinding(reading, statement, total, {
      rule: isRounding ? "arithmetic-rounding" : "arithmetic",
      severity: isRounding ? "warning" : "blocking",
      why: `"${total.printed}" is called the sum of ${parts.map((part) => part?.printed).join(", ")}, which is ${sum}`,
      fix: isRounding ? "Say that figures may not add up." : "Print the sum of the parts, or do not call it one.",
    }),
  ];
}
