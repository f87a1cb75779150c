import type { Finding } from "./finding.ts";
import { agreesWithStructure } from "./no-figure.ts";
import type { Found } from "./phrases.ts";
import { outside } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import { isAtCut, type Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { typedFacts } from "./typed-facts.ts";
import { idioms, numberWords, ordinals, ranked, rankedAs } from "./word-lists.ts";

/**
 * Numbers, parts and multiples in words, and places in an order, that no fact stands behind: "three", "half", "doubled", "second
 * highest". Fixed words of the pack may hold them; so may the editor where they agree with the structure.
 */
export function numberWordFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    const literals = reading.editorOf(statement)?.literals ?? [];
    const named = literals.flatMap(({ text }) => placesOf(text, statement.text));
    const words = [
      ...outside(said(reading, statement, numberWords, idioms), named),
      ...outside(places(reading, statement), named),
    ];
    return words
      .filter((word) => !reading.isFixed(statement, word))
      .filter(({ end }) => !isAtCut(statement, end))
      .filter((word) => !isStructure(reading, statement, word))
      .map((word) =>
        editorFinding(reading, statement, word, {
          rule: "unbound-number",
          severity: "blocking",
          why: `"${statement.text.slice(word.start, word.end)}" states a number and belongs to no fact`,
          fix: `${typedFacts(reading, statement, null)} A number that is no figure is written {{lit 3 "reason"}}.`,
        }),
      );
  });
}

/** Whole numbers alone may agree with the structure; parts and multiples are always figures. */
function isStructure(reading: Reading, statement: Statement, word: Found): boolean {
  const number = reading.meaning.words.numbers[word.phrase];
  return number !== undefined && agreesWithStructure(reading, statement, word, number);
}

/** Ordinals that say a rank: right before "highest", "place" and the like, or right behind "ranks". */
function places(reading: Reading, statement: Statement): Found[] {
  const { text } = statement;
  const before = reading.find(rankedAs)(text);
  const behind = reading.find(ranked)(text);
  return said(reading, statement, ordinals, idioms).filter(
    (word) =>
      behind.some(({ start }) => start > word.end && /^\s$/u.test(text.slice(word.end, start))) ||
      (before.some(({ end }) => end < word.start && /^\s$/u.test(text.slice(end, word.start))) &&
        /^\s*(?:[.,;:!?)]|$)/u.test(text.slice(word.end))),
  );
}

function placesOf(part: string, text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(part); part !== "" && at >= 0; at = text.indexOf(part, at + part.length))
    found.push({ start: at, end: at + part.length });
  return found;
}
