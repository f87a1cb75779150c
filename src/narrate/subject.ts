import { unmarked } from "../domain/claim.ts";
import { PREHEADER_LENGTH, SUBJECT_LENGTH } from "../domain/letter.ts";
import { mondayOf } from "../domain/week.ts";
import type { NarrateRequest } from "./request.ts";
import { type Candidate, type Writer, withCounts } from "./writer.ts";

/*
 * The two lines of an inbox. Neither is ever that of one of the last eight weeks that went out: whoever searches an inbox finds
 * one letter by its subject, and a subject seen before looks like a letter read before.
 */

/**
 * A subject as phones show it: the first of the candidates, in any of its structures, that fits and is new; else one with the
 * week's Monday added; else plain words with the Monday, which always fit and are new each week.
 */
export function subjectLine(candidates: readonly Candidate[], request: NarrateRequest, writer: Writer): string {
  const { published, words } = request;
  const day = words.shortDay(mondayOf(request.week));
  const told = new Set(published.map(({ content }) => content.subject));
  const plain: Candidate = { key: "subject.plain" };
  const dated = [...candidates, plain].map(({ key, values }) => ({
    key: "subject.dated",
    values: { subject: words.say(key, withCounts(values)), day },
  }));
  const [first = plain, ...rest] = [...candidates, ...dated.slice(0, -1), plain, ...dated.slice(-1)];
  const last = { key: "subject.plain.dated", values: { day } };
  return writer.writeFitting(
    "subject",
    [first, ...rest, last],
    (text) => [...text].length <= SUBJECT_LENGTH && !told.has(text),
  );
}

/** The line beside the subject: the first of the candidates that is long enough and no longer, new, and not the subject again. */
export function preheaderLine(
  candidates: readonly [Candidate, ...Candidate[]],
  subject: string,
  { published }: NarrateRequest,
  writer: Writer,
): string {
  const told = new Set([unmarked(subject), ...published.map(({ content }) => content.preheader)]);
  return writer.writeFitting("preheader", candidates, (text) => {
    const length = [...text].length;
    return length >= PREHEADER_LENGTH.min && length <= PREHEADER_LENGTH.max && !told.has(text);
  });
}
