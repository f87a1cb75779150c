import type { Change, ChangeMetric } from "../domain/change.ts";
import { categoryChange, categoryName, totalChange } from "./categories.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues, gainsByNoticeable, hasMoved, isUsual, verdictWords } from "./verdict-values.ts";

/** What the tests say of a metric, for a table. */
export interface VerdictText {
  /** The verdict's fixed words, and by how much where it moved: "Rose 3.2%". */
  readonly verdict: string;
  /** From what size on a change would have been noticed, "4%"; undefined where it says nothing. */
  readonly noticeable: string | undefined;
  /** For a role too thin to compare, its category and what was found of that. */
  readonly category: { readonly name: string; readonly verdict: string } | undefined;
  /** Where there is no such category, what was found of all roles together. */
  readonly total: string | undefined;
}

/** Undefined for a metric that nothing was asked of. */
export function verdictText(
  slice: string,
  metric: ChangeMetric,
  request: NarrateRequest,
  facts: FactBook,
): VerdictText | undefined {
  const change = request.changes?.content.changes.find((each) => each.slice === slice && each.metric === metric);
  const { words } = request;
  if (change === undefined) return undefined;
  const isThin = change.verdict === "too-few" && slice !== "total";
  const found = isThin ? categoryChange(slice, metric, request) : undefined;
  const total = isThin && found === undefined ? totalChange(metric, request) : undefined;
  const noticeable = gainsByNoticeable(change) ? changeValues(change, facts, words)?.["noticeable"] : undefined;
  return {
    verdict: withSize(change, facts, words),
    noticeable: noticeable === undefined ? undefined : String(noticeable),
    category:
      found === undefined
        ? undefined
        : { name: categoryName(found.slice, words), verdict: withSize(found, facts, words) },
    total: total === undefined ? undefined : withSize(total, facts, words),
  };
}

function withSize(change: Change, facts: FactBook, words: NarrateRequest["words"]): string {
  const verdict = verdictWords(change, words);
  const size = hasMoved(change.verdict) ? changeValues(change, facts, words)?.["size"] : undefined;
  if (size === undefined) return verdict;
  return isUsual(change)
    ? words.say("table.verdict.usual", { direction: change.verdict === "edged-up" ? "up" : "down", size })
    : words.say("table.verdict.moved", { verdict, size });
}
