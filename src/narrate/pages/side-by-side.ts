import type { Change, Metric } from "../../domain/change.ts";
import type { Cell, Grid } from "../../domain/page.ts";
import type { RoleFigures } from "../../domain/snapshot.ts";
import { COMPARE_FROM, UNRELIABLE } from "../../domain/suppression.ts";
import { changeValues } from "../verdict-values.ts";
import { ruleText } from "./frame.ts";
import { firstKnown, type Material, nameOf, windowed } from "./material.ts";

/** A row of the table: undefined for a cell that nothing is known of. */
interface Measure {
  readonly name: string;
  readonly cell: (role: string) => Cell | undefined;
  /** Whether the feed says it of the role at all; if so, a missing cell is of too small a sample. */
  readonly given?: (figures: RoleFigures) => boolean;
}

/**
 * Each measure as a row and each role as a column. A measure that the feed gives of no role has no row; a role whose sample
 * is too small says so in its cell.
 */
export function sideBySide(roles: readonly string[], material: Material): Grid {
  const { words } = material.newest;
  const weeks = material.facts.find("roles.window.weeks")?.value;
  const all = material.newest.now.content.roles;
  const rows = measures(material).flatMap(({ name, cell, given = () => true }) => {
    const cells = roles.map(cell);
    if (cells.every((each) => each === undefined)) return [];
    const unknown = (role: string): Cell => {
      const figures = all[role];
      const text = figures === undefined ? "page.none" : given(figures) ? "compare.cell.too-few" : "page.not-given";
      return { text: words.say(text), note: null };
    };
    return [{ name, href: null, cells: roles.map((role, index) => cells[index] ?? unknown(role)) }];
  });
  return {
    kind: "grid",
    caption:
      weeks === undefined
        ? words.say("compare.table.caption.week")
        : words.say("compare.table.caption", { weeks, count: material.facts.n("roles.window.weeks") }),
    columns: [
      { label: words.say("compare.table.measure"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows,
    note: ruleText("compare.table.note", material),
    folded: null,
  };
}

function measures(material: Material): Measure[] {
  const { facts, newest } = material;
  const { words } = newest;
  const fact =
    (id: (role: string) => string) =>
    (role: string): Cell | undefined =>
      facts.find(id(role)) === undefined ? undefined : { text: facts.n(id(role)), note: null };
  const verdict = (metric: Metric) => (role: string) => verdictCell(role, metric, material);
  return [
    { name: words.say("compare.row.openings"), cell: fact((role) => `${role}.openings.count`) },
    { name: words.say("compare.row.share"), cell: fact((role) => `${role}.openings.share`) },
    { name: words.say("compare.row.offers"), cell: fact((role) => `${role}.offers.count@4w`) },
    {
      name: words.say("compare.row.employers"),
      cell: fact((role) => windowed(role, "offer-employers.count", facts) ?? `${role}.employers.count`),
      given: ({ employers }) => employers !== null,
    },
    {
      name: words.say("compare.row.opened"),
      cell: fact((role) => `${role}.opened.count`),
      given: ({ opened }) => opened !== null,
    },
    {
      name: words.say("compare.row.closed"),
      cell: fact((role) => `${role}.closed.count`),
      given: ({ closed }) => closed !== null,
    },
    { name: words.say("compare.row.median"), cell: (role) => medianCell(role, material) },
    { name: words.say("compare.row.middle-half"), cell: (role) => middleHalf(role, material) },
    { name: words.say("compare.row.floor"), cell: fact((role) => `${role}.pay.floor.median`) },
    { name: words.say("compare.row.ceiling"), cell: fact((role) => `${role}.pay.ceiling.median`) },
    { name: words.say("compare.row.disclosed"), cell: fact((role) => `${role}.disclosed.share`) },
    {
      name: words.say("compare.row.remote"),
      cell: fact((role) => firstKnown([`${role}.remote.share@4w`, `${role}.workplace-remote.share`], facts) ?? ""),
    },
    {
      name: words.say("compare.row.equity"),
      cell: fact((role) => `${role}.mentions-equity.share`),
      given: ({ mentions }) => mentions.equity !== null,
    },
    {
      name: words.say("compare.row.bonus"),
      cell: fact((role) => `${role}.mentions-bonus.share`),
      given: ({ mentions }) => mentions.bonus !== null,
    },
    { name: words.say("compare.row.demand-change"), cell: verdict("offers") },
    { name: words.say("compare.row.pay-change"), cell: verdict("pay") },
    { name: words.say("compare.row.remote-change"), cell: verdict("remote") },
  ];
}

/** A role's median with its 95 % interval and n; one that could be off by more than a fifth says so. */
export function medianCell(role: string, { facts, newest }: Material): Cell | undefined {
  const { words } = newest;
  const id = windowed(role, "pay.midpoint.median", facts);
  const fact = id === undefined ? undefined : facts.find(id);
  if (id === undefined || fact === undefined) return undefined;
  const at = id.endsWith("@4w") ? "@4w" : "";
  const n = facts.n(`${role}.pay.count${at}`);
  if (fact.interval === null) return { text: facts.n(id), note: words.say("page.n", { n }) };
  const [low, high] = fact.interval;
  const unreliable = (high - low) / 2 > UNRELIABLE * fact.value;
  return {
    text: unreliable ? words.say("table.unreliable", { value: facts.n(id) }) : facts.n(id),
    note: words.say("page.interval-n", {
      low: facts.n(`${role}.pay.midpoint.median-low${at}`),
      high: facts.n(`${role}.pay.midpoint.median-high${at}`),
      n,
    }),
  };
}

function middleHalf(role: string, { facts, newest }: Material): Cell | undefined {
  const [p25, p75] = ["p25", "p75"].map((stat) => windowed(role, `pay.midpoint.${stat}`, facts));
  if (p25 === undefined || p75 === undefined) return undefined;
  const text = newest.words.say("table.range.value", { p25: facts.n(p25), p75: facts.n(p75) });
  const n = facts.find(p25)?.n ?? 0;
  const count = `${role}.pay.count${p25.endsWith("@4w") ? "@4w" : ""}`;
  return { text, note: n < COMPARE_FROM ? newest.words.say("page.n", { n: facts.n(count) }) : null };
}

/** What the tests say of a role's change: a word, and how much where it moved. */
function verdictCell(role: string, metric: Metric, { facts, newest }: Material): Cell | undefined {
  const change = changeOf(role, metric, newest.changes?.content.changes);
  if (change === undefined) return undefined;
  const { words } = newest;
  const verdict = words.say(VERDICTS[change.verdict]);
  const moved = change.verdict === "rose" || change.verdict === "fell";
  const values = moved ? changeValues(change, facts) : undefined;
  const growth = values?.["growth"];
  const points = values?.["points"];
  if (growth !== undefined) return { text: words.say("table.verdict.moved", { verdict, growth }), note: null };
  if (points !== undefined) return { text: words.say("page.verdict.points", { verdict, points }), note: null };
  return { text: verdict, note: null };
}

export const VERDICTS: Readonly<Record<Change["verdict"], string>> = {
  rose: "table.verdict.rose",
  fell: "table.verdict.fell",
  "edged-up": "table.verdict.edged-up",
  "edged-down": "table.verdict.edged-down",
  "little-changed": "table.verdict.little-changed",
  "one-employer": "table.verdict.one-employer",
  "mostly-mix": "table.verdict.mostly-mix",
  unclear: "table.verdict.unclear",
  "too-few": "table.verdict.too-few",
  "not-comparable": "table.verdict.not-comparable",
};

export function changeOf(role: string, metric: Metric, changes: readonly Change[] | undefined): Change | undefined {
  return changes?.find((change) => change.slice === role && change.metric === metric);
}
