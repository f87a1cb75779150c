import type { Change } from "../domain/change.ts";
import { sentenceValues } from "./change-sentence.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import type { News } from "./news.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { preheaderLine } from "./subject.ts";
import { isStanding } from "./verdict-values.ts";
import { weekMedian } from "./week-median.ts";
import type { Candidate, Writer } from "./writer.ts";

/**
 * The line beside the subject in an inbox: the second news in words of its own, or the levels; 40 to 130 characters. No line that
 * the letter begins with is said here again.
 */
export function preheader(
  news: Pick<News, "subject" | "second">,
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string {
  const valuesOf = (change: Change) => sentenceValues(change, request, facts);
  const openings = facts.n("total.openings.count");
  const median = weekMedian(facts, request.words);
  const told =
    request.changes?.content.changes.some(
      (change) => (change.verdict === "rose" || change.verdict === "fell") && !isStanding(change, request.week),
    ) ?? false;
  const { second } = news;
  const candidates: Candidate[] = [
    ...(second === undefined ? [] : [{ key: secondKey(second), values: { ...valuesOf(second), openings } }]),
    ...(median !== undefined && facts.find("total.employers.count") !== undefined
      ? [
          {
            key: told ? "preheader.lead" : "preheader.pay",
            values: { openings, employers: facts.n("total.employers.count"), median },
          },
        ]
      : []),
  ];
  const { suffix, values } = spanOf(request, facts);
  const last = { key: `preheader.levels${suffix}`, values: { ...values, openings } };
  const [first = last, ...rest] = candidates;
  return preheaderLine([first, ...rest, last], news.subject, request, writer);
}

/** An index has no levels to tell. */
function secondKey({ metric }: Change): string {
  return METRIC_FACTS[metric].level === null ? "preheader.second.index" : "preheader.second";
}
