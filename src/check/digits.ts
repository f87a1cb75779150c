import type { Finding } from "./finding.ts";
import { agreesWithStructure, dateFinder } from "./no-figure.ts";
import { escaped, type Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { isAtCut, type Statement } from "./statements.ts";
import { editorFinding, editorLine } from "./told.ts";
import { typedFacts } from "./typed-facts.ts";

/** Digits of every script, and signs like ½ and Ⅷ. */
const NUMERAL = /\p{N}/u;

/**
 * Digits that a reader can see and no fact stands behind. Texts among the literals, names and numbers that the editor says are no
 * figures, days and weeks of the calendar, addresses, and sizes that agree with the structure are left alone.
 */
export function digitFindings(reading: Reading, literals: readonly string[]): Finding[] {
  const dates = dateFinder(reading.meaning.locale, reading.meaning.words.dateFillers);
  const mask = maskOf([...literals, ...reading.meaning.roles.map(({ name }) => name)]);
  return reading.statements.flatMap((statement) => {
    if (!NUMERAL.test(statement.text)) return [];
    const rest = visibleRest(reading, statement, [...dates(statement.text), ...mask(statement)]);
    return [...rest.matchAll(/\S+/g)].flatMap((match) => {
      const word = match[0].replace(/^[^\p{N}\p{Sc}]+|[^\p{N}%]+$/gu, "");
      const start = match.index + match[0].indexOf(word);
      if (!NUMERAL.test(match[0])) return [];
      const span = { start, end: start + word.length };
      if (isAtCut(statement, match.index + match[0].length)) return [];
      if (agreesWithStructure(reading, statement, span, Number(word))) return [];
      const line = editorLine(reading, statement, word);
      return [
        editorFinding(reading, statement, span, {
          rule: "unbound-number",
          severity: "blocking",
          why: `"${match[0]}"${line === undefined ? "" : ` of letter.md, line ${line},`} belongs to no fact`,
          fix: `${typedFacts(reading, statement, match[0])} A number that is no figure is written {{lit 3 "reason"}}, one in a name {{name "3M"}}.`,
        }),
      ];
    });
  });
}

/** The statement with dots for its figures, for the places given, and for what the editor says is no figure. */
function visibleRest(reading: Reading, statement: Statement, spans: readonly Span[]): string {
  const literals = reading.editorOf(statement)?.literals.map(({ text }) => text) ?? [];
  let rest = statement.text;
  for (const { start, end } of [...statement.figures, ...spans]) rest = dotted(rest, start, end);
  for (const literal of literals) {
    const at = literal === "" ? -1 : rest.indexOf(literal);
    if (at >= 0) rest = dotted(rest, at, at + literal.length);
  }
  return rest;
}

function dotted(text: string, start: number, end: number): string {
  const [from, to] = [Math.max(0, start), Math.max(0, start, end)];
  return text.slice(0, from) + text.slice(from, to).replace(/\S/gu, (sign) => "·".repeat(sign.length)) + text.slice(to);
}

/** So many characters of a text are needed to know it by its beginning. */
const BEGINNING = 12;

/** Where a text begins that has no room for its end: on a card, a line that ends in "…". */
function cutAtEnd(known: string, text: string): Span[] {
  const seen = text.endsWith("…") ? text.slice(0, -1) : "";
  const start = seen.lastIndexOf(known.slice(0, BEGINNING));
  return seen !== "" && start >= 0 && known.startsWith(seen.slice(start)) ? [{ start, end: seen.length }] : [];
}

/** Finds the literals that hold digits, the longest first, wherever white space breaks them. */
function maskOf(literals: readonly string[]): (statement: Statement) => Span[] {
  const known = [...new Set(literals)]
    .map((each) => each.trim())
    .filter((each) => NUMERAL.test(each))
    .sort((one, other) => other.length - one.length);
  if (known.length === 0) return () => [];
  const words = (text: string) => text.split(/\s+/u).map((word) => escaped(word));
  const edge = (text: string) => [
    /^\p{N}/u.test(text) ? "(?<![\\p{N}])" : "",
    /\p{N}$/u.test(text) ? "(?![\\p{N}])" : "",
  ];
  const pattern = new RegExp(
    known.map((each) => `${edge(each)[0]}${words(each).join("\\s+")}${edge(each)[1]}`).join("|"),
    "gu",
  );
  const kept = new Map<Statement["block"], Span[]>();
  return ({ block, start }) => {
    const found = kept.get(block) ?? [
      ...[...block.text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
      ...known.flatMap((each) => cutAtEnd(each.replace(/\s+/gu, " "), block.text)),
    ];
    kept.set(block, found);
    return found.map((span) => ({ start: span.start - start, end: span.end - start })).filter(({ end }) => end > 0);
  };
}
