import type { News } from "./news.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { preheaderLine } from "./subject.ts";
import { isStanding } from "./verdict-values.ts";
import type { Candidate, Writer } from "./writer.ts";

/** The line beside the subject in an inbox: the second news, or the levels; 40 to 130 characters. */
export function preheader(
  news: Pick<News, "subject" | "thirty">,
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string {
  const openings = facts.n("total.openings.count");
  const median = "total.pay.midpoint.median@1w";
  const told =
    request.changes?.content.changes.some(
      (change) => (change.verdict === "rose" || change.verdict === "fell") && !isStanding(change, request.week),
    ) ?? false;
  const [, brief] = news.thirty;
  const levels = facts.find(median) !== undefined && facts.find("total.employers.count") !== undefined;
  const candidates: Candidate[] = [
    ...(brief === undefined ? [] : [{ key: "preheader.more", values: { brief, openings } }]),
    ...(levels
      ? [
          {
            key: told ? "preheader.lead" : "preheader.pay",
            values: { openings, employers: facts.n("total.employers.count"), median: facts.n(median) },
          },
        ]
      : []),
  ];
  const { suffix, values } = spanOf(request, facts);
  const last = { key: `preheader.levels${suffix}`, values: { ...values, openings } };
  const [first = last, ...rest] = candidates;
  return preheaderLine([first, ...rest, last], news.subject, request, writer);
}
