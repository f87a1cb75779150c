import type { ChartPlan } from "../domain/chart-plan.ts";
import { unmarked } from "../domain/claim.ts";
import { ALT_LENGTH, type ChartSection, type Paragraphs } from "../domain/letter.ts";
import type { Week } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { mostOpenings } from "./most-openings.ts";
import { payKind } from "./pay-kind.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { wholeWeeks } from "./whole-weeks.ts";
import { nameInText, type Writer } from "./writer.ts";

/** A chart with its place in the letter, and below it what is drawn as text, where no other part of the letter tells it. */
export interface PlannedChart {
  readonly plan: ChartPlan;
  readonly section: ChartSection;
  readonly figures?: Paragraphs;
}

/** A line over fewer weeks than this is a zigzag, not a history. */
const MIN_HISTORY = 4;
/** A median of fewer offers than this is not drawn beside medians of hundreds. */
const MIN_FOR_CHART = 30;

/** Pay ranges, openings and history, as far as there are figures for each. `roles` are in the order to draw. */
export function plannedCharts(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): PlannedChart[] {
  return [
    payRanges(request, roles, facts, writer),
    openings(request, roles, facts, writer),
    history(request, facts, writer),
  ].filter((chart) => chart !== undefined);
}

/** The fact of a role's pay over its window, or of the week where there is no window. */
export function payFact(role: string, stat: string, facts: FactBook): string | undefined {
  return [`${role}.pay.midpoint.${stat}@4w`, `${role}.pay.midpoint.${stat}`].find((id) => facts.find(id) !== undefined);
}

function payRanges(
  { now, words }: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): PlannedChart | undefined {
  const rows = roles.flatMap((role) => {
    const ids = ["p25", "median", "p75"].map((stat) => payFact(role, stat, facts));
    const [p25, median, p75] = ids.map((id) => (id === undefined ? undefined : facts.find(id)));
    if (p25 === undefined || median === undefined || p75 === undefined || (median.n ?? 0) < MIN_FOR_CHART) return [];
    return [
      {
        facts: { p25: p25.id, median: median.id, p75: p75.id },
        role,
        medianId: median.id,
        label: now.content.roles[role]?.title ?? role,
        p25: p25.value,
        median: median.value,
        p75: p75.value,
      },
    ];
  });
  rows.sort((a, b) => b.median - a.median || (a.role < b.role ? -1 : 1));
  const [top] = rows;
  const bottom = rows.at(-1);
  if (top === undefined || bottom === undefined) return undefined;
  // Of roles that are not drawn, one may pay more or less than all of these: then nothing is called the highest.
  const undrawn = Object.keys(now.content.roles).length > roles.length;
  const only = payKind(
    rows.map(({ medianId }) => unmarked(facts.n(medianId))),
    undrawn,
  );
  const values = {
    top: nameInText(top.label),
    topMedian: facts.n(top.medianId),
    bottom: nameInText(bottom.label),
    bottomMedian: facts.n(bottom.medianId),
    openings: facts.n("total.openings.count"),
  };
  return {
    plan: {
      kind: "pay-ranges",
      name: "pay-ranges",
      title: words.say("chart.pay.title"),
      alt: altOf(
        "chart.pay.alt",
        [`chart.pay.alt${only}`, ...(only !== "" ? [] : ["chart.pay.alt.short"]), "chart.pay.alt.least"],
        values,
        writer,
      ),
      currency: now.content.currency,
      rows: rows.map(({ label, p25, median, p75, facts: ids }) => ({ label, p25, median, p75, facts: ids })),
    },
    section: {
      kind: "chart",
      slot: "chart.pay",
      heading: words.say("chart.pay.heading"),
      chart: "pay-ranges",
      takeaway: writer.write("chart.pay", `chart.pay.takeaway${only}`, values),
    },
  };
}

function openings(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): PlannedChart | undefined {
  const { now, words } = request;
  const beforeWeek = weekBeside(request);
  const rows = roles.map((role) => {
    const before = beforeWeek === undefined ? undefined : facts.find(`${role}.openings.count@${beforeWeek}`);
    return {
      role,
      label: now.content.roles[role]?.title ?? role,
      now: now.content.roles[role]?.openings ?? 0,
      before: before?.value ?? null,
      facts: { now: `${role}.openings.count`, before: before?.id ?? null },
    };
  });
  rows.sort((a, b) => b.now - a.now || (a.role < b.role ? -1 : 1));
  const [top] = rows;
  if (top === undefined) return undefined;
  const { suffix, values: days } = spanOf(request, facts);
  const most = mostOpenings(roles, facts);
  const leading = most?.roles ?? [top.role];
  const led = most === undefined || most.kind === "leads" ? suffix : (`.${most.kind}` as const);
  const values = {
    ...days,
    top: words.list(leading.map((role) => nameInText(now.content.roles[role]?.title ?? role))),
    count: facts.n(`${top.role}.openings.count`),
    share: facts.n(`${top.role}.openings.share`),
    openings: facts.n("total.openings.count"),
  };
  const first = rows.every(({ before }) => before === null) ? ".first" : "";
  return {
    plan: {
      kind: "openings",
      name: "openings",
      title: words.say(suffix === "" ? `chart.openings.title${first}` : "chart.openings.title.days"),
      alt: altOf(
        "chart.openings.alt",
        led === suffix
          ? [`chart.openings.alt${suffix}`, "chart.openings.alt.short", "chart.openings.alt.least"]
          : ["chart.openings.alt.alike"],
        values,
        writer,
      ),
      nowLabel: words.say(`chart.openings.now${suffix}`),
      beforeLabel: words.say("chart.openings.before"),
      rows: rows.map(({ role: _, ...row }) => row),
    },
    section: {
      kind: "chart",
      slot: "chart.openings",
      heading: words.say("chart.openings.heading"),
      chart: "openings",
      takeaway: writer.write("chart.openings", `chart.openings.takeaway${led}`, values),
    },
    figures: {
      kind: "paragraphs",
      slot: "chart.openings.figures",
      heading: null,
      paragraphs: [openingsInText(rows, `chart.openings.figures${first || suffix}`, facts, words)],
    },
  };
}

/** Every bar's figure in words, for who cannot see the chart, in its order. */
function openingsInText(
  rows: readonly { readonly label: string; readonly facts: { readonly now: string; readonly before: string | null } }[],
  key: string,
  facts: FactBook,
  words: Words,
): string {
  const items = rows.map(({ label, facts: { now, before } }) =>
    before === null
      ? words.say("chart.openings.figure.first", { role: nameInText(label), now: facts.n(now) })
      : words.say("chart.openings.figure", { role: nameInText(label), now: facts.n(now), before: facts.n(before) }),
  );
  return words.say(key, { items: words.list(items) });
}

/** The stored week whose bars stand beside this week's: none where the data of the two are not alike. */
function weekBeside({ history: weeks, changes, week }: NarrateRequest): Week | undefined {
  const unlike = (changes?.content.guard.total ?? []).some(({ code }) => code !== "no-employers");
  return unlike ? undefined : weeks.filter(({ content }) => content.week < week).at(-1)?.content.week;
}

/** The line of all weeks that are whole; a week that is not is a gap, and is no lowest and no highest. */
function history(request: NarrateRequest, facts: FactBook, writer: Writer): PlannedChart | undefined {
  const { words, week } = request;
  const weeks = wholeWeeks(request);
  if (weeks.length < MIN_HISTORY) return undefined;
  const values = {
    weeks: facts.n(`total.history.weeks@${weeks.length}w`),
    lowest: facts.n(`total.openings.lowest@${weeks.length}w`),
    highest: facts.n(`total.openings.highest@${weeks.length}w`),
    now: facts.n("total.openings.count"),
  };
  const [first] = weeks;
  // A week left out before the first is no gap in the line.
  const gaps = request.history.slice(first === undefined ? 0 : request.history.indexOf(first)).length - weeks.length;
  const without = weeks.at(-1)?.content.week === week ? "" : ".without";
  const takeaway = [
    writer.write("chart.history", `chart.history.takeaway${without}`, values),
    ...(gaps === 0 ? [] : [writer.write("chart.history.left-out", `chart.history.left-out${without}`)]),
  ];
  return {
    plan: {
      kind: "history",
      name: "history",
      title: words.say("chart.history.title"),
      alt: writer.write("chart.history.alt", `chart.history.alt${without}`, values),
      currency: null,
      endsEarlier: without !== "",
      points: weeks.map(({ content }) => ({
        week: content.week,
        value: content.totals.openings,
        fact: facts.find(content.week === week ? "total.openings.count" : `total.openings.count@${content.week}`)?.id,
      })),
    },
    section: {
      kind: "chart",
      slot: "chart.history",
      heading: words.say("chart.history.heading"),
      chart: "history",
      takeaway: takeaway.join(" "),
    },
  };
}

/**
 * What stands for an image: the first of the messages that is no longer than screen readers bear. Names may be long: the last
 * message has none, and no role's figure either, since nothing would say whose it is.
 */
function altOf(slot: string, keys: readonly [string, ...string[]], values: MessageValues, writer: Writer): string {
  const [first, ...others] = keys.map((key) => ({ key, values }));
  if (first === undefined) return "";
  return writer.writeFitting(slot, [first, ...others], (text) => [...text].length <= ALT_LENGTH.max);
}
