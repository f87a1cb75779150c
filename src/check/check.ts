import { partsFindings } from "./both-parts.ts";
import { chartTextFindings } from "./chart-texts.ts";
import type { CheckRequest } from "./check-request.ts";
import { boundFindings, claimFindings, drawingFindings } from "./claims.ts";
import type { Finding } from "./finding.ts";
import { introFindings } from "./intro-length.ts";
import { inventedFindings } from "./invented.ts";
import type { Meaning } from "./meaning.ts";
import { surfaceFindings } from "./surfaces.ts";
import { wordFindings } from "./words.ts";

/**
 * Preflight and fact check of what will be read, not of templates: sizes, leftovers, alt texts, and that every printed
 * number is a claim that says what its fact says, in words that its fact bears out. Blocking findings first, then in the order of surfaces and places.
 */
export function checkEdition(request: CheckRequest): Finding[] {
  const findings = [
    ...surfaceFindings(request),
    ...chartTextFindings(request),
    ...inventedFindings(request),
    ...(request.meaning === null
      ? claimFindings(request)
      : [...boundFindings(request), ...drawingFindings(request), ...inWords(request, request.meaning)]),
    ...partsFindings(request),
    ...revisedFindings(request),
    ...introFindings(request.edition),
  ];
  return [
    ...findings.filter(({ severity }) => severity === "blocking"),
    ...findings.filter(({ severity }) => severity !== "blocking"),
  ];
}

function inWords({ edition, surfaces, literals, printed }: CheckRequest, meaning: Meaning): Finding[] {
  const { claims, facts } = edition;
  return wordFindings({ meaning, surfaces, claims, facts, literals, printed });
}

/** Changes that were computed from snapshots which were revised since still hold, but the edition should be told apart. */
function revisedFindings({ edition }: CheckRequest): Finding[] {
  return edition.warnings
    .filter(({ code }) => code === "revised-since-compared")
    .map(({ slice }) => ({
      rule: "revised-since-compared",
      severity: "warning",
      surface: "changes.json",
      place: slice ?? "",
      why: "that week was revised after this one was compared with it",
      fix: "Ingest the weeks of the window again on a machine that has their postings.",
    }));
}
