import type { Change, ChangeMetric } from "../domain/change.ts";
import { categoryChange, categoryName } from "./categories.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues, hasMoved, VERDICT_WORDS } from "./verdict-values.ts";

/**
 * What the tests say of a metric, for a table: the verdict, by how much where it moved, and from what size on a change would
 * have been noticed. A role too thin to compare shows what was found of its category too. Empty where nothing was asked.
 */
export function verdictText(slice: string, metric: ChangeMetric, request: NarrateRequest, facts: FactBook): string {
  const change = request.changes?.content.changes.find((each) => each.slice === slice && each.metric === metric);
  const { words } = request;
  if (change === undefined) return "";
  if (change.verdict !== "too-few") return ofChange(change, facts, words);
  const found = categoryChange(slice, metric, request);
  const verdict = words.say(VERDICT_WORDS[change.verdict]);
  if (found === undefined) return verdict;
  const category = categoryName(found.slice, words);
  return words.say("table.verdict.category", { verdict, category, found: ofChange(found, facts, words) });
}

function ofChange(change: Change, facts: FactBook, words: NarrateRequest["words"]): string {
  const word = words.say(VERDICT_WORDS[change.verdict]);
  const { size, noticeable } = changeValues(change, facts, words) ?? {};
  const verdict =
    size === undefined || !hasMoved(change.verdict) ? word : words.say("table.verdict.moved", { verdict: word, size });
  return noticeable === undefined ? verdict : words.say("table.verdict.needs", { verdict, noticeable });
}
