import type { HistoryPlan } from "../domain/chart-plan.ts";
import type { Words } from "../domain/words.ts";
import {
  type ChartColours,
  cardSpec,
  type Drawing,
  dotMark,
  placedTitle,
  scaled,
  TEXT_FIELD,
  textMark,
} from "./card.ts";
import type { Layer } from "./spec.ts";
import { figuresName } from "./svg-claims.ts";
import type { TextStyle } from "./text-lines.ts";
import { alone, LAST_GAP_PX, type Place, type Plot, placesOf, printedIn, weekPlot } from "./week-axis.ts";

const PLOT_PX = 190;
/** The last value is what the picture is about. */
const LAST: TextStyle = { sizePx: 21, weight: "semibold" };

/** One value over weeks as a line, the last point marked and printed. A week without data breaks the line. */
export function historyChart(plan: HistoryPlan, colours: ChartColours, words: Words): Drawing {
  const { currency } = plan;
  const title = placedTitle(plan.title);
  const first = plan.points[0]?.week;
  const places = placesOf(plan.points, first);
  const last = places.at(-1) ?? { index: 0, value: 0, stretch: 0 };
  const figures = plan.endsEarlier === true ? [] : [printedIn(currency, words)(last.value)];
  const { plot, layers, height } = weekPlot(
    {
      first,
      lastIndex: last.index,
      values: plan.points.map((point) => point.value),
      figures,
      figureStyle: LAST,
      currency,
      top: title.bottom + 16,
      plotPx: PLOT_PX,
    },
    colours,
    words,
  );
  const drawn = [...layers, ...lineLayers(places, plot), ...lastLayers(last, figures, plan.points.at(-1)?.fact, plot)];
  return { spec: cardSpec(height, title.lines, drawn, colours), height };
}

/** The line in its unbroken stretches, and a dot for each week that stands alone, which no line would show. */
function lineLayers(places: readonly Place[], plot: Plot): Layer[] {
  const { x, y, colours } = plot;
  const lone = alone(places);
  const layers: Layer[] = [
    {
      data: { values: places.map((place) => ({ ...place })) },
      mark: { type: "line", color: colours.accent, strokeWidth: 2.5, strokeJoin: "round", strokeCap: "round" },
      encoding: { x: scaled("index", x), y: scaled("value", y), detail: { field: "stretch", type: "nominal" } },
    },
  ];
  if (lone.length > 0) layers.push({ data: { values: lone.map((place) => ({ ...place })) }, ...dots(80, plot) });
  return layers;
}

function lastLayers(last: Place, figures: readonly string[], fact: string | undefined, plot: Plot): Layer[] {
  const { x, y, colours } = plot;
  const printed = figures.map(
    (text): Layer => ({
      name: figuresName("last"),
      data: { values: [{ ...last, text, fact: fact ?? null }] },
      mark: textMark({ ...LAST, align: "left", dx: LAST_GAP_PX, colour: colours.text }),
      encoding: { x: scaled("index", x), y: scaled("value", y), text: TEXT_FIELD },
    }),
  );
  return [
    { data: { values: [{ ...last, text: figures[0] ?? "", fact: fact ?? null }] }, ...dots(130, plot) },
    ...printed,
  ];
}

function dots(size: number, { x, y, colours }: Plot) {
  return {
    mark: dotMark(size, colours),
    encoding: { x: scaled("index", x), y: scaled("value", y) },
  };
}
