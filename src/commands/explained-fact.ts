import { readLocalePack, type Settings } from "../config.ts";
import type { Change, LevelRecord, PairResult, WeekChanges } from "../domain/change.ts";
import { factsIn, unmarked } from "../domain/claim.ts";
import type { Edition } from "../domain/edition.ts";
import type { Fact } from "../domain/fact.ts";
import type { Block } from "../domain/page.ts";
import { addWeeks, type Week, weekSchema, weeksUpTo } from "../domain/week.ts";
import { wordsOf } from "../domain/words.ts";
import { isCategory } from "../narrate/categories.ts";
import { belongsTo } from "../narrate/fact-change.ts";
import { METRIC_FACTS } from "../narrate/metric-facts.ts";
import { narratePages } from "../narrate/pages/pages.ts";
import type { NarrateRequest } from "../narrate/request.ts";
import { readScorecard } from "../scorecard.ts";
import { narrateRequest } from "../week-inputs.ts";

/** A number of an edition or of the pages of its week, with all that stands behind it. */
export interface ExplainedFact {
  readonly fact: Fact;
  /** Where pages of the archive print it, and in which words. */
  readonly pages: readonly { readonly path: string; readonly text: string }[];
  /** The tested change that the number belongs to; null where it was compared with nothing. */
  readonly change: Change | null;
  readonly pair: PairResult | null;
  readonly record: LevelRecord | null;
  /** The weeks that it is of, and those that it was compared with. */
  readonly weeks: readonly Week[];
  readonly weeksBefore: readonly Week[];
  /** The roles whose postings it counts, the empty name for all of them; null for a number that counts none. */
  readonly cohorts: readonly string[] | null;
  /** Hashes of every stored file behind it. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** Everything that can be explained of a week: facts of its edition, and those of pages that it would be the newest week of. */
export async function explainable(
  week: Week,
  edition: Edition,
  settings: Settings,
): Promise<{ readonly facts: readonly Fact[]; readonly explain: (fact: Fact) => ExplainedFact }> {
  const words = wordsOf(await readLocalePack(settings));
  const request = await narrateRequest(week, settings, words);
  const pairs = (request.changes?.content.pairs ?? []).map(({ a, b }) => `${a} ${b}`);
  const scorecard = await readScorecard(settings);
  const comparisons = [...new Set(pairs)].map((pair) => pair.split(" "));
  const { pages, facts } = narratePages({
    newest: request,
    weeks: request.history,
    editions: [],
    comparisons,
    scorecard,
  });
  const known = new Set(edition.facts.map(({ id }) => id));
  return {
    facts: [...edition.facts, ...facts.filter(({ id }) => !known.has(id))],
    explain: (fact) => ({
      fact,
      pages: pages.flatMap(({ path, sections, lede }) =>
        [...(lede === null ? [] : [lede]), ...sections.flatMap(({ blocks }) => blocks.flatMap(textsOf))]
          .filter((text) => factsIn(text).includes(fact.id))
          .map((text) => ({ path, text: unmarked(text) })),
      ),
      ...behind(fact, request),
    }),
  };
}

/** What of the stored changes a number belongs to, its weeks, and the files. */
function behind(fact: Fact, request: NarrateRequest): Omit<ExplainedFact, "fact" | "pages"> {
  const { week, changes, history } = request;
  const content = changes?.content;
  const change = content?.changes.find((each) => belongsTo(each, fact)) ?? null;
  const pair = content?.pairs.find(({ a, b, metric }) => isOfPair(fact, `pair.${a}.${b}`, metric)) ?? null;
  const [, place] = /^records\.(\d+)\./.exec(fact.source.field) ?? [];
  const record = content?.records[Number(place ?? Number.NaN)] ?? null;
  const weeks = record === null ? weeksOf(fact, week, content) : weeksUpTo(week, record.weeks);
  const weeksBefore = change === null || fact.window?.endsWith("-before") ? [] : beforeOf(change, content);
  const read = new Set<Week>([...weeks, ...weeksBefore]);
  const snapshots = (content?.inputs ?? []).filter((input) => read.has(input.week));
  const stored = history.filter((each) => read.has(each.content.week));
  const files = [
    { path: fact.source.path, sha256: fact.source.sha256 },
    ...(fact.source.path === changes?.path
      ? snapshots.map((input) => ({ path: `${input.week}/snapshot.json`, sha256: input.sha256 }))
      : stored.map(({ path, sha256 }) => ({ path, sha256 }))),
  ];
  const once = new Map(files.map((file) => [`${file.path} ${file.sha256}`, file]));
  const cohorts = weeks.length === 0 ? null : cohortsOf(fact.slice, request);
  return { change, pair, record, weeks, weeksBefore, cohorts, files: [...once.values()] };
}

function cohortsOf(slice: string, { now, categories }: NarrateRequest): readonly string[] | null {
  if (slice === "total") return [""];
  if (slice.startsWith("pair.")) return slice.split(".").slice(1);
  if (isCategory(slice)) {
    const roles = Object.keys(categories).filter((role) => slice === `category-${categories[role]}`);
    return roles.length === 0 ? null : roles.sort();
  }
  return Object.hasOwn(now.content.roles, slice) ? [slice] : null;
}

function isOfPair(fact: Fact, slice: string, metric: PairResult["metric"]): boolean {
  return fact.slice === slice && fact.id.startsWith(`${slice}.${METRIC_FACTS[metric].change}.`);
}

/** The weeks of a number: those of its stored level, of its window by name, a week by name, or the edition's own. */
function weeksOf({ slice, window }: Fact, week: Week, changes: WeekChanges | undefined): readonly Week[] {
  if (window === null) return [week];
  if (weekSchema.safeParse(window).success) return [window];
  const [, length, before] = /^(\d+w)(-before)?$/.exec(window) ?? [];
  if (length === undefined) return [];
  const slices = slice.startsWith("pair.") ? slice.split(".").slice(1, 2) : [slice];
  const level = changes?.levels.find((each) => slices.includes(each.slice) && each.window === length);
  const stored = before === undefined ? level?.now.weeks : level?.before?.weeks;
  const count = Number.parseInt(length, 10);
  return stored ?? weeksUpTo(before === undefined ? week : addWeeks(week, -count), count);
}

function beforeOf({ slice, window }: Change, changes: WeekChanges | undefined): readonly Week[] {
  return changes?.levels.find((level) => level.slice === slice && level.window === window)?.before?.weeks ?? [];
}

/** Each text of a block that may print a number, as a reader would quote it. */
function textsOf(block: Block): string[] {
  const noted = (text: string, note: string | null) => (note === null ? text : `${text} (${note})`);
  switch (block.kind) {
    case "prose":
      return [...block.paragraphs];
    case "points":
      return [...block.items];
    case "answers":
      return [...block.lines.map(({ label, text }) => `${label}: ${text}`), block.note ?? ""];
    case "figures":
      return block.items.map(({ label, value, note }) => `${label}: ${noted(value, note)}`);
    case "links":
      return block.items.map(({ text, note }) => noted(text, note));
    case "drawing":
      return [block.takeaway];
    case "grid":
      return [
        ...block.rows.flatMap(({ name, cells }) => cells.map(({ text, note }) => `${name}: ${noted(text, note)}`)),
        block.note ?? "",
      ];
  }
}
