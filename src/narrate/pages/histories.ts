import type { SeriesPlan } from "../../domain/chart-plan.ts";
import type { Block, Cell, Grid } from "../../domain/page.ts";
import type { Week } from "../../domain/week.ts";
import { disclosedShare } from "../pay-cell.ts";
import { spanOf } from "../span.ts";
import { altOf, ruleText } from "./frame.ts";
import { firstKnown, type Material, nameOf } from "./material.ts";
import { sayOfWeek, unlikeWeeks } from "./of-week.ts";

/** A line over fewer weeks than this is a zigzag, not a history. */
const MIN_HISTORY = 4;

/** A chart with the blocks that show it: undefined where there are too few weeks for a line. */
export interface HistoryChart {
  readonly plan: SeriesPlan;
  readonly block: Block;
}

/**
 * Openings per week of each role. A week that is not stored, or whose count is not that of a week, breaks the lines; one without
 * openings is a zero.
 */
export function openingsHistory(roles: readonly string[], material: Material): HistoryChart | undefined {
  const { weeks, newest, facts } = material;
  const { words } = newest;
  if (weeks.length < MIN_HISTORY) return undefined;
  const unlike = unlikeWeeks(material);
  const series = roles.map((role) => {
    const since = weeks.findIndex(({ content }) => content.roles[role] !== undefined);
    const points = weeks
      .slice(Math.max(0, since))
      .filter(({ content }) => !unlike.has(content.week))
      .map(({ content }) => ({
        week: content.week,
        value: content.roles[role]?.openings ?? 0,
        interval: null,
        fact: firstKnown([`${role}.openings.count@${content.week}`, `${role}.openings.none@${content.week}`], facts),
      }));
    return { label: nameOf(role, material), points };
  });
  const now = roles.flatMap((role) => {
    const id = `${role}.openings.count`;
    return facts.find(id) === undefined
      ? []
      : [words.say("compare.level", { role: nameOf(role, material), value: facts.n(id) })];
  });
  const levels = now.length === 0 ? words.say("page.demand.none") : words.list(now);
  const said = now.length === 0 ? "page.demand.takeaway.none" : "page.demand.takeaway";
  const key = unlike.size > 0 && spanOf(newest, facts).suffix === "" ? `${said}.gaps` : said;
  const names = words.list(roles.map((role) => nameOf(role, material)));
  return {
    plan: {
      kind: "series",
      name: "openings",
      title: words.say(roles.length === 1 ? "role.openings.title" : "compare.openings.title"),
      alt: altOf([words.say("page.demand.alt", { names }), words.say("page.demand.alt.short")]),
      currency: null,
      series,
    },
    block: { kind: "drawing", chart: "openings", takeaway: sayOfWeek(key, material, { levels }) },
  };
}

/** A role's weekly median pay with its interval, over the weeks in which it may be shown. */
export function payHistory(role: string, material: Material): HistoryChart | undefined {
  const { weeks, newest, facts } = material;
  const { words } = newest;
  const points = weeks.flatMap(({ content }) => {
    const fact = facts.find(`${role}.pay.midpoint.median@${content.week}`);
    return fact === undefined
      ? []
      : [{ week: content.week, value: fact.value, interval: fact.interval, fact: fact.id }];
  });
  const last = points.at(-1);
  if (points.length < MIN_HISTORY || last === undefined) return undefined;
  const banded = points.some(({ interval }) => interval !== null);
  const latest = facts.n(`${role}.pay.midpoint.median@${last.week}`);
  const values = { role: nameOf(role, material), median: latest, week: newest.words.week(last.week) };
  return {
    plan: {
      kind: "series",
      name: "pay",
      title: words.say(banded ? "role.pay.title.banded" : "role.pay.title"),
      alt: altOf([words.say("role.pay.alt", values), words.say("role.pay.alt.short", values)]),
      currency: newest.now.content.currency,
      series: [{ label: nameOf(role, material), points }],
    },
    block: {
      kind: "drawing",
      chart: "pay",
      takeaway: words.say(banded ? "role.pay.takeaway.banded" : "role.pay.takeaway", values),
    },
  };
}

/** Every stored week of one role, the newest first: openings, and median pay with its interval and n. */
export function roleWeeks(role: string, material: Material): Grid {
  const { words } = material.newest;
  return {
    kind: "grid",
    caption: words.say("role.weeks.caption", { role: nameOf(role, material) }),
    columns: [
      { label: words.say("page.week"), align: "left", lowPriority: false },
      { label: words.say("table.openings"), align: "right", lowPriority: false },
      { label: words.say("table.median"), align: "right", lowPriority: false },
    ],
    rows: newestFirst(material).map((week) => ({
      name: words.week(week),
      href: editionOf(week, material),
      cells: [openingsCell(role, week, material), weekPay(role, week, material)],
    })),
    note: ruleText("role.weeks.note", material),
    folded: words.say("role.weeks.show"),
  };
}

/** Every stored week of several roles: openings of each. */
export function comparedWeeks(roles: readonly string[], material: Material): Grid {
  const { words } = material.newest;
  return {
    kind: "grid",
    caption: words.say("compare.weeks.caption"),
    columns: [
      { label: words.say("page.week"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows: newestFirst(material).map((week) => ({
      name: words.week(week),
      href: editionOf(week, material),
      cells: roles.map((role) => openingsCell(role, week, material)),
    })),
    note: null,
    folded: words.say("role.weeks.show"),
  };
}

function newestFirst({ weeks }: Material): Week[] {
  return weeks.map(({ content }) => content.week).reverse();
}

function editionOf(week: Week, { editions }: Material): string | null {
  return editions.some((edition) => edition.week === week) ? `${week}/index.html` : null;
}

/** A stored week without a posting of the role has no openings of it; beside a count that is not a week's stands that it is none. */
function openingsCell(role: string, week: Week, material: Material): Cell {
  const { facts, newest } = material;
  const id = `${role}.openings.count@${week}`;
  const note = unlikeWeeks(material).has(week) ? newest.words.say("page.demand.not-whole") : null;
  return { text: facts.find(id) === undefined ? newest.words.say("page.none") : facts.n(id), note };
}

function weekPay(role: string, week: Week, { facts, newest }: Material): Cell {
  const id = (name: string) => `${role}.pay.${name}@${week}`;
  const { words } = newest;
  if (facts.find(id("midpoint.median")) === undefined) return { text: words.say("compare.cell.too-few"), note: null };
  const n = facts.n(id("count"));
  const low = firstKnown([id("midpoint.median-low")], facts);
  const sample =
    low === undefined
      ? words.say("page.n", { n })
      : words.say("page.interval-n", { low: facts.n(low), high: facts.n(id("midpoint.median-high")), n });
  const share = disclosedShare(role, `@${week}`, facts);
  const note =
    share === undefined
      ? sample
      : words.say("table.aside.more", { left: sample, right: words.say("page.disclosed", { share }) });
  return { text: facts.n(id("midpoint.median")), note };
}
