import { isNotWhole } from "../domain/change.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import type { NarrateRequest, Stored } from "./request.ts";

/** The weeks of the history whose counts are those of a week, ascending: none that lacks days or holds the ads of more. */
export function wholeWeeks({ history, changes, notWhole }: NarrateRequest): readonly Stored<Snapshot>[] {
  const found = [...notWhole, ...(changes === undefined ? [] : [changes])];
  const left = new Set(found.filter(({ content }) => isNotWhole(content)).map(({ content }) => content.week));
  return history.filter(({ content }) => !left.has(content.week));
}
