import type { Finding } from "./finding.ts";
import type { Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";

/** Characters shown on either side of a place. */
const AROUND = 30;

/** A finding at a place of a statement; where the words are the editor's, with their line in `letter.md`. */
export function editorFinding(
  reading: Reading,
  statement: Statement,
  { start, end }: Span,
  told: Pick<Finding, "rule" | "severity" | "why" | "fix">,
): Finding {
  const { text, surface } = statement;
  const place = text.slice(Math.max(0, start - AROUND), end + AROUND).trim();
  const line = reading.editorOf(statement)?.line;
  if (line === undefined) return { ...told, surface, place };
  const why = told.why.includes("letter.md") ? told.why : `${told.why} (letter.md, line ${line})`;
  return { ...told, why, surface, place, line };
}
