import { COMPARE_FROM } from "../domain/suppression.ts";
import type { Words } from "../domain/words.ts";
import type { FactBook } from "./print.ts";

/**
 * The median pay of the week's offers of all roles, as printed; undefined where none may be shown. The number of openings stands
 * beside it wherever it is told: where fewer offers than that state pay, and few, the median has their own number.
 */
export function weekMedian(facts: FactBook, words: Words): string | undefined {
  const median = facts.find("total.pay.midpoint.median@1w");
  if (median === undefined) return undefined;
  const value = facts.n(median.id);
  const paid = median.n ?? 0;
  if (paid >= COMPARE_FROM || paid === facts.find("total.openings.count")?.value) return value;
  return words.say("table.aside", { value, asides: words.say("table.n", { n: facts.n("total.pay.count@1w") }) });
}
