import type { HistoryPlan } from "../domain/chart-plan.ts";
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
import {
  DATES_BELOW_PX,
  dateLayers,
  datesOf,
  GAP_PX,
  gridLayers,
  MONEY_UNIT,
  OVERHANG_PX,
  type Place,
  type Plot,
  placesOf,
} from "./week-axis.ts";

const PLOT_PX = 190;
const LAST_GAP_PX = 10;
/** The last value is what the picture is about. */
const LAST: TextStyle = { sizePx: 19, weight: "semibold" };

/** One value over weeks as a line, the last point marked and printed. A week without data breaks the line. */
export function historyChart(plan: HistoryPlan, colours: ChartColours, words: Words): Drawing {
  const { currency } = plan;
  const text = (value: number): string => (currency === null ? words.count(value) : words.money(value, currency));
  const title = placedTitle(plan.title);
  const top = title.bottom + 16;
  const bottom = top + PLOT_PX;
  const first = plan.points[0]?.week;
  const places = placesOf(plan.points, first);
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
    ...dateLayers(datesOf(first, last.index, x, words), plot),
    ...lineLayers(places, plot),
    ...lastLayers(last, text(last.value), plot),
  ];
  return { spec: cardSpec(height, title.lines, layers, colours), height };
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
