import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import type { Writer } from "./writer.ts";

/** The week's openings, those of the week before where the two may be compared, and what offers of all roles pay. */
export function totals(request: NarrateRequest, facts: FactBook, writer: Writer): string {
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
  if (facts.find(earlier) !== undefined && changes?.content.guard.total.length === 0)
    sentences.push(writer.write("totals.before", "totals.before", { before: facts.n(earlier) }));
  const pay = (stat: string) => `total.pay.midpoint.${stat}@1w`;
  if (facts.find(pay("median")) !== undefined && now.content.totals.openings > 0) {
    sentences.push(
      writer.write("totals.pay", `totals.pay${suffix}`, {
        median: facts.n(pay("median")),
        p25: facts.n(pay("p25")),
        p75: facts.n(pay("p75")),
      }),
    );
  }
  return sentences.join(" ");
}
