import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";

/** `blocking` holds the edition back; `warning` may lose readers; `note` is for who runs the mail server. */
export type Severity = "blocking" | "warning" | "note";

/** What a check found: which rule, where, why it matters, and what to do. A blocking one holds the edition back. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly surface: string;
  /** The words around the place, or empty where the whole surface is meant. */
  readonly place: string;
  readonly why: string;
  readonly fix: string;
  /** The line of `letter.md`, where the words are the editor’s. */
  readonly line?: number;
}

/** Throws when a finding blocks the edition; the message names the first of them. */
export function refuseBlocked(week: Week, findings: readonly Finding[]): void {
  const stopping = findings.filter(({ severity }) => severity === "blocking");
  const [first] = stopping;
  if (first === undefined) return;
  throw new ReportError(
    "check-failed",
    `The edition of ${week} was held back by ${stopping.length} blocking ${stopping.length === 1 ? "finding" : "findings"}; the first is ${first.rule} in ${first.surface}: ${first.why}. The archive was left as it was.`,
    `${first.fix} "trends check --week ${week}" lists them all.`,
    { details: { findings: stopping } },
  );
}
