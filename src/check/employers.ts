import type { Finding } from "./finding.ts";
import { finderOf, outside } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { editorFinding } from "./told.ts";

/** Shorter names are words of any text. */
const LEAST_LETTERS = 3;

/** An employer of the data is named only where the public list of the week holds it. A single word that begins a sentence only warns. */
export function employerFindings(reading: Reading): Finding[] {
  const { employersKnown, employersNamed, roles } = reading.meaning;
  const open = new Set(employersNamed);
  const names = new Set(roles.map(({ name }) => name));
  const closed = [...new Set(employersKnown)].filter(
    (name) => !open.has(name) && !names.has(name) && name.trim().length >= LEAST_LETTERS && /^\P{Ll}/u.test(name),
  );
  if (closed.length === 0) return [];
  const opened = finderOf([...open]);
  const first = Map.groupBy(closed, (name) => name.split(/\s/u, 1)[0] ?? name);
  return reading.statements.flatMap((statement) =>
    [...statement.text.matchAll(/[^\s“”"(),;:!?]+/gu)].flatMap((match) => {
      const word = match[0];
      const candidates = first.get(word) ?? first.get(word.replace(/(?:['’]s|\.)$/u, "")) ?? [];
      const name = candidates.find((each) => statement.text.startsWith(each, match.index));
      if (name === undefined || isPartOfRole(reading, statement.text, match.index)) return [];
      const place = { start: match.index, end: match.index + name.length };
      if (outside([place], opened(statement.text)).length === 0) return [];
      const isDoubtful = !/\s/u.test(name) && match.index === 0;
      return [
        editorFinding(reading, statement, place, {
          rule: "employer-named",
          severity: isDoubtful || statement.isRow ? "warning" : "blocking",
          why: `"${name}" is an employer that may not be named this week`,
          fix: "Leave the name out, or name an employer of this week’s public list.",
        }),
      ];
    }),
  );
}

function isPartOfRole(reading: Reading, text: string, index: number): boolean {
  return reading.rolesIn(text).some(({ start, end }) => index >= start && index < end);
}
