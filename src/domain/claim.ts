import type { Claim } from "./fact.ts";

// Private-use characters that mark a printed number until its surface is final. Text from outside never holds
// them (`inertText`), so a job title cannot forge a claim.
const OPEN = "\uE010";
const BETWEEN = "\uE011";
const CLOSE = "\uE012";
const MARKED = /\uE010([^\uE010-\uE012]+)\uE011([^\uE010-\uE012]*)\uE012/gu;

/** A printed number that remembers its fact: `marked("$129K", "total.pay.midpoint.median")`. */
export function marked(printed: string, fact: string): string {
  return `${OPEN}${fact}${BETWEEN}${printed}${CLOSE}`;
}

/** In place of a fact: digits that state nothing about the data. No fact's id begins so. */
const LITERAL = "#";

/** Digits that are no figure of the data, marked so that each surface knows its own place of them; `place` tells which they are. */
export function markedLiteral(text: string, place: string): string {
  return marked(text, LITERAL + place);
}

/** The place of what was marked as a literal; undefined for the id of a fact. */
export function literalPlace(fact: string): string | undefined {
  return fact.startsWith(LITERAL) ? fact.slice(LITERAL.length) : undefined;
}

/** The text as a reader sees it, without marks. */
export function unmarked(text: string): string {
  return text.replace(MARKED, "$2");
}

/** Each marked number replaced by what `write` makes of it: a `<data>` element, say. */
export function replaceMarked(text: string, write: (printed: string, fact: string) => string): string {
  return text.replace(MARKED, (_, fact: string, printed: string) => write(printed, fact));
}

/** The final text of a surface and its claims in order of appearance. */
export function takeClaims(surface: string, text: string): { text: string; claims: Claim[] } {
  const claims: Claim[] = [];
  let final = "";
  let read = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, fact = "", printed = ""] = match;
    final += text.slice(read, match.index);
    claims.push({ surface, offset: final.length, printed, fact });
    final += printed;
    read = match.index + whole.length;
  }
  return { text: final + text.slice(read), claims };
}

/** A printed number and its place in a text that is not said to be a surface yet. */
export type Placed = Omit<Claim, "surface">;

/** The text with its numbers marked again: what `takeClaims` took out of it, in order of their places. */
export function withMarks(text: string, claims: readonly Placed[]): string {
  let whole = "";
  let read = 0;
  for (const { offset, printed, fact } of claims) {
    whole += text.slice(read, offset) + marked(printed, fact);
    read = offset + printed.length;
  }
  return whole + text.slice(read);
}

/** The parts of a marked text that stand between its numbers. */
export function betweenMarked(text: string): string[] {
  return text.split(/\uE010[^\uE012]*\uE012/u);
}

/** `change` applied to everything but the marks and the numbers in them. */
export function changedBetween(text: string, change: (words: string) => string): string {
  return text
    .split(/(\uE010[^\uE012]*\uE012)/u)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}

/** The ids of the facts a marked text uses, each once, in order of appearance. */
export function factsIn(text: string): string[] {
  const marks = [...text.matchAll(MARKED)].map(([, fact = ""]) => fact);
  return [...new Set(marks.filter((fact) => literalPlace(fact) === undefined))];
}
