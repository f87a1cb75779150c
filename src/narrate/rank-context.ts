import type { Change, WeekChanges } from "../domain/change.ts";
import { addWeeks } from "../domain/week.ts";
import { changeFactId } from "./metric-facts.ts";
import type { RankContext } from "./rank.ts";
import type { NarrateRequest } from "./request.ts";

/** Weeks from a window to the one before it. */
const LENGTH = { "1w": 1, "4w": 4 } as const;

/** What the request knows around a change: its share of the week, its record, and what earlier weeks found and told of it. */
export function rankContext(change: Change, request: NarrateRequest): RankContext {
  const { now, changes, week, earlier, published } = request;
  const { slice, metric, window } = change;
  const all = now.content.totals.openings;
  const share = slice === "total" || all === 0 ? 1 : (now.content.roles[slice]?.openings ?? 0) / all;
  const direction = directionOf(change);
  const kind = direction > 0 ? "highest" : "lowest";
  const record = (changes?.content.records ?? []).find(
    (each) => each.slice === slice && each.metric === metric && each.kind === kind,
  );
  const passed = earlier
    .filter(({ content }) => content.week < week)
    .sort((a, b) => (a.content.week < b.content.week ? -1 : 1))
    .flatMap(({ content }) => passedIn(content, change));
  const windowBefore = addWeeks(week, -LENGTH[window]);
  const lastLetter = published.find(({ content }) => content.week === addWeeks(week, -1));
  return {
    share: Math.min(1, share),
    recordWeeks: record?.weeks ?? 0,
    reversed: passed.at(-1)?.direction === -direction,
    persisted: passed.some((each) => each.week === windowBefore && each.direction === direction),
    ledLastWeek: lastLetter?.content.lead === leadFactId(change),
  };
}

/** The fact that a letter rests on which such a change leads: how much it is, in whichever unit it is told. */
export function leadFactId(change: Change): string {
  return changeFactId(change, change.metric === "remote" || change.metric === "disclosed" ? "difference" : "growth");
}

/** Whether an earlier week found the same thing to rise or fall, and which. */
function passedIn({ week, changes }: WeekChanges, { slice, metric, window }: Change) {
  const found = changes.find((each) => each.slice === slice && each.metric === metric && each.window === window);
  const direction = found === undefined ? 0 : directionOf(found);
  return direction === 0 ? [] : [{ week, direction }];
}

function directionOf({ verdict }: Change): -1 | 0 | 1 {
  return verdict === "rose" ? 1 : verdict === "fell" ? -1 : 0;
}
