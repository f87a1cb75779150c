import type { Change, LevelRecord } from "../domain/change.ts";
import { isCategory } from "./categories.ts";
import { largerFirst, levelText, sentenceValues, sliceNames } from "./change-sentence.ts";
import { changeFactId, METRIC_FACTS } from "./metric-facts.ts";
import { looksBig } from "./missed-news.ts";
import { briefsByEditor, isMuted, isPinned } from "./pins.ts";
import type { FactBook } from "./print.ts";
import { reach } from "./rank.ts";
import { rankContext } from "./rank-context.ts";
import type { NarrateRequest } from "./request.ts";
import { changeValues, hasMoved, isStanding, isUsual, sinceText } from "./verdict-values.ts";
import type { Candidate } from "./writer.ts";

/** A line in brief, and the change that it tells; a record tells none. */
export interface Brief extends Candidate {
  readonly change: Change | undefined;
}

const EDGED = 2;
const STANDING = 2;
const RECORDS = 2;
const LITTLE = 1;

/**
 * What else a letter may tell in brief after its news, the most telling first: what edged, what still stands, records, and in
 * a week without news what is sure to have held still. The rest of what stands goes to the table's note, and what edged is in
 * the table anyway; the totals say it of the count of all roles. `told` changes are in the letter already.
 */
export function otherBriefs(told: readonly Change[], request: NarrateRequest, facts: FactBook): Brief[] {
  const { week } = request;
  const known = briefsByEditor(tellable(request, facts), request.letter).filter((change) => !told.includes(change));
  const fresh = known.filter((change) => !isStanding(change, week) && !isTotalOffers(change));
  const wanted = (change: Change) => isPinned(change, request.letter);
  const edged = fresh.filter(hasEdged).slice(0, EDGED);
  const quiet = !told.some(({ verdict }) => hasMoved(verdict));
  const little = fresh.filter((change) => isLittle(change, facts) && (quiet || wanted(change))).slice(0, LITTLE);
  const still = briefsByEditor(standing(request, facts), request.letter).slice(0, STANDING);
  const brief = (change: Change, key: string) => ({ change, key, values: sentenceValues(change, request, facts) });
  const briefs = [
    ...edged.map((change) => brief(change, edgedKey(change))),
    ...still.map((change) => brief(change, "brief.still")),
    ...recordsOf(request, facts).slice(0, RECORDS),
    ...little.map((change) => brief(change, "brief.little")),
  ];
  // What the editor pinned is never cut for what was not: `known` has it in its order.
  const pinned = known.filter(wanted).flatMap((change) => briefs.filter((each) => each.change === change));
  return [...pinned, ...briefs.filter((each) => !pinned.includes(each))];
}

/** Changes that rose or fell in an earlier week and still stand, the largest for their floor first. */
export function standing(request: NarrateRequest, facts: FactBook): Change[] {
  return tellable(request, facts).filter(
    (change) => isStanding(change, request.week) && (change.verdict === "rose" || change.verdict === "fell"),
  );
}

/** What stands and is not among the `told`, in one sentence for the table's note; undefined where there is none. */
export function standingNote(told: readonly Change[], request: NarrateRequest, facts: FactBook): string | undefined {
  const { words } = request;
  const items = standing(request, facts)
    .filter((change) => !told.includes(change))
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

/**
 * What is surest to have held still, first: little changed by its interval, which lies the deeper inside the floor and the
 * more postings it is about, the stronger.
 */
export function heldStill(request: NarrateRequest, facts: FactBook): Change[] {
  const strength = (change: Change) => {
    const floor = change.gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
    const bound = Math.max(...(change.interval ?? [floor]).map(Math.abs));
    return reach(rankContext(change, request)) * (floor === 0 ? 0 : 1 - bound / (2 * floor));
  };
  return tellable(request, facts)
    .filter((change) => isLittle(change, facts) && !isMuted(change, request.letter))
    .sort((a, b) => strength(b) - strength(a) || largerFirst(a, b));
}

function tellable({ changes, words }: NarrateRequest, facts: FactBook): Change[] {
  return (changes?.content.changes ?? [])
    .filter(({ slice, verdict }) => !isCategory(slice) && (hasMoved(verdict) || verdict === "little-changed"))
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .sort(largerFirst);
}

function hasEdged({ verdict }: Change): boolean {
  return verdict === "edged-up" || verdict === "edged-down";
}

/** The count of all roles, whose difference the sentence of the totals explains. */
function isTotalOffers({ slice, metric }: Change): boolean {
  return slice === "total" && metric === "offers";
}

/** Little changed, and the floor that it stayed within can be told. */
function isLittle(change: Change, facts: FactBook): boolean {
  return change.verdict === "little-changed" && facts.find(changeFactId(change, "floor")) !== undefined;
}

/** An edged change is smaller than what we call a rise, or no more than its own past has often shown. */
export function edgedKey(change: Change): string {
  return isUsual(change) ? "brief.edged.usual" : "brief.edged.small";
}

/**
 * Levels of this week that are the highest or lowest of many, of the longest time first. One that came with a difference which
 * looks big and passed no test is none to tell: it would be news by the back door.
 */
function recordsOf(request: NarrateRequest, facts: FactBook): Brief[] {
  const { changes, words } = request;
  const byWeeks = (one: LevelRecord, other: LevelRecord) =>
    other.weeks - one.weeks || (one.slice + one.metric < other.slice + other.metric ? -1 : 1);
  return [...(changes?.content.records ?? [])].sort(byWeeks).flatMap((record) => {
    const { slice, metric, kind } = record;
    const window = changes?.content.levels.find((level) => level.slice === slice)?.window;
    const now = facts.find(`${slice}.${METRIC_FACTS[metric].level}@${window}`);
    const weeks = facts.find(`${slice}.${METRIC_FACTS[metric].change}.${kind}-weeks@${window}`);
    const change = changes?.content.changes.find((each) => each.slice === slice && each.metric === metric);
    if (now === undefined || weeks === undefined || isCategory(slice) || isMuted(record, request.letter)) return [];
    if (change !== undefined && looksBig(change)) return [];
    const values = {
      ...sliceNames(slice, request),
      metric: words.say(`metric.${metric}`),
      level: levelText(record, facts.n(now.id), words),
      weeks: facts.n(weeks.id),
    };
    return [{ change: undefined, key: `brief.record.${kind}`, values }];
  });
}
