import type { ChangeMetric } from "../domain/change.ts";
import { medianNotes, payWindow } from "./pay-cell.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { verdictText } from "./verdict-text.ts";

/**
 * What a reader must know of one row of the role table, below it: which share of ads states pay, the weeks of a median that is
 * not of the usual ones, whether one employer moves it, and what was found of the category of a role too thin to compare. Null
 * where there is nothing to say.
 */
export function rowNote(role: string, compared: boolean, request: NarrateRequest, facts: FactBook): string | null {
  const { words } = request;
  const at = payWindow(role, facts);
  const median = at === undefined ? undefined : medianNotes(role, at, request, facts);
  const sentences = [
    ...(median?.weeks === undefined ? [] : [words.say("table.row.weeks", { weeks: median.weeks })]),
    ...(median?.disclosed === undefined ? [] : [words.say("table.row.disclosed", { share: median.disclosed })]),
    ...(median?.moved === true ? [words.say("table.row.moved")] : []),
    ...(compared ? ofCategory(role, request, facts) : []),
  ];
  return sentences.length === 0 ? null : sentences.join(" ");
}

/** The metrics that have a column of verdicts. */
const COLUMNS: readonly ChangeMetric[] = ["offers", "pay"];

function ofCategory(role: string, request: NarrateRequest, facts: FactBook): string[] {
  const { words } = request;
  const found = COLUMNS.flatMap((metric) => {
    const category = verdictText(role, metric, request, facts)?.category;
    if (category === undefined) return [];
    const { name, verdict } = category;
    return [{ name, item: words.say("table.row.verdict", { metric: words.say(`metric.${metric}`), verdict }) }];
  });
  const [first] = found;
  if (first === undefined) return [];
  return [words.say("table.row.category", { category: first.name, items: words.list(found.map(({ item }) => item)) })];
}

/**
 * What was found of all roles, of each metric of which no more can be said of one of these; none where that is of no metric. It
 * is of no one row, and below the last it would read as a note on that role.
 */
export function totalNotes(roles: readonly string[], request: NarrateRequest, facts: FactBook): string[] {
  const { words } = request;
  const items = COLUMNS.flatMap((metric) => {
    const [verdict] = roles.flatMap((role) => verdictText(role, metric, request, facts)?.total ?? []);
    return verdict === undefined
      ? []
      : [words.say("table.row.verdict", { metric: words.say(`metric.${metric}`), verdict })];
  });
  return items.length === 0 ? [] : [words.say("table.note.total", { items: words.list(items) })];
}
