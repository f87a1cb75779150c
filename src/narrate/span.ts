import type { MessageValues } from "../domain/words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";

/** The time that the letter's figures of the week are of, as its sentences must name it. */
export interface Span {
  /** Ends the key of every message that would otherwise say "week". */
  readonly suffix: "" | ".days";
  /** The number of days, where it is not a week's. */
  readonly values: MessageValues;
}

/** A week, or the days since the last stored one where the ads of all of them came at once. */
export function spanOf({ changes, week }: Pick<NarrateRequest, "changes" | "week">, facts: FactBook): Span {
  const index = (changes?.content.guard.total ?? []).findIndex(
    ({ code, weeks }) => code === "days-apart" && weeks.includes(week),
  );
  return index === -1
    ? { suffix: "", values: {} }
    : { suffix: ".days", values: { days: facts.n(`guard.total.${index}.found`) } };
}
