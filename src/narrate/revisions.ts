import type { Bullets } from "../domain/letter.ts";
import { addWeeks } from "../domain/week.ts";
import { sliceNames } from "./change-sentence.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import type { Revision } from "./revised-facts.ts";
import { VERDICT_WORDS } from "./verdict-values.ts";
import type { Writer } from "./writer.ts";

/** What earlier letters said and now is otherwise, a line each; undefined where nothing is. */
export function revisionsSection(
  revisions: readonly Revision[],
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): Bullets | undefined {
  const items = revisions.map((revision, index) => lineOf(revision, `revision.${index + 1}`, request, facts, writer));
  if (items.length === 0) return undefined;
  return { kind: "bullets", slot: "revisions", heading: request.words.say("revision.heading"), items };
}

function lineOf(
  { week, slice, kind, of, said, now, verdicts }: Revision,
  slot: string,
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string {
  const { words } = request;
  const name = words.say(`revision.what.${kind}`, { role: sliceNames(slice, request).role });
  const when = { last: week === addWeeks(request.week, -1) ? "yes" : "no", week };
  if (verdicts !== undefined)
    return writer.write(slot, "revision.verdict", {
      ...when,
      what: name,
      was: words.say(VERDICT_WORDS[verdicts.said]),
      now: words.say(VERDICT_WORDS[verdicts.now]),
    });
  const what = of === "level" ? name : words.say("revision.what.change", { what: name });
  const values = { ...when, what, was: facts.size(said.id) };
  return now === undefined
    ? writer.write(slot, "revision.withdrawn", values)
    : writer.write(slot, "revision.moved", { ...values, now: facts.size(now.id) });
}
