import type { Finding } from "./finding.ts";
import { type Reading, said } from "./reading.ts";
import { editorFinding } from "./told.ts";
import { causal, certainty, hype, idioms } from "./word-lists.ts";

const LINTS = [
  {
    rule: "causal",
    list: causal,
    why: "names a cause, and postings show none",
    fix: "Link a source that shows the cause, or say what happened and no why.",
  },
  { rule: "hype", list: hype, why: "shouts", fix: "Use the plain word of the verdict." },
  {
    rule: "certainty",
    list: certainty,
    why: "is surer than figures of one feed can be",
    fix: "Say what was measured.",
  },
] as const;

/** Words that overclaim, where they are not fixed words of the pack. Warnings: a person decides. A cause with a link beside it passes. */
export function lintFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) =>
    LINTS.flatMap(({ rule, list, why, fix }) =>
      said(reading, statement, list, idioms)
        .filter((word) => !reading.isFixed(statement, word))
        .filter(() => rule !== "causal" || !/https?:\/\//.test(statement.text))
        .map((word) =>
          editorFinding(reading, statement, word, {
            rule,
            severity: "warning",
            why: `"${statement.text.slice(word.start, word.end)}" ${why}`,
            fix,
          }),
        ),
    ),
  );
}
