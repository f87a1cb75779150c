import type { CheckRequest } from "./check-request.ts";
import { claimFindings } from "./claims.ts";
import type { Finding } from "./finding.ts";
import { surfaceFindings } from "./surfaces.ts";

/**
 * Preflight and fact check of what will be read, not of templates: sizes, leftovers, alt texts, and that every printed
 * number is a claim that says what its fact says. Blocking findings first, then in the order of surfaces and places.
 */
export function checkEdition(request: CheckRequest): Finding[] {
  const findings = [...surfaceFindings(request), ...claimFindings(request)];
  return [
    ...findings.filter(({ severity }) => severity === "blocking"),
    ...findings.filter(({ severity }) => severity !== "blocking"),
  ];
}
