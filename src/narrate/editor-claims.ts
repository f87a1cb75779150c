import type { Change } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { changesMeant } from "./fact-change.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues, hasMoved } from "./verdict-values.ts";

/** Why something cannot be printed, and what to write in its place. */
interface Refused {
  readonly why: string;
  readonly fix: string;
}

/**
 * What the editor's `{{delta "fact"}}` prints: "up 3.2%" or "down 2.1 points", the number marked with its own fact. The
 * direction is the data's and not the editor's. Refused for a change that did not pass its tests: it is none to tell.
 */
export function editorsDelta(fact: Fact, request: NarrateRequest, facts: FactBook): string | Refused {
  const change = changeBehind(fact, request);
  const { words } = request;
  if (change === undefined) return comparedWithNothing(fact, "delta");
  const values = changeValues(change, facts, words);
  const word = words.say(`letter.verdict.${change.verdict}`);
  if (values?.["size"] === undefined || !hasMoved(change.verdict))
    return {
      why: `the change of "${fact.id}" did not pass its tests (${word}), so its size is none to tell`,
      fix: `Write {{verdict "${fact.id}"}} for the word that it earned, or {{n "${fact.id}"}} for the level.`,
    };
  return words.say("letter.delta", { direction: values["direction"] ?? "", size: values["size"] });
}

/** What the editor's `{{verdict "fact"}}` prints: the ladder's fixed word as it stands in a sentence, "rose" or "little changed". */
export function editorsVerdict(fact: Fact, request: NarrateRequest): string | Refused {
  const change = changeBehind(fact, request);
  if (change === undefined) return comparedWithNothing(fact, "verdict");
  return request.words.say(`letter.verdict.${change.verdict}`);
}

function changeBehind(fact: Fact, { changes }: NarrateRequest): Change | undefined {
  const [meant] = changesMeant(fact.id, changes?.content.changes ?? []);
  return meant;
}

function comparedWithNothing({ id }: Fact, asked: string): Refused {
  return {
    why: `"${id}" was compared with nothing, so it has no ${asked}`,
    fix: `Write {{n "${id}"}} for its number; "trends facts" shows which facts have a verdict.`,
  };
}
