import type { Change } from "../domain/change.ts";
import type { Table } from "../domain/letter.ts";
import { COMPARE_FROM, UNRELIABLE } from "../domain/suppression.ts";
import { payFact } from "./charts.ts";
import { namesEmployers } from "./employers.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { changeValues } from "./verdict-values.ts";
import { nameInText } from "./writer.ts";

/**
 * One row per role: offers, what the tests say of demand, median pay with its middle half, and what the tests say of pay.
 * A figure moves only where its verdict says so; an unclear difference is a word, not a number. A week that cannot be
 * compared has no columns for verdicts; its notes say why.
 */
export function roleTable(request: NarrateRequest, roles: readonly string[], facts: FactBook): Table {
  const { now, changes, words } = request;
  const tested = changes?.content.changes ?? [];
  const weeks = changes?.content.levels.find(({ slice }) => slice !== "total")?.now.weeks.length;
  const compared = changes !== undefined && changes.content.guard.roles.length === 0;
  const columns = [
    { label: words.say("table.role"), align: "left", lowPriority: false },
    { label: words.say(weeks === undefined ? "table.openings" : "table.offers"), align: "right", lowPriority: true },
    ...(compared ? ([{ label: words.say("table.demand"), align: "left", lowPriority: false }] as const) : []),
    { label: words.say("table.median"), align: "right", lowPriority: false },
    { label: words.say("table.range"), align: "right", lowPriority: true },
    ...(compared ? ([{ label: words.say("table.pay"), align: "left", lowPriority: false }] as const) : []),
  ] as const;
  const rows = roles.map((role) => {
    const verdict = (metric: Change["metric"]) =>
      verdictCell(
        tested.find((change) => change.slice === role && change.metric === metric),
        facts,
        words,
      );
    const size = [`${role}.offers.count@4w`, `${role}.openings.count`].find((id) => facts.find(id) !== undefined);
    return [
      nameInText(now.content.roles[role]?.title ?? role),
      size === undefined ? "" : facts.n(size),
      ...(compared ? [verdict("offers")] : []),
      medianCell(role, facts, words),
      rangeCell(role, facts, words),
      ...(compared ? [verdict("pay")] : []),
    ];
  });
  return {
    kind: "table",
    slot: "table",
    heading: words.say("table.heading"),
    caption: captionOf(request, compared, facts),
    columns,
    rows,
    note: words.say(compared ? "table.note" : namesEmployers(request) ? "table.note.levels" : "table.note.nameless"),
  };
}

/** What time the offers are of: the window, or this week alone, or the days that the data of this week are of. */
function captionOf(request: NarrateRequest, compared: boolean, facts: FactBook): string {
  const { changes, words } = request;
  const { suffix, values } = spanOf(request, facts);
  const weeks = changes?.content.levels.find(({ slice }) => slice !== "total")?.now.weeks.length;
  if (weeks === undefined) return words.say(`table.caption.week${suffix}`, values);
  const key = compared ? "table.caption" : `table.caption.levels${suffix}`;
  return words.say(key, { ...values, weeks, count: facts.n("roles.window.weeks") });
}

function verdictCell(change: Change | undefined, facts: FactBook, words: NarrateRequest["words"]): string {
  if (change === undefined) return "";
  const verdict = words.say(`table.verdict.${change.verdict}`);
  const growth =
    change.verdict === "rose" || change.verdict === "fell" ? changeValues(change, facts)?.["growth"] : undefined;
  return growth === undefined ? verdict : words.say("table.verdict.moved", { verdict, growth });
}

function medianCell(role: string, facts: FactBook, words: NarrateRequest["words"]): string {
  const id = payFact(role, "median", facts);
  if (id === undefined) return words.say("table.suppressed");
  const fact = facts.find(id);
  if (fact === undefined) return "";
  const [low, high] = fact.interval ?? [fact.value, fact.value];
  if ((high - low) / 2 > UNRELIABLE * fact.value) return words.say("table.unreliable", { value: facts.n(id) });
  if ((fact.n ?? 0) >= COMPARE_FROM) return facts.n(id);
  return words.say("table.small", {
    value: facts.n(id),
    n: facts.n(`${role}.pay.count${id.endsWith("@4w") ? "@4w" : ""}`),
  });
}

function rangeCell(role: string, facts: FactBook, words: NarrateRequest["words"]): string {
  const [p25, p75] = ["p25", "p75"].map((stat) => payFact(role, stat, facts));
  return p25 === undefined || p75 === undefined
    ? ""
    : words.say("table.range.value", { p25: facts.n(p25), p75: facts.n(p75) });
}
