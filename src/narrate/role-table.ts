import type { Table } from "../domain/letter.ts";
import { namesEmployers } from "./employers.ts";
import { goneRoles } from "./gone-roles.ts";
import { medianNotes, type PayWindow, payWindow } from "./pay-cell.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { rolesWindow } from "./roles-window.ts";
import { rowNote, totalNotes } from "./row-note.ts";
import { spanOf } from "./span.ts";
import { verdictText } from "./verdict-text.ts";
import { isHoliday } from "./why-stopped.ts";
import { nameInText } from "./writer.ts";

/**
 * One row per role: offers and what the tests say of demand, median pay with what the tests say of it and its middle half. A
 * figure moves only where its verdict says so; an unclear difference is a word, not a number. A metric of which no row says
 * more than that it was not compared has no verdicts: the note says so once. `standing` says what has stood for weeks and is
 * told nowhere else.
 */
export function roleTable(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  standing: string | undefined,
): Table {
  const { now, changes, words } = request;
  const weeks = changes === undefined ? undefined : rolesWindow(changes.content)?.weeks;
  const size = weeks === undefined ? words.say("table.openings") : words.say("table.offers", { weeks });
  const compared = changes !== undefined && changes.content.guard.roles.length === 0;
  const tested = compared ? METRICS.filter((metric) => isTold(metric, roles, request)) : [];
  const verdict = (metric: Tested, role: string) =>
    tested.includes(metric) ? [verdictCell(role, metric, request, facts)] : [];
  const lone = compared ? roles.filter((role) => isLone(role, request, facts)) : [];
  const heads = (metric: Tested) => (tested.includes(metric) ? [below(words.say(LABELS[metric]), "left")] : []);
  return {
    kind: "table",
    slot: "table",
    heading: words.say("table.heading"),
    caption: captionOf(request, compared, tested, facts),
    columns: [
      { label: words.say("table.role"), align: "left", below: false },
      { label: size, align: "right", below: false },
      ...heads("offers"),
      { label: words.say("table.median"), align: "right", below: false },
      ...heads("pay"),
      below(words.say("table.range"), "right"),
    ],
    rows: roles.map((role) => {
      const at = payWindow(role, facts);
      return [
        nameInText(now.content.roles[role]?.title ?? role),
        sizeCell(role, facts, words),
        ...verdict("offers", role),
        medianCell(role, at, request, facts),
        ...verdict("pay", role),
        rangeCell(role, at, facts, words),
      ];
    }),
    rowNotes: roles.map((role) => rowNote(role, compared, request, facts)),
    note: [
      ...notesOf(request, roles, { compared, tested }, facts),
      ...totalNotes(lone, request, facts),
      ...(standing === undefined ? [] : [standing]),
    ].join(" "),
  };
}

/** The metrics that have verdicts in the table, each under what its figures are called. */
const METRICS = ["offers", "pay"] as const;
type Tested = (typeof METRICS)[number];
const LABELS: Readonly<Record<Tested, string>> = { offers: "table.demand", pay: "table.pay" };

function below(label: string, align: "left" | "right"): Table["columns"][number] {
  return { label, align, below: true };
}

/** Whether a role is too thin to compare, and so is its category: what was found of all roles is said, once for all such roles. */
function isLone(role: string, request: NarrateRequest, facts: FactBook): boolean {
  return METRICS.some((metric) => verdictText(role, metric, request, facts)?.total !== undefined);
}

/** Whether a row has a verdict that says more than that nothing was compared. */
function isTold(metric: Tested, roles: readonly string[], { changes }: NarrateRequest): boolean {
  return (changes?.content.changes ?? []).some(
    (change) =>
      change.metric === metric &&
      roles.includes(change.slice) &&
      change.verdict !== "not-comparable" &&
      change.verdict !== "too-few",
  );
}

/** What time the offers are of: the window, or this week alone, or the days that the data of this week are of. */
function captionOf(request: NarrateRequest, compared: boolean, tested: readonly Tested[], facts: FactBook): string {
  const { changes, words } = request;
  const { suffix, values } = spanOf(request, facts);
  const weeks = changes === undefined ? undefined : rolesWindow(changes.content)?.weeks;
  if (weeks === undefined) return words.say(`table.caption.week${suffix}`, values);
  const key = compared ? "table.caption" : `table.caption.levels${suffix}`;
  const both = tested.length === METRICS.length ? "both" : (tested[0] ?? "none");
  return words.say(key, { ...values, weeks, count: facts.n("roles.window.weeks"), tested: both });
}

/** The rules of the table, and what a mark in it means where it stands in a row. */
function notesOf(
  request: NarrateRequest,
  roles: readonly string[],
  { compared, tested }: { readonly compared: boolean; readonly tested: readonly Tested[] },
  facts: FactBook,
): string[] {
  const { words, changes } = request;
  const moved = roles.some((role) => {
    const at = payWindow(role, facts);
    return at !== undefined && medianNotes(role, at, request, facts).moved;
  });
  const noticeable = (role: string, metric: Tested) =>
    verdictText(role, metric, request, facts)?.noticeable !== undefined;
  const base = compared ? "table.note" : namesEmployers(request) ? "table.note.levels" : "table.note.nameless";
  const gone = goneRoles(request);
  const noticed = roles.some((role) => tested.some((metric) => noticeable(role, metric)));
  const resting = (changes?.content.changes ?? []).filter(
    (change) => roles.includes(change.slice) && isHoliday(change),
  );
  const untold = compared ? METRICS.filter((metric) => !tested.includes(metric)) : [];
  const unsaid = untold.filter((metric) => resting.every((change) => change.metric !== metric));
  return [
    words.say(base),
    ...(noticed ? [words.say("table.note.noticeable")] : []),
    ...(moved ? [words.say("table.note.moved")] : []),
    ...(compared && resting.length > 0 ? [words.say("table.note.holidays")] : []),
    ...unsaid.map((metric) => words.say("table.note.untold", { metric })),
    ...(gone.length === 0 ? [] : [words.say("table.note.gone", { roles: words.list(gone.map(nameInText)) })]),
  ];
}

/** What the tests say, and in brackets from what size on a change would have been noticed, where that says something. */
function verdictCell(role: string, metric: Tested, request: NarrateRequest, facts: FactBook): string {
  const { words } = request;
  const found = verdictText(role, metric, request, facts);
  if (found?.noticeable === undefined) return found?.verdict ?? "";
  return words.say("table.aside", {
    value: found.verdict,
    asides: words.say("table.noticeable", { size: found.noticeable }),
  });
}

/** Offers of the roles' window, or of thirteen weeks and then it says so, or openings of the week. */
function sizeCell(role: string, facts: FactBook, words: NarrateRequest["words"]): string {
  const [window, long, week] = ["offers.count@4w", "offers.count@13w", "openings.count"].map(
    (name) => `${role}.${name}`,
  );
  if (window !== undefined && facts.find(window) !== undefined) return facts.n(window);
  if (long !== undefined && facts.find(long) !== undefined)
    return words.say("table.weeks", { value: facts.n(long), weeks: facts.n(`${role}.window.weeks@13w`) });
  return week === undefined || facts.find(week) === undefined ? "" : facts.n(week);
}

function medianCell(role: string, at: PayWindow | undefined, request: NarrateRequest, facts: FactBook): string {
  const { words } = request;
  if (at === undefined) return words.say("table.suppressed");
  const { unreliable, moved, small, weeks } = medianNotes(role, at, request, facts);
  const median = facts.n(`${role}.pay.midpoint.median${at}`);
  const value = moved ? words.say("table.moved", { value: median }) : median;
  const asides = [
    ...(small || weeks !== undefined ? [words.say("table.n", { n: facts.n(`${role}.pay.count${at}`) })] : []),
    ...(unreliable ? [words.say("table.unreliable")] : []),
  ];
  return asides.length === 0
    ? value
    : words.say("table.aside", {
        value,
        asides: asides.reduce((left, right) => words.say("table.aside.more", { left, right })),
      });
}

function rangeCell(role: string, at: PayWindow | undefined, facts: FactBook, words: NarrateRequest["words"]): string {
  if (at === undefined) return "";
  const [p25, p75] = ["p25", "p75"].map((stat) => facts.n(`${role}.pay.midpoint.${stat}${at}`));
  return words.say("table.range.value", { p25: p25 ?? "", p75: p75 ?? "" });
}
