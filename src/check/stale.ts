import type { Claim, Fact } from "../domain/fact.ts";
import type { Finding } from "./finding.ts";
import type { Meaning } from "./meaning.ts";
import { blocking } from "./surfaces.ts";

/** Every fact that is printed was read from a file as it is stored now. */
export function staleFindings(
  claims: readonly Claim[],
  facts: readonly Fact[],
  { stored }: Pick<Meaning, "stored">,
): Finding[] {
  const now = new Map(stored.map(({ path, sha256 }) => [path, sha256]));
  const surfaces = new Map(claims.map(({ fact, surface }) => [fact, surface]));
  return facts.flatMap(({ id, source, vintage }) => {
    const surface = surfaces.get(id);
    if (surface === undefined || now.get(source.path) === source.sha256) return [];
    const what = now.has(source.path) ? "was changed since" : "is none of the inputs";
    return [
      blocking(
        "stale-fact",
        surface,
        `${id} was read from ${source.path} as of ${vintage}, which ${what}`,
        "Build the edition again.",
      ),
    ];
  });
}
