import { pairOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { changesOf, measuredIn } from "./ladder.ts";
import { type Reading, said } from "./reading.ts";
import { slicesOf } from "./slices.ts";
import { clauseOf, type Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { denials, gaps } from "./word-lists.ts";

/** "Did not change" and "did not pass our tests" are not said of what Rose or Fell. A clause that names no measure denies none. */
export function denialFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow) return [];
    return [...gapFindings(reading, statement), ...denied(reading, statement)];
  });
}

/** How far two roles are apart is known of now; whether that moved, nothing tested. */
function gapFindings(reading: Reading, statement: Statement): Finding[] {
  if (reading.rolesIn(statement.text).length < 2 && statement.figures.every(({ fact }) => pairOf(fact) === undefined))
    return [];
  return reading
    .find(gaps)(statement.text)
    .filter((word) => !reading.isFixed(statement, word))
    .map((word) =>
      editorFinding(reading, statement, word, {
        rule: "verdict-word",
        severity: "blocking",
        why: `"${statement.text.slice(word.start, word.end)}" is said of something that was not tested`,
        fix: "Say how far the two are apart, and not that it changed.",
      }),
    );
}

function denied(reading: Reading, statement: Statement): Finding[] {
  return said(reading, statement, denials).flatMap((word) => {
    if (reading.isFixed(statement, word)) return [];
    const metrics = measuredIn(reading, clauseOf(statement, word));
    const named = slicesOf(reading, statement);
    const slices = named.size === 0 ? new Set(reading.meaning.about) : named;
    const denied = changesOf(reading, metrics).find(
      ({ slice, verdict }) => slices.has(slice) && (verdict === "rose" || verdict === "fell"),
    );
    if (denied === undefined) return [];
    return [
      editorFinding(reading, statement, word, {
        rule: "verdict-word",
        severity: "blocking",
        why: `"${statement.text.slice(word.start, word.end)}" denies the change of ${denied.slice}.${denied.metric}, whose verdict is ${denied.verdict}`,
        fix: `Say what the verdict says: ${denied.verdict}.`,
      }),
    ];
  });
}
