import type { Change } from "../domain/change.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { categoryName, isCategory } from "./categories.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues } from "./verdict-values.ts";
import { nameInText } from "./writer.ts";

/** A slice's name inside a sentence, and at its beginning. */
export function sliceNames(slice: string, { now, words }: Pick<NarrateRequest, "now" | "words">) {
  if (slice === "total") return { role: words.say("total.name"), first: words.say("total.name.first") };
  const name = isCategory(slice) ? categoryName(slice, words) : nameInText(now.content.roles[slice]?.title ?? slice);
  return { role: name, first: name };
}

/** What a sentence about a change may print, with the names of its slice and its metric. */
export function sentenceValues(change: Change, request: NarrateRequest, facts: FactBook): MessageValues {
  const { words } = request;
  const values = changeValues(change, facts, words);
  const { now } = values ?? {};
  return {
    ...sliceNames(change.slice, request),
    metric: words.say(`metric.${change.metric}`),
    ago: words.say(change.window === "1w" ? "ago.week" : "ago.four-weeks"),
    when: words.say(change.window === "1w" ? "when.week" : "when.four-weeks"),
    ...values,
    ...(now === undefined ? {} : { level: levelText(change, String(now), words) }),
  };
}

/** A level as sentences say it: "434 offers". Of all roles it is one of the week, of others one of their weeks. */
export function levelText({ slice, metric }: Pick<Change, "slice" | "metric">, now: string, words: Words): string {
  return words.say(`at.${metric}`, { now, all: slice === "total" ? "yes" : "no" });
}

/** How far a difference is over its floor. */
export function sizeOf({ difference, gates }: Change): number {
  const limit = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return limit === 0 ? 0 : Math.abs(difference ?? 0) / limit;
}

/** For sorting: the larger for its floor first, ties by slice and metric. */
export function largerFirst(a: Change, b: Change): number {
  const id = ({ slice, metric }: Change) => `${slice}.${metric}`;
  return sizeOf(b) - sizeOf(a) || (id(a) < id(b) ? -1 : 1);
}
