import type { MessageValues } from "../domain/words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { verdictText } from "./verdict-text.ts";

/** How many differences were tested and how many passed, for a sentence; undefined where nothing was tested. */
export function testsValues(facts: FactBook): MessageValues | undefined {
  const tested = facts.find("total.tests.tested");
  const passed = facts.find("total.tests.passed");
  if (tested === undefined || passed === undefined || tested.value === 0) return undefined;
  return { tested: facts.n(tested.id), passed: facts.n(passed.id), none: passed.value === 0 ? "yes" : "no" };
}

/** From what size on a move of all roles together would have shown: "24% in demand or 9% in pay"; undefined where that is not known. */
export function totalNoticeable(request: NarrateRequest, facts: FactBook): string | undefined {
  const { words } = request;
  const items = (["offers", "pay"] as const).flatMap((metric) => {
    const size = verdictText("total", metric, request, facts)?.noticeable;
    return size === undefined ? [] : [words.say("noticed.item", { size, metric: words.say(`metric.${metric}`) })];
  });
  return items.length === 0 ? undefined : items.reduce((left, right) => words.say("noticed.or", { left, right }));
}
