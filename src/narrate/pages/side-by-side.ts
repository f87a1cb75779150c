import type { Change, ChangeMetric } from "../../domain/change.ts";
import type { Cell, Grid } from "../../domain/page.ts";
import type { RoleFigures } from "../../domain/snapshot.ts";
import { LEVEL_FROM } from "../../domain/suppression.ts";
import { anyVerdict } from "../narrate.ts";
import { medianNotes, payWindow } from "../pay-cell.ts";
import { verdictText } from "../verdict-text.ts";
import { nameInText } from "../writer.ts";
import { experienceCell } from "./experience.ts";
import { ruleText } from "./frame.ts";
import { type Material, nameOf, windowed } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { remoteIds, remoteSample } from "./remote-share.ts";

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
        ? sayOfWeek("compare.table.caption.week", material)
        : sayOfWeek("compare.table.caption", material, { weeks, count: material.facts.n("roles.window.weeks") }),
    columns: [
      { label: words.say("compare.table.measure"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows,
    note: [
      ruleText("compare.table.note", material),
      ...(anyVerdict(material.newest) ? [words.say("compare.table.note.words")] : []),
    ].join(" "),
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
  const verdict = (metric: ChangeMetric) => (role: string) => verdictCell(role, metric, material);
  return [
    { name: sayOfWeek("compare.row.openings", material), cell: fact((role) => `${role}.openings.count`) },
    { name: words.say("compare.row.share"), cell: fact((role) => `${role}.openings.share`) },
    { name: sayOfWeek("compare.row.offers", material), cell: fact((role) => `${role}.offers.count@4w`) },
    {
      name: words.say("compare.row.employers"),
      cell: fact((role) => windowed(role, "offer-employers.count", facts) ?? `${role}.employers.count`),
      given: ({ employers }) => employers !== null,
    },
    {
      name: sayOfWeek("compare.row.opened", material),
      cell: fact((role) => `${role}.opened.count`),
      given: ({ opened }) => opened !== null,
    },
    {
      name: sayOfWeek("compare.row.closed", material),
      cell: fact((role) => `${role}.closed.count`),
      given: ({ closed }) => closed !== null,
    },
    { name: words.say("compare.row.median"), cell: (role) => medianCell(role, material) },
    { name: words.say("compare.row.middle-half"), cell: (role) => middleHalf(role, material) },
    { name: sayOfWeek("compare.row.floor", material), cell: fact((role) => `${role}.pay.floor.median`) },
    { name: sayOfWeek("compare.row.ceiling", material), cell: fact((role) => `${role}.pay.ceiling.median`) },
    { name: words.say("compare.row.disclosed"), cell: fact((role) => `${role}.disclosed.share`) },
    { name: words.say("compare.row.remote"), cell: (role) => remoteCell(role, material) },
    {
      name: words.say("compare.row.top-skill"),
      cell: (role) => topSkill(role, material),
      given: ({ skills }) => skills !== null,
    },
    {
      name: words.say("compare.row.experience"),
      cell: (role) => experienceCell(role, material),
      given: ({ levels }) => levels !== null,
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
    { name: words.say("compare.row.new-pay-change"), cell: verdict("new-pay") },
    { name: words.say("compare.row.disclosed-change"), cell: verdict("disclosed") },
    { name: words.say("compare.row.repriced-change"), cell: verdict("repriced") },
  ];
}

/**
 * A role's median, and below it its interval, n, the weeks where these are not the usual, the share of ads that state pay,
 * and whether one employer moves it; one that could be off by more than a fifth says so.
 */
export function medianCell(role: string, { facts, newest }: Material): Cell | undefined {
  const { words } = newest;
  const at = payWindow(role, facts);
  if (at === undefined) return undefined;
  const id = `${role}.pay.midpoint.median${at}`;
  const { unreliable, moved, weeks, disclosed } = medianNotes(role, at, newest, facts);
  const value = moved ? words.say("table.moved", { value: facts.n(id) }) : facts.n(id);
  const n = facts.n(`${role}.pay.count${at}`);
  const [low, high] = ["low", "high"].map((end) => `${role}.pay.midpoint.median-${end}${at}`);
  const sample =
    facts.find(id)?.interval === null || low === undefined || high === undefined
      ? words.say("page.n", { n })
      : words.say("page.interval-n", { low: facts.n(low), high: facts.n(high), n });
  const asides = [
    sample,
    ...(weeks === undefined ? [] : [words.say("table.over-weeks", { weeks })]),
    ...(disclosed === undefined ? [] : [words.say("page.disclosed", { share: disclosed })]),
    ...(moved ? [words.say("page.moved")] : []),
  ];
  return {
    text: unreliable ? words.say("table.aside", { value, asides: words.say("table.unreliable") }) : value,
    note: asides.reduce((left, right) => words.say("table.aside.more", { left, right })),
  };
}

function middleHalf(role: string, { facts, newest }: Material): Cell | undefined {
  const at = payWindow(role, facts);
  if (at === undefined) return undefined;
  const [p25, p75] = ["p25", "p75"].map((stat) => facts.n(`${role}.pay.midpoint.${stat}${at}`));
  const { small, weeks } = medianNotes(role, at, newest, facts);
  const { words } = newest;
  const n = words.say("page.n", { n: facts.n(`${role}.pay.count${at}`) });
  const over =
    weeks === undefined
      ? n
      : words.say("table.aside.more", { left: n, right: words.say("table.over-weeks", { weeks }) });
  return {
    text: words.say("table.range.value", { p25: p25 ?? "", p75: p75 ?? "" }),
    note: small || weeks !== undefined ? over : null,
  };
}

/** So many skills that as many ads name are named together; of more, none is named most. */
const NAMED_TOGETHER = 3;

function topSkill(role: string, { newest }: Material): Cell | undefined {
  const figures = newest.now.content.roles[role];
  const [top] = figures?.skills ?? [];
  if (figures === undefined || top === undefined || figures.openings < LEVEL_FROM) return undefined;
  const tops = (figures.skills ?? []).filter(({ postings }) => postings === top.postings);
  if (top.postings < 2 || tops.length > NAMED_TOGETHER)
    return { text: newest.words.say("compare.cell.none-most"), note: null };
  return { text: newest.words.list(tops.map(({ name }) => nameInText(newest.words.skill(name)))), note: null };
}

function remoteCell(role: string, { facts, newest }: Material): Cell | undefined {
  const ids = remoteIds(role, facts);
  if (ids === undefined) return undefined;
  return { text: facts.n(ids.share), note: remoteSample(role, facts, newest.words) };
}

/** What the tests say of a role's change; undefined where nothing was asked. */
function verdictCell(role: string, metric: ChangeMetric, { facts, newest }: Material): Cell | undefined {
  const found = verdictText(role, metric, newest, facts);
  if (found === undefined) return undefined;
  const { words } = newest;
  const { verdict, noticeable, category, total } = found;
  if (category !== undefined)
    return {
      text: verdict,
      note: words.say("page.category", { category: category.name, verdict: category.verdict }),
    };
  if (total !== undefined) return { text: verdict, note: words.say("page.total", { verdict: total }) };
  return { text: verdict, note: noticeable === undefined ? null : words.say("page.noticeable", { noticeable }) };
}

export function changeOf(
  role: string,
  metric: ChangeMetric,
  changes: readonly Change[] | undefined,
): Change | undefined {
  return changes?.find((change) => change.slice === role && change.metric === metric);
}
