import type { Change } from "../domain/change.ts";
import type { Bullets } from "../domain/letter.ts";
import { isCategory } from "./categories.ts";
import { largerFirst, sentenceValues } from "./change-sentence.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues } from "./verdict-values.ts";
import { whyStopped } from "./why-stopped.ts";
import type { Writer } from "./writer.ts";

const MISSED = 3;

/** Verdicts of a difference that looks like news and is none. */
const STOPPED: ReadonlySet<Change["verdict"]> = new Set(["unclear", "one-employer", "mostly-mix"]);

/** Differences over their floor that some other gate stopped, the largest for their floor first, and what stopped each. */
export function missedNews(request: NarrateRequest, facts: FactBook, writer: Writer): Bullets | undefined {
  const { changes, words } = request;
  const missed = (changes?.content.changes ?? [])
    .filter(({ verdict, slice }) => STOPPED.has(verdict) && !isCategory(slice))
    .filter(({ gates }) => gates.some(({ gate, passed }) => gate === "floor" && passed))
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .sort(largerFirst)
    .slice(0, MISSED);
  const items = missed.flatMap((change, index) => {
    const values = sentenceValues(change, request, facts);
    const why = whyStopped(change, values, words);
    return why === undefined ? [] : [writer.write(`missed.${index + 1}`, missedKey(change), { ...values, why })];
  });
  return items.length === 0
    ? undefined
    : { kind: "bullets", slot: "missed", heading: words.say("missed.heading"), items };
}

/** The sentence of a difference that is no change: of all roles on the week, or of a role over four weeks. */
export function missedKey({ slice, metric }: Change): string {
  const own = slice === "total" && (metric === "offers" || metric === "pay" || metric === "remote");
  return `missed.${own ? "total." : ""}${metric}`;
}
