import type { Claim } from "../domain/fact.ts";
import { spaced } from "./claims.ts";
import type { Finding } from "./finding.ts";
import { blocking } from "./surfaces.ts";

/** The same fact is the same string wherever it is printed, from the subject to the feed. The first surface says what it is. */
export function toldTwiceFindings(claims: readonly Claim[]): Finding[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const before = first.get(claim.fact);
    if (before === undefined) first.set(claim.fact, claim);
    if (before === undefined || spaced(before.printed) === spaced(claim.printed)) return [];
    return [
      blocking(
        "told-twice",
        claim.surface,
        `${claim.fact} is "${claim.printed}" here and "${before.printed}" in ${before.surface}`,
        "Print the fact in one way everywhere.",
        claim.printed,
      ),
    ];
  });
}
