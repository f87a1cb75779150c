import type { Change } from "../domain/change.ts";
import type { MessageValues } from "../domain/words.ts";
import type { FactBook } from "./print.ts";

/**
 * What sentences about a tested change may print: `now`, `before`, `growth` or `points`, `n` and `employers`, each marked
 * with its fact. Undefined for a change without both values.
 */
export function changeValues(change: Change, facts: FactBook): MessageValues | undefined {
  const { slice, metric, window } = change;
  const base = metric === "pay" ? "pay.midpoint.median" : metric === "remote" ? "remote.share" : "offers.count";
  const name = metric === "pay" ? "pay.midpoint" : metric;
  const ids = {
    now: `${slice}.${base}@${window}`,
    before: `${slice}.${base}@${window}-before`,
    growth: `${slice}.${name}.growth@${window}`,
    points: `${slice}.remote.difference@${window}`,
    n: metric === "pay" ? `${slice}.pay.count@${window}` : `${slice}.offers.count@${window}`,
    employers: `${slice}.${metric === "pay" ? "pay-employers" : "offer-employers"}.count@${window}`,
  };
  if (facts.find(ids.now) === undefined || facts.find(ids.before) === undefined) return undefined;
  const there = Object.entries(ids).filter(([, id]) => facts.find(id) !== undefined);
  return Object.fromEntries(there.map(([key, id]) => [key, facts.n(id)]));
}

/** Message keys of totals have sentences of their own: a week against the last, not four weeks. */
export function changeKey(prefix: string, { slice, metric, verdict }: Change): string {
  return `${prefix}.${slice === "total" ? "total." : ""}${metric}.${verdict}`;
}
