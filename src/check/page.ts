import type { Claim, Fact } from "../domain/fact.ts";
import { ReportError } from "../errors.ts";
import { type ClaimRequest, claimFindings, shownText } from "./claims.ts";
import type { Finding } from "./finding.ts";
import type { Meaning } from "./meaning.ts";
import { around, blocking, LEFTOVERS, withoutTexts } from "./surfaces.ts";
import { pageWordFindings } from "./words.ts";

/** The meaning of words, and every fact that a rank may be among. */
export interface PageWords {
  readonly meaning: Meaning;
  readonly facts: readonly Fact[];
}

/** A page of the archive as it will be read, with what it may print. */
export interface PageCheck {
  /** Its file below the archive: names the page in findings. */
  readonly file: string;
  readonly html: string;
  readonly claims: readonly Claim[];
  readonly facts: readonly Fact[];
  readonly printed: ClaimRequest["printed"];
  /** Texts whose digits state no figure. */
  readonly literals: readonly string[];
  /** What the page's own words are held against; null where they are not judged. */
  readonly said: PageWords | null;
}

/**
 * The fact check of editions, for a page: no number without its fact, nothing left over from a template, and where its words are
 * judged, no direction, verdict, unit or superlative that its facts do not bear out.
 */
export function pageFindings(request: PageCheck): Finding[] {
  const { file, html, claims, printed, literals, said } = request;
  const own = claims.map((claim) => ({ ...claim, surface: file }));
  return [
    ...numberFindings(request),
    ...(said === null
      ? []
      : pageWordFindings({ ...said, surfaces: new Map([[file, html]]), claims: own, literals, printed })),
  ];
}

function numberFindings({ file, html, claims, facts, printed, literals }: PageCheck): Finding[] {
  const unbound = claimFindings({
    edition: { facts: [...facts], claims: claims.map((claim) => ({ ...claim, surface: file })) },
    surfaces: new Map([[file, html]]),
    printed,
    literals,
    letterLines: [],
  });
  // A name may look like a template or like what a broken one leaves; it is still only a name.
  const odd = literals.filter((each) => /[{}]|undefined|NaN|object/.test(each));
  const seen = withoutTexts(shownText(file, html), odd);
  const left = LEFTOVERS.exec(seen);
  if (left === null) return unbound;
  const why = `"${left[0]}" is left over`;
  return [
    blocking("leftover", file, why, "Mend the template or the figure behind it.", around(seen, left.index)),
    ...unbound,
  ];
}

/** Throws when a finding blocks a page. Pages link each other, so then none of them is written. */
export function refuseBlockedPages(findings: readonly Finding[]): void {
  const stopping = findings.filter(({ severity }) => severity === "blocking");
  const [first] = stopping;
  if (first === undefined) return;
  throw new ReportError(
    "check-failed",
    `The archive's pages were held back by ${stopping.length} blocking ${stopping.length === 1 ? "finding" : "findings"}; the first is ${first.rule} in ${first.surface}: ${first.why}${first.place === "" ? "" : `, near "${first.place}"`}. The pages were left as they were.`,
    first.fix,
    { details: { findings: stopping } },
  );
}
