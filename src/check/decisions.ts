import type { Change, ChangeMetric, Verdict } from "../domain/change.ts";
import { recomputedPairs, recomputedVerdicts } from "./decision.ts";
import { isSigned } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { metricsIn } from "./ladder.ts";
import type { Reading } from "./reading.ts";
import { rolesOf } from "./slices.ts";
import type { Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { choose } from "./word-lists.ts";

/** The decision check: every verdict, in the archive, in a fact, in a cell, in a recommendation, is what estimates and gates come to. */
export function decisionFindings(reading: Reading): Finding[] {
  const { changes } = reading.meaning;
  if (changes === undefined) return [];
  const verdicts = recomputedVerdicts(changes);
  const known = changes.changes.map((change, index) => ({ change, verdict: verdicts[index] ?? change.verdict }));
  const pairs = recomputedPairs(changes);
  const stored = known.filter(({ change, verdict }) => change.verdict !== verdict);
  return [
    ...stored.map(({ change, verdict }) => archived(`${change.slice}.${change.metric}`, change.verdict, verdict)),
    ...changes.pairs.flatMap((pair, index) => {
      const verdict = pairs[index] ?? pair.verdict;
      return verdict === pair.verdict
        ? []
        : [archived(`pair.${pair.a}.${pair.b}.${pair.metric}`, pair.verdict, verdict)];
    }),
    ...factFindings(reading, known),
    ...reading.statements.flatMap((statement) =>
      statement.isRow ? cellFindings(reading, statement, known) : choiceFindings(reading, statement, pairs),
    ),
  ];
}

interface Known {
  readonly change: Change;
  readonly verdict: Verdict;
}

function archived(of: string, stored: string, found: string): Finding {
  return {
    rule: "decision",
    severity: "blocking",
    surface: "changes.json",
    place: of,
    why: `the verdict of ${of} is stored as ${stored}, and its estimates and gates come to ${found}`,
    fix: "Ingest the week again; do not edit its results by hand.",
  };
}

/** A fact carries the verdict of the change that it is of. */
function factFindings({ facts, statements }: Reading, known: readonly Known[]): Finding[] {
  const used = new Set(statements.flatMap(({ figures }) => figures.map(({ fact }) => fact.id)));
  return [...facts.values()].flatMap((fact) => {
    if (fact.verdict === null || fact.change === null || !used.has(fact.id)) return [];
    const found = known.find(
      ({ change }) =>
        change.slice === fact.slice && change.metric === fact.change?.metric && change.window === fact.window,
    );
    const isTurned =
      found !== undefined &&
      isSigned(fact) &&
      fact.stat !== "difference-low" &&
      fact.stat !== "difference-high" &&
      !fact.stat.startsWith("mix-") &&
      Math.sign(fact.value) !== Math.sign(found.change.difference ?? 0);
    return found === undefined || (found.verdict === fact.verdict && !isTurned)
      ? []
      : [{ ...archived(fact.id, fact.verdict, found.verdict), surface: "edition.json" }];
  });
}

/** The word in a column of verdicts is that of the row's role. */
function cellFindings(reading: Reading, statement: Statement, known: readonly Known[]): Finding[] {
  const [slice] = rolesOf(reading, statement);
  if (slice === undefined) return [];
  return statement.block.cells.flatMap((cell) => {
    const metric = cell.label === null ? undefined : reading.meaning.columns.get(cell.label);
    const verdict = metric === undefined ? undefined : verdictOf(slice, metric, known);
    const words = statement.text.slice(cell.start, cell.end);
    const printed = verdict === undefined ? undefined : printedVerdict(words, cell.label ?? "", reading);
    if (verdict === undefined || printed === undefined || printed === verdict) return [];
    return [
      editorFinding(reading, statement, cell, {
        rule: "decision",
        severity: "blocking",
        why: `"${words.trim()}" is printed for ${metric} of ${slice}, and its estimates and gates come to ${verdict}`,
        fix: "Print the verdict of the change.",
      }),
    ];
  });
}

function verdictOf(slice: string, metric: ChangeMetric, known: readonly Known[]): Verdict | undefined {
  return known.find(({ change }) => change.slice === slice && change.metric === metric)?.verdict;
}

/** The verdict whose word a cell begins with, the longest; undefined for a cell that holds none. */
function printedVerdict(cell: string, label: string, { meaning }: Reading): Verdict | undefined {
  const text = cell.trim();
  const words = text.startsWith(`${label}:`) ? text.slice(label.length + 1).trim() : text;
  return meaning.verdicts
    .filter(({ word }) => word !== "" && words.toLowerCase().startsWith(word.toLowerCase()))
    .sort((one, other) => other.word.length - one.word.length)[0]?.verdict;
}

/** A role is recommended for what a test of the pair found. */
function choiceFindings(
  reading: Reading,
  statement: Statement,
  pairs: readonly ReturnType<typeof recomputedPairs>[number][],
): Finding[] {
  const { text, heading, asked } = statement;
  const [word] = reading.find(choose)(text);
  const [named] =
    word === undefined ? [] : reading.rolesIn(text).filter(({ start }) => start > word.end && start - word.end < 3);
  if (word === undefined || named === undefined) return [];
  const sentence = metricsIn(reading, text.slice(named.end));
  const question = metricsIn(reading, asked);
  const metrics = question.size > 0 ? question : metricsIn(reading, heading.split(" ").at(-1) ?? "");
  const about = metrics.size > 0 ? metrics : sentence;
  const results = (reading.meaning.changes?.pairs ?? []).map((pair, index) => ({ pair, verdict: pairs[index] }));
  const own = results.filter(({ pair }) => about.has(pair.metric) && [pair.a, pair.b].includes(named.slice));
  const wins = own.some(({ pair, verdict }) => verdict === (pair.a === named.slice ? "a-more" : "b-more"));
  if (wins) return [];
  return [
    editorFinding(reading, statement, named, {
      rule: "decision",
      severity: "blocking",
      why: `${named.slice} is recommended, and no test of a pair found it ahead in ${[...about].join(", ") || "anything measured"}`,
      fix: "Recommend a role only for a gap that a test found clear.",
    }),
  ];
}
