import type { Finding } from "./finding.ts";
import type { Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";

/** Characters shown on either side of a place. */
const AROUND = 30;

/** The line of the editor's paragraph that holds the words, its first where none does alone; undefined for other text. */
export function editorLine(reading: Reading, statement: Statement, words: string): number | undefined {
  const first = reading.editorOf(statement)?.line;
  if (first === undefined) return undefined;
  const own = reading.meaning.letterLines.slice(first - 1);
  const end = own.findIndex((line) => line.trim() === "");
  const found = own
    .slice(0, end < 0 ? own.length : end)
    .findIndex((line) => words !== "" && line.replace(/\{\{[^{}]*\}\}/g, " ").includes(words));
  return first + Math.max(0, found);
}

/** A finding at a place of a statement; where the words are the editor's, with their line in `letter.md`. */
export function editorFinding(
  reading: Reading,
  statement: Statement,
  { start, end }: Span,
  told: Pick<Finding, "rule" | "severity" | "why" | "fix">,
): Finding {
  const { text, surface } = statement;
  const place = text.slice(Math.max(0, start - AROUND), end + AROUND).trim();
  const line = editorLine(reading, statement, text.slice(start, end));
  if (line === undefined) return { ...told, surface, place };
  const why = told.why.includes("letter.md") ? told.why : `${told.why} (letter.md, line ${line})`;
  return { ...told, why, surface, place, line };
}
