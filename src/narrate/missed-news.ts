import type { Change } from "../domain/change.ts";
import type { Bullets } from "../domain/letter.ts";
import { COMPARE_FROM } from "../domain/suppression.ts";
import { isCategory } from "./categories.ts";
import { largerFirst, sentenceValues, sizeOf } from "./change-sentence.ts";
import type { FactBook } from "./print.ts";
import { reach } from "./rank.ts";
import { rankContext } from "./rank-context.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues } from "./verdict-values.ts";
import { whyStopped } from "./why-stopped.ts";
import type { Writer } from "./writer.ts";

const MISSED = 3;

/** Verdicts of a difference that looks like news and is none. */
const STOPPED: ReadonlySet<Change["verdict"]> = new Set(["unclear", "one-employer", "mostly-mix"]);

/**
 * Differences over their floor that some other gate stopped, and what stopped each: one of each slice, those first that a
 * reader is likeliest to stumble over, by size and by how much of the week they are about. Those with the same reason stand
 * together and say it once. The count of all roles is left to the sentence of the totals.
 */
export function missedNews(request: NarrateRequest, facts: FactBook, writer: Writer): Bullets | undefined {
  const { changes, words } = request;
  const missed = (changes?.content.changes ?? [])
    .filter((change) => looksBig(change) && !isCategory(change.slice))
    .filter(({ slice, metric }) => slice !== "total" || metric !== "offers")
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .filter((change) => !wasSmall(change, facts))
    .sort((a, b) => noticed(b, request) - noticed(a, request) || largerFirst(a, b));
  const once = missed.filter(({ slice }, index) => missed.findIndex((each) => each.slice === slice) === index);
  const stopped = once.slice(0, MISSED).flatMap((change) => {
    const values = sentenceValues(change, request, facts);
    const why = whyStopped(change, values, words, request.week);
    return why === undefined ? [] : [{ change, values, why }];
  });
  const grouped = [...Map.groupBy(stopped, ({ why }) => why).values()].flat();
  const items = grouped.map(({ change, values, why }, index) => {
    const said = why === grouped[index - 1]?.why ? words.say("gate.again") : words.say("gate.because", { why });
    return writer.write(`missed.${index + 1}`, missedKey(change), { ...values, why: said });
  });
  return items.length === 0
    ? undefined
    : { kind: "bullets", slot: "missed", heading: words.say("missed.heading"), items };
}

/** Whether the share of before is of so few that their number, too, would have to stand beside it. */
function wasSmall({ slice, metric, window }: Change, facts: FactBook): boolean {
  const { n = null } = facts.find(`${slice}.${metric}.share@${window}-before`) ?? {};
  return n !== null && n < COMPARE_FROM;
}

/** How likely a reader is to take a difference for news: the larger for its floor, and the larger the share of the week. */
function noticed(change: Change, request: NarrateRequest): number {
  return sizeOf(change) * reach(rankContext(change, request));
}

/** Whether a difference is over its floor and some other gate stopped it. */
export function looksBig({ verdict, gates }: Change): boolean {
  return STOPPED.has(verdict) && gates.some(({ gate, passed }) => gate === "floor" && passed);
}

/** The sentence of a difference that is no change: of all roles on the week, or of a role over four weeks. */
export function missedKey({ slice, metric }: Change): string {
  const own = slice === "total" && (metric === "offers" || metric === "pay" || metric === "remote");
  return `missed.${own ? "total." : ""}${metric}`;
}
