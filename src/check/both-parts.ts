import type { Claim } from "../domain/fact.ts";
import type { CheckRequest } from "./check-request.ts";
import type { Finding } from "./finding.ts";
import { around, blocking } from "./surfaces.ts";

/** What a reader of the HTML does not see as text: tags with their alt texts, the title, and what is hidden (the preheader). */
const APART = /<title\b[\s\S]*?<\/title>|<div\b[^>]*\bdisplay:\s*none[^>]*>[\s\S]*?<\/div>|<[a-z][^>]*>/gi;

/**
 * Who reads the text part reads the same figures as who reads the HTML: of the letter, and of each role's block in it. A chart's
 * description is text in the one and an alt text in the other; title and preheader are of the HTML alone.
 */
export function partsFindings(request: CheckRequest): Finding[] {
  const html = [...request.surfaces.keys()].filter((name) => /^(email|blocks\/.*)\.html$/.test(name));
  return html.flatMap((name) => {
    const text = name.replace(/html$/, "txt");
    const ofHtml = claimsOf(request, name);
    const ofText = claimsOf(request, text);
    const hidden = [...(request.surfaces.get(name) ?? "").matchAll(APART)];
    const seen = ofHtml.filter(
      ({ offset }) => !hidden.some(({ index, 0: part }) => index <= offset && offset < index + part.length),
    );
    return [...missing(request, text, "HTML", seen, ofText), ...missing(request, name, "text", ofText, ofHtml)];
  });
}

function claimsOf({ edition }: CheckRequest, surface: string): Claim[] {
  return edition.claims.filter((claim) => claim.surface === surface);
}

/** One finding for all figures that a part lacks. */
function missing(
  { surfaces }: CheckRequest,
  surface: string,
  other: "HTML" | "text",
  there: readonly Claim[],
  here: readonly Claim[],
): Finding[] {
  const known = new Set(here.map(({ fact }) => fact));
  const lost = there.filter(({ fact }) => !known.has(fact));
  const [first] = lost;
  if (first === undefined) return [];
  const count = new Set(lost.map(({ fact }) => fact)).size;
  return [
    blocking(
      "parts-differ",
      surface,
      `${count === 1 ? "a figure" : `${count} figures`} of the ${other} part ${count === 1 ? "is" : "are"} not in it, the first "${first.printed}" (${first.fact})`,
      "Put the section back into the template of this part, or take it out of the other.",
      around(surfaces.get(first.surface) ?? "", first.offset),
    ),
  ];
}
