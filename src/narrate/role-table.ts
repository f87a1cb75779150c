import type { Table } from "../domain/letter.ts";
import { namesEmployers } from "./employers.ts";
import { goneRoles } from "./gone-roles.ts";
import { medianNotes, type PayWindow, payWindow } from "./pay-cell.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { rolesWindow } from "./roles-window.ts";
import { rowNote } from "./row-note.ts";
import { spanOf } from "./span.ts";
import { verdictText } from "./verdict-text.ts";
import { isHoliday } from "./why-stopped.ts";
import { nameInText } from "./writer.ts";

/**
 * One row per role: offers, what the tests say of demand, median pay with its middle half, and what the tests say of pay.
 * A figure moves only where its verdict says so; an unclear difference is a word, not a number. A week that cannot be
 * compared has no columns for verdicts; its notes say why. `standing` says what has stood for weeks and is told nowhere else.
 */
export function roleTable(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  standing: string | undefined,
): Table {
  const { now, changes, words } = request;
  const windowed = changes !== undefined && rolesWindow(changes.content) !== undefined;
  const compared = changes !== undefined && changes.content.guard.roles.length === 0;
  const columns = [
    { label: words.say("table.role"), align: "left", lowPriority: false },
    { label: words.say(windowed ? "table.offers" : "table.openings"), align: "right", lowPriority: true },
    ...(compared ? ([{ label: words.say("table.demand"), align: "left", lowPriority: false }] as const) : []),
    { label: words.say("table.median"), align: "right", lowPriority: false },
    { label: words.say("table.range"), align: "right", lowPriority: true },
    ...(compared ? ([{ label: words.say("table.pay"), align: "left", lowPriority: false }] as const) : []),
  ] as const;
  const rows = roles.map((role) => {
    const at = payWindow(role, facts);
    return [
      nameInText(now.content.roles[role]?.title ?? role),
      sizeCell(role, facts, words),
      ...(compared ? [verdictText(role, "offers", request, facts)?.verdict ?? ""] : []),
      medianCell(role, at, request, facts),
      rangeCell(role, at, facts, words),
      ...(compared ? [verdictText(role, "pay", request, facts)?.verdict ?? ""] : []),
    ];
  });
  return {
    kind: "table",
    slot: "table",
    heading: words.say("table.heading"),
    caption: captionOf(request, compared, facts),
    columns,
    rows,
    rowNotes: roles.map((role) => rowNote(role, compared, request, facts)),
    note: [...notesOf(request, roles, compared, facts), ...(standing === undefined ? [] : [standing])].join(" "),
  };
}

/** What time the offers are of: the window, or this week alone, or the days that the data of this week are of. */
function captionOf(request: NarrateRequest, compared: boolean, facts: FactBook): string {
  const { changes, words } = request;
  const { suffix, values } = spanOf(request, facts);
  const weeks = changes === undefined ? undefined : rolesWindow(changes.content)?.weeks;
  if (weeks === undefined) return words.say(`table.caption.week${suffix}`, values);
  const key = compared ? "table.caption" : `table.caption.levels${suffix}`;
  return words.say(key, { ...values, weeks, count: facts.n("roles.window.weeks") });
}

/** The rules of the table, and what a mark in it means where it stands in a row. */
function notesOf(request: NarrateRequest, roles: readonly string[], compared: boolean, facts: FactBook): string[] {
  const { words, changes } = request;
  const moved = roles.some((role) => {
    const at = payWindow(role, facts);
    return at !== undefined && medianNotes(role, at, request, facts).moved;
  });
  const base = compared ? "table.note" : namesEmployers(request) ? "table.note.levels" : "table.note.nameless";
  const gone = goneRoles(request);
  const rested = (changes?.content.changes ?? []).some((change) => roles.includes(change.slice) && isHoliday(change));
  return [
    words.say(base),
    ...(moved ? [words.say("table.note.moved")] : []),
    ...(compared && rested ? [words.say("table.note.holidays")] : []),
    ...(gone.length === 0 ? [] : [words.say("table.note.gone", { roles: words.list(gone.map(nameInText)) })]),
  ];
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
