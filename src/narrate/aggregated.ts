import type { Change } from "../domain/change.ts";
import type { MessageValues } from "../domain/words.ts";
import type { Brief } from "./briefs.ts";
import { sentenceValues, sliceNames } from "./change-sentence.ts";
import { changeFactId, METRIC_FACTS, sampleFactId } from "./metric-facts.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeKey } from "./verdict-values.ts";

/**
 * Briefs of changes in their order. Two roles of which the same rose, or the same fell, are told in one sentence, in the place of
 * the first: "Pay of A and of B both rose". A third one has a sentence of its own, and so has a change of all roles.
 */
export function briefsOf(changes: readonly Change[], request: NarrateRequest, facts: FactBook): Brief[] {
  const left = [...changes];
  const briefs: Brief[] = [];
  for (let change = left.shift(); change !== undefined; change = left.shift()) {
    const place = left.findIndex((other) => isAlike(change, other));
    const [other] = place === -1 ? [] : left.splice(place, 1);
    briefs.push(
      other === undefined
        ? { change, key: changeKey("brief", change), values: sentenceValues(change, request, facts) }
        : { change, key: `both.${change.metric}`, values: bothValues(change, other, request, facts) },
    );
  }
  return briefs;
}

function isAlike(one: Change, other: Change): boolean {
  return (
    one.slice !== "total" &&
    other.slice !== "total" &&
    one.metric === other.metric &&
    one.window === other.window &&
    one.verdict === other.verdict
  );
}

/** Values of both: `a` and `b` are the roles, and `aNow`, `aN`, `aGrowth` or `aSize` what is printed of the first. */
function bothValues(one: Change, other: Change, request: NarrateRequest, facts: FactBook): MessageValues {
  const { level } = METRIC_FACTS[one.metric];
  const of = (name: "a" | "b", change: Change) => {
    const ids = {
      Now: level === null ? undefined : `${change.slice}.${level}@${change.window}`,
      N: sampleFactId(change, facts),
      Growth: changeFactId(change, "growth"),
      Size: changeFactId(change, "difference"),
    };
    const there = Object.entries(ids).flatMap(([stat, id]) =>
      id === undefined || facts.find(id) === undefined ? [] : [[`${name}${stat}`, facts.size(id)] as const],
    );
    return { [name]: sliceNames(change.slice, request).role, ...Object.fromEntries(there) };
  };
  const { direction = "", ago = "" } = sentenceValues(one, request, facts);
  return { direction, ago, ...of("a", one), ...of("b", other) };
}
