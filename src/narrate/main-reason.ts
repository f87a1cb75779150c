import type { GuardReason } from "../domain/change.ts";
import { numbersOf } from "./guard-facts.ts";
import { later, messageOf, valuesOf } from "./guard-notes.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import type { Candidate } from "./writer.ts";

/**
 * Which reason a letter begins with where several stand against comparing its week: the further down, the less a reader who
 * never heard of it would be misled. First what makes the count no count of a week, then what makes old ads or another way
 * of counting look like news, then what the feed did, then what is only not there.
 */
const IMPORTANCE: readonly GuardReason["code"][] = [
  "days-apart",
  "days-missing",
  "method-changed",
  "renamed",
  "repriced",
  "pay-reread",
  "source-gone",
  "source-new",
  "source-rows",
  "source-grown",
  "pay-share",
  "weeks-missing",
  "no-employers",
];

/**
 * The sentence that tells the main reason why this week cannot be compared with the one before; of equal reasons, this
 * week's. Where none is known that a sentence could tell, the sentence that points to the notes.
 */
export function leadOfLevels(request: NarrateRequest, facts: FactBook): Candidate {
  const reasons = (request.changes?.content.guard.total ?? [])
    .map((reason, index) => ({ reason, index, place: IMPORTANCE.indexOf(reason.code) }))
    .filter(({ place }) => place !== -1)
    .sort((a, b) => a.place - b.place || later(a.reason, b.reason));
  const [main] = reasons;
  if (main === undefined) return { key: "lead.levels" };
  const values = valuesOf(
    main.reason,
    numbersOf(main.reason, `guard.total.${main.index}`, facts),
    request.words,
    request,
  );
  return { key: keyOf(main.reason, request), values };
}

/** Reasons that may be of the week before have a sentence for that. */
const OF_EITHER_WEEK: ReadonlySet<GuardReason["code"]> = new Set([
  "days-apart",
  "days-missing",
  "renamed",
  "repriced",
  "source-rows",
]);

function keyOf(reason: GuardReason, { week }: NarrateRequest): string {
  const name = messageOf(reason).replace("guard.", "lead.levels.");
  return OF_EITHER_WEEK.has(reason.code) && !reason.weeks.includes(week) ? `${name}.before` : name;
}
