import type { HistoryPlan } from "../domain/chart-plan.ts";
import { addWeeks, mondayOf, type Week } from "../domain/week.ts";
import type { Words } from "../domain/words.ts";
import {
  type ChartColours,
  cardSpec,
  type Drawing,
  dotMark,
  LEFT,
  NOTE,
  PADDING,
  placedTitle,
  RIGHT,
  type Scale,
  scaled,
  TEXT_FIELD,
  textMark,
} from "./card.ts";
import type { Layer } from "./svg.ts";
import { type TextStyle, widthOf } from "./text-lines.ts";
import { valueAxis } from "./value-axis.ts";

const PLOT_PX = 190;
/** From the lowest grid line to the middle of the dates below it. */
const DATES_BELOW_PX = 23;
const GAP_PX = 8;
/** How far the grid reaches to the left of the first week. */
const OVERHANG_PX = 6;
const TICK_PX = 5;
const LAST_GAP_PX = 10;
/** The last value is what the picture is about. */
const LAST: TextStyle = { sizePx: 19, weight: "semibold" };
/** Amounts are printed to the thousand, so two lines of the grid may not lie closer. */
const MONEY_UNIT = 1000;
const DAY_MS = 86_400_000;
/** From one date to the next at least: a date and some air. */
const DATE_GAP_PX = 80;
/** From this many weeks between two dates on, one more or less is not seen. */
const LONG_STEP_WEEKS = 8;

interface Place {
  readonly index: number;
  readonly value: number;
  /** Points of one unbroken line share a number. */
  readonly stretch: number;
}

/** Where the plot lies and what its values are. */
interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly bottom: number;
  readonly colours: ChartColours;
}

/** One value over weeks as a line, the last point marked and printed. A week without data breaks the line. */
export function historyChart(plan: HistoryPlan, colours: ChartColours, words: Words): Drawing {
  const { currency } = plan;
  const text = (value: number): string => (currency === null ? words.count(value) : words.money(value, currency));
  const title = placedTitle(plan.title);
  const top = title.bottom + 16;
  const bottom = top + PLOT_PX;
  const places = placesOf(plan.points);
  const axis = valueAxis(
    plan.points.map((point) => point.value),
    currency === null ? 1 : MONEY_UNIT,
  );
  const last = places.at(-1) ?? { index: 0, value: 0, stretch: 0 };
  const x: Scale = {
    // One week alone stands in the middle.
    domain: last.index === 0 ? [-1, 1] : [0, last.index],
    range: [
      LEFT + widthOf(axis.ticks.map(text), NOTE) + GAP_PX + OVERHANG_PX,
      RIGHT - widthOf([text(last.value)], LAST) - LAST_GAP_PX,
    ],
  };
  const plot: Plot = { x, y: { domain: axis.domain, range: [bottom, top] }, bottom, colours };
  const height = bottom + DATES_BELOW_PX + PADDING;
  const layers = [
    ...gridLayers(
      axis.ticks.map((value) => ({ value, text: text(value) })),
      plot,
    ),
    ...dateLayers(datesOf(plan.points, last.index, x, words), plot),
    ...lineLayers(places, plot),
    ...lastLayers(last, text(last.value), plot),
  ];
  return { spec: cardSpec(height, title.lines, layers, colours), height };
}

function placesOf(points: HistoryPlan["points"]): Place[] {
  const first = points[0]?.week;
  const places: Place[] = [];
  for (const { week, value } of points) {
    const index = first === undefined ? 0 : weeksBetween(first, week);
    const before = places.at(-1);
    const stretch = before === undefined ? 0 : before.stretch + (index === before.index + 1 ? 0 : 1);
    places.push({ index, value, stretch });
  }
  return places;
}

function weeksBetween(first: Week, later: Week): number {
  return Math.round((Date.parse(mondayOf(later)) - Date.parse(mondayOf(first))) / (7 * DAY_MS));
}

/** Mondays below the plot, the last week's always among them. */
function datesOf(
  points: HistoryPlan["points"],
  lastIndex: number,
  x: Scale,
  words: Words,
): { index: number; text: string }[] {
  const first = points[0]?.week;
  if (first === undefined) return [];
  return dateIndices(lastIndex, x).map((index) => ({ index, text: words.shortDay(mondayOf(addWeeks(first, index))) }));
}

/**
 * Weeks, counted from the first, that are dated: as many as stand clear of each other. Over a long time they are spread
 * from end to end, to the nearest week; over a short one that would look uneven, and they are counted back from the last.
 */
function dateIndices(lastIndex: number, { range }: Scale): number[] {
  const most = Math.max(1, Math.floor((range[1] - range[0]) / DATE_GAP_PX));
  if (lastIndex >= most * LONG_STEP_WEEKS) {
    return Array.from({ length: most + 1 }, (_, step) => Math.round((step * lastIndex) / most));
  }
  const step = Math.max(1, Math.ceil(lastIndex / most));
  return Array.from({ length: Math.floor(lastIndex / step) + 1 }, (_, back) => lastIndex - back * step).reverse();
}

function gridLayers(values: { value: number; text: string }[], { x, y, colours }: Plot): Layer[] {
  const left = x.range[0] - OVERHANG_PX;
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.grid, strokeWidth: 1 },
      encoding: { x: { value: left }, x2: { value: x.range[1] }, y: scaled("value", y) },
    },
    {
      data: { values },
      mark: textMark({ ...NOTE, align: "right", dx: -GAP_PX, colour: colours.muted }),
      encoding: { x: { value: left }, y: scaled("value", y), text: TEXT_FIELD },
    },
  ];
}

function dateLayers(values: { index: number; text: string }[], { x, bottom, colours }: Plot): Layer[] {
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.muted, strokeWidth: 1 },
      encoding: { x: scaled("index", x), y: { value: bottom }, y2: { value: bottom + TICK_PX } },
    },
    {
      data: { values },
      mark: textMark({ ...NOTE, align: "center", colour: colours.muted }),
      encoding: { x: scaled("index", x), y: { value: bottom + DATES_BELOW_PX }, text: TEXT_FIELD },
    },
  ];
}

/** The line in its unbroken stretches, and a dot for each week that stands alone, which no line would show. */
function lineLayers(places: readonly Place[], plot: Plot): Layer[] {
  const { x, y, colours } = plot;
  const alone = places.filter((place) => places.filter((other) => other.stretch === place.stretch).length === 1);
  const layers: Layer[] = [
    {
      data: { values: places.map((place) => ({ ...place })) },
      mark: { type: "line", color: colours.accent, strokeWidth: 2.5, strokeJoin: "round", strokeCap: "round" },
      encoding: { x: scaled("index", x), y: scaled("value", y), detail: { field: "stretch", type: "nominal" } },
    },
  ];
  if (alone.length > 0) layers.push({ data: { values: alone.map((place) => ({ ...place })) }, ...dots(80, plot) });
  return layers;
}

function lastLayers(last: Place, text: string, plot: Plot): Layer[] {
  const { x, y, colours } = plot;
  const data = { values: [{ ...last, text }] };
  return [
    { data, ...dots(130, plot) },
    {
      data,
      mark: textMark({ ...LAST, align: "left", dx: LAST_GAP_PX, colour: colours.text }),
      encoding: { x: scaled("index", x), y: scaled("value", y), text: TEXT_FIELD },
    },
  ];
}

function dots(size: number, { x, y, colours }: Plot) {
  return {
    mark: dotMark(size, colours),
    encoding: { x: scaled("index", x), y: scaled("value", y) },
  };
}
