import type { Change } from "../domain/change.ts";
import type { MessageValues } from "../domain/words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { weekMedian } from "./week-median.ts";
import { isHoliday } from "./why-stopped.ts";
import type { Writer } from "./writer.ts";

/**
 * The week's openings, those of the week before where the two may be compared, with what the tests say of the difference, and
 * what offers of all roles pay. A difference that is among the `told` changes is not told again.
 */
export function totals(told: readonly Change[], request: NarrateRequest, facts: FactBook, writer: Writer): string {
  const { now, history, week, changes } = request;
  const { suffix, values } = spanOf(request, facts);
  const openings = facts.n("total.openings.count");
  const employers = facts.find("total.employers.count");
  const sentences = [
    employers === undefined
      ? writer.write("totals", `totals.week.no-employers${suffix}`, { ...values, openings })
      : writer.write("totals", `totals.week${suffix}`, {
          ...values,
          openings,
          employers: facts.n("total.employers.count"),
        }),
  ];
  const before = history.filter(({ content }) => content.week < week).at(-1)?.content.week;
  const earlier = `total.openings.count@${before}`;
  const isTold = told.some(({ slice, metric }) => slice === "total" && metric === "offers");
  if (facts.find(earlier) !== undefined && changes?.content.guard.total.length === 0 && !isTold)
    sentences.push(writer.write("totals.before", ...beforeMessage(facts.n(earlier), request)));
  const pay = (stat: string) => `total.pay.midpoint.${stat}@1w`;
  const median = weekMedian(facts, request.words);
  if (median !== undefined && now.content.totals.openings > 0) {
    sentences.push(
      writer.write("totals.pay", `totals.pay${suffix}`, {
        median,
        p25: facts.n(pay("p25")),
        p75: facts.n(pay("p75")),
      }),
    );
  }
  return sentences.join(" ");
}

/** The week before with what its difference is worth; without a word where it stood before, or was not tested. */
function beforeMessage(before: string, { changes }: NarrateRequest): [string, MessageValues] {
  const change = changes?.content.changes.find(({ slice, metric }) => slice === "total" && metric === "offers");
  const usual = change?.gates.some(({ gate, passed }) => gate === "history" && !passed) === true;
  switch (change?.verdict) {
    case "not-comparable":
      return [isHoliday(change) ? "totals.before.holidays" : "totals.before", { before }];
    case "unclear":
      return [usual ? "totals.before.usual" : "totals.before.chance", { before }];
    case "edged-up":
      return [usual ? "totals.before.edged.usual" : "totals.before.edged.small", { before, direction: "up" }];
    case "edged-down":
      return [usual ? "totals.before.edged.usual" : "totals.before.edged.small", { before, direction: "down" }];
    case "one-employer":
      return ["totals.before.one-employer", { before }];
    case "little-changed":
      return ["totals.before.little", { before }];
    default:
      return ["totals.before", { before }];
  }
}
