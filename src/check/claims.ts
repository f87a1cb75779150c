import type { Claim } from "../domain/fact.ts";
import type { CheckRequest } from "./check-request.ts";
import { drawingText, feedText, plainText, unreadText } from "./drawing-text.ts";
import type { Finding } from "./finding.ts";
import { around, blocking, withoutTexts } from "./surfaces.ts";

/** What claims are judged by: an edition's, or a page's. */
export type ClaimRequest = Pick<CheckRequest, "surfaces" | "printed" | "literals" | "letterLines"> & {
  readonly edition: Pick<CheckRequest["edition"], "facts" | "claims" | "literals">;
};

/**
 * Every claim stands where it says and prints what its fact says, and no digit that a reader can see is outside a claim or
 * a text whose digits state no figure.
 */
export function claimFindings(request: ClaimRequest): Finding[] {
  return [...boundFindings(request), ...unboundFindings(request)];
}

/** Claims without a fact, that print something else than their fact, or that stand elsewhere than they say. */
export function boundFindings({
  edition,
  surfaces,
  printed,
}: Omit<ClaimRequest, "literals" | "letterLines">): Finding[] {
  const facts = new Map(edition.facts.map((fact) => [fact.id, fact]));
  const findings: Finding[] = [];
  for (const { surface, offset, printed: said, fact: id } of edition.claims) {
    const text = surfaces.get(surface) ?? "";
    const fact = facts.get(id);
    if (fact === undefined)
      findings.push(
        blocking(
          "claim-without-fact",
          surface,
          `"${said}" refers to ${id}, which does not exist`,
          "Bind it to a fact.",
          around(text, offset),
        ),
      );
    else if (spaced(printed(fact)) !== spaced(said))
      findings.push(
        blocking(
          "claim-edited",
          surface,
          `"${said}" is printed for ${id}, which says "${printed(fact)}"`,
          "Print the fact.",
          around(text, offset),
        ),
      );
    if (text.slice(offset, offset + said.length) !== said)
      findings.push(
        blocking(
          "claim-misplaced",
          surface,
          `"${said}" is not at offset ${offset}`,
          "Render the edition again.",
          around(text, offset),
        ),
      );
  }
  return findings;
}

/** Digits of drawings, on surfaces of their own and inside pages, and of what a page says of itself in its head. */
export function drawingFindings(request: ClaimRequest): Finding[] {
  const { edition, surfaces } = request;
  const drawings = new Map<string, string>();
  for (const [surface, text] of surfaces) {
    const own = [...edition.claims, ...(edition.literals ?? [])].filter((claim) => claim.surface === surface);
    if (surface.endsWith(".svg")) drawings.set(surface, drawingText(withoutClaims(text, own)));
    if (surface.endsWith(".html")) drawings.set(surface, unreadText(withoutClaims(text, own)));
  }
  return [...drawings].flatMap(([surface, text]) =>
    unboundNumbers(text, "", [], request.literals)
      // A drawing breaks a long name over lines wherever it must.
      .filter(({ word }) => !(LETTERS.test(word) && request.literals.some((each) => each.includes(word))))
      .map(({ word, place }) => blocking("unbound-number", surface, `"${word}" belongs to no fact`, PRINT_FACT, place)),
  );
}

/** A number with plain spaces, as drawings have them in place of those that keep its parts on one line. */
export function spaced(printed: string): string {
  return printed.replace(/\s/gu, " ");
}

function unboundFindings({ edition, surfaces, literals, letterLines }: ClaimRequest): Finding[] {
  return [...surfaces].flatMap(([surface, text]) =>
    unboundNumbers(text, surface, [...edition.claims, ...(edition.literals ?? [])], literals).map(({ word, place }) => {
      const line = letterLine(word, letterLines);
      return line === undefined
        ? blocking("unbound-number", surface, `"${word}" belongs to no fact`, PRINT_FACT, place)
        : blocking(
            "unbound-number",
            surface,
            `"${word}" of letter.md, line ${line}, belongs to no fact`,
            'Write it as a number that is one, {{n "<fact>"}}; "trends facts --search <words>" finds ids.',
            place,
          );
    }),
  );
}

/** The line of the editor's letter that holds the digits of a word, outside its claims. */
function letterLine(word: string, lines: readonly string[]): number | undefined {
  const [digits = word] = /\p{N}(?:[\p{N}.,]*\p{N})?/u.exec(word) ?? [];
  const index = lines.findIndex((line) => line.replace(/\{\{[^{}]*\}\}/g, " ").includes(digits));
  return index === -1 ? undefined : index + 1;
}

function unboundNumbers(
  text: string,
  surface: string,
  claims: readonly Pick<Claim, "surface" | "offset" | "printed">[],
  literals: readonly string[],
): { word: string; place: string }[] {
  let rest = withoutClaims(
    text,
    claims.filter((claim) => claim.surface === surface),
  );
  if (surface.endsWith(".html")) rest = seenText(rest);
  if (surface.endsWith(".svg")) rest = drawingText(rest);
  if (surface.endsWith(".xml")) rest = feedText(rest);
  // Texts before addresses: one may stand in the other.
  rest = withoutTexts(
    rest,
    literals.filter((each) => NUMERAL.test(each)),
  );
  rest = rest.replace(/https?:\/\/\S+|\d{4}-W\d{2}/g, (address) => "·".repeat(address.length));
  // A table may break a name over lines of its cell; then its words stand alone.
  const words = new Set(
    literals
      .flatMap((each) => each.split(/\s+/))
      .filter((word) => NUMERAL.test(word) && !/^[\p{N}.,%\p{Sc}–-]+$/u.test(word)),
  );
  return [...rest.matchAll(/\S+/g)]
    .filter(([word]) => NUMERAL.test(word) && !words.has(word))
    .map((match) => ({ word: match[0], place: around(rest, match.index) }));
}

/** The text with dots in place of each claim; a page has hundreds, in order of their places, and is gone through once. */
function withoutClaims(text: string, claims: readonly { readonly offset: number; readonly printed: string }[]): string {
  const parts: string[] = [];
  let read = 0;
  for (const { offset, printed } of claims.toSorted((one, other) => one.offset - other.offset)) {
    const end = Math.min(offset + printed.length, text.length);
    if (end <= read) continue;
    const start = Math.max(offset, read);
    parts.push(text.slice(read, start), "·".repeat(end - start));
    read = end;
  }
  return parts.join("") + text.slice(read);
}

const PRINT_FACT = "Print it through a fact, or name it among the literals.";

/** So many letters make a part of a name of what could be a number with its unit. */
const LETTERS = /(?:\p{L}.*){4}/u;

/** Digits of every script, and signs like ½ and Ⅷ. */
const NUMERAL = /\p{N}/u;

/** A feed or page as its readers see it. */
export function shownText(file: string, markup: string): string {
  return file.endsWith(".xml") ? feedText(markup) : seenText(markup);
}

/** What a page shows as text: no markup, styles or drawings (whose numbers are the chart's own), entities resolved. */
export function seenText(html: string): string {
  return plainText(html.replace(/<(style|svg|head)\b[\s\S]*?<\/\1>/gi, " "));
}
