import type { Finding } from "./finding.ts";
import { measuredIn } from "./ladder.ts";
import { type Reading, said } from "./reading.ts";
import { slicesOf } from "./slices.ts";
import { clauseOf } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { denials } from "./word-lists.ts";

/** "Did not change" and "did not pass our tests" are not said of what Rose or Fell. A clause that names no measure denies none. */
export function denialFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow) return [];
    return said(reading, statement, denials).flatMap((word) => {
      if (reading.isFixed(statement, word)) return [];
      const metrics = measuredIn(reading, clauseOf(statement, word));
      const named = slicesOf(reading, statement);
      const slices = named.size === 0 ? new Set(reading.meaning.about) : named;
      const denied = reading.meaning.changes?.changes.find(
        ({ slice, metric, verdict }) =>
          slices.has(slice) &&
          metrics.has(metric) &&
          metric !== "new-pay" &&
          metric !== "repriced" &&
          (verdict === "rose" || verdict === "fell"),
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
  });
}
