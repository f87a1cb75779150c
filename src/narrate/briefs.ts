import type { Change, LevelRecord } from "../domain/change.ts";
import { isCategory } from "./categories.ts";
import { largerFirst, sentenceValues, sliceNames } from "./change-sentence.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { looksBig } from "./missed-news.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues, hasMoved, isStanding, isUsual, sinceText } from "./verdict-values.ts";
import type { Candidate } from "./writer.ts";

/** News comes first and is never cut for these. */
const BRIEFS = 8;
const EDGED = 2;
const STANDING = 3;
const LITTLE = 2;
const RECORDS = 2;

/** What else a letter tells in brief, in its order, after the news: `told` changes are in it already. */
export function otherBriefs(told: readonly Change[], request: NarrateRequest, facts: FactBook): Candidate[] {
  const { week } = request;
  const known = tellable(request, facts).filter((change) => !told.includes(change));
  const fresh = known.filter((change) => !isStanding(change, week));
  const edged = fresh.filter(({ verdict }) => verdict === "edged-up" || verdict === "edged-down").slice(0, EDGED);
  const little = told.length > 0 ? [] : fresh.filter(isLittle).slice(0, LITTLE);
  const values = (change: Change) => sentenceValues(change, request, facts);
  return [
    ...edged.map((change) => ({ key: edgedKey(change), values: values(change) })),
    ...standingTold(request, facts).map((change) => ({ key: "brief.still", values: values(change) })),
    ...recordsOf(request, facts).slice(0, RECORDS),
    ...little.map((change) => ({ key: "brief.little", values: values(change) })),
  ].slice(0, Math.max(0, BRIEFS - told.length));
}

/** Changes that rose or fell in an earlier week and still stand, the largest for their floor first. */
export function standing(request: NarrateRequest, facts: FactBook): Change[] {
  return tellable(request, facts).filter(
    (change) => isStanding(change, request.week) && (change.verdict === "rose" || change.verdict === "fell"),
  );
}

/** What stands and has no brief of its own, in one sentence for the table's note; undefined where there is none. */
export function standingNote(request: NarrateRequest, facts: FactBook): string | undefined {
  const { words } = request;
  const items = standing(request, facts)
    .slice(STANDING)
    .flatMap((change) => {
      const { since } = change;
      return since === null
        ? []
        : [
            words.say("table.note.still.item", {
              ...sentenceValues(change, request, facts),
              since: sinceText(since, words),
            }),
          ];
    });
  return items.length === 0 ? undefined : words.say("table.note.still", { items: words.list(items) });
}

function standingTold(request: NarrateRequest, facts: FactBook): Change[] {
  return standing(request, facts).slice(0, STANDING);
}

function tellable({ changes, words }: NarrateRequest, facts: FactBook): Change[] {
  return (changes?.content.changes ?? [])
    .filter(({ slice, verdict }) => !isCategory(slice) && (hasMoved(verdict) || verdict === "little-changed"))
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .sort(largerFirst);
}

function isLittle({ verdict, gates }: Change): boolean {
  return verdict === "little-changed" && gates.some(({ gate, limit }) => gate === "floor" && limit !== null);
}

/** An edged change is smaller than what we call a rise, or no more than its own past has often shown. */
export function edgedKey(change: Change): string {
  return isUsual(change) ? "brief.edged.usual" : "brief.edged.small";
}

/**
 * Levels of this week that are the highest or lowest of many, of the longest time first. One that came with a difference which
 * looks big and passed no test is none to tell: it would be news by the back door.
 */
function recordsOf(request: NarrateRequest, facts: FactBook): Candidate[] {
  const { changes, words } = request;
  const byWeeks = (one: LevelRecord, other: LevelRecord) =>
    other.weeks - one.weeks || (one.slice + one.metric < other.slice + other.metric ? -1 : 1);
  return [...(changes?.content.records ?? [])].sort(byWeeks).flatMap((record) => {
    const { slice, metric, kind } = record;
    const window = changes?.content.levels.find((level) => level.slice === slice)?.window;
    const now = facts.find(`${slice}.${METRIC_FACTS[metric].level}@${window}`);
    const weeks = facts.find(`${slice}.${METRIC_FACTS[metric].change}.${kind}-weeks@${window}`);
    const change = changes?.content.changes.find((each) => each.slice === slice && each.metric === metric);
    if (now === undefined || weeks === undefined || isCategory(slice)) return [];
    if (change !== undefined && looksBig(change)) return [];
    const values = {
      ...sliceNames(slice, request),
      metric: words.say(`metric.${metric}`),
      level: words.say(`at.${metric}`, { now: facts.n(now.id) }),
      weeks: facts.n(weeks.id),
    };
    return [{ key: `brief.record.${kind}`, values }];
  });
}
