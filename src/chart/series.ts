import type { SeriesPlan } from "../domain/chart-plan.ts";
import type { Words } from "../domain/words.ts";
import {
  type ChartColours,
  cardSpec,
  type Drawing,
  dotMark,
  LABEL,
  LEFT,
  pixel,
  placedTitle,
  RIGHT,
  scaled,
  TEXT_FIELD,
  textLayer,
  textMark,
  VALUE,
} from "./card.ts";
import type { Layer } from "./spec.ts";
import { figuresName } from "./svg-claims.ts";
import { balancedLines, drawable } from "./text-lines.ts";
import {
  alone,
  GAP_PX,
  LAST_GAP_PX,
  type Place,
  type Plot,
  placesOf,
  printedIn,
  weekPlot,
  weeksBetween,
} from "./week-axis.ts";

const PLOT_PX = 210;
/** Two figures at the right end stand at least this far apart. */
const FIGURE_PX = 24;
const LEGEND_LINE_PX = 25;
const SAMPLE_PX = 30;
/** Lines differ by their dashes as well as by colour: not everybody sees both. */
const DASHES = [[], [8, 5], [2, 5]] as const;
const BAND_OPACITY = 0.16;

interface Line {
  readonly label: string;
  readonly places: readonly Place[];
  readonly band: readonly (Place & { readonly low: number; readonly high: number })[];
  readonly colour: string;
  readonly dash: readonly number[];
}

/** One to three values over the same weeks. A legend names them where there is more than one. */
export function seriesChart(plan: SeriesPlan, colours: ChartColours, words: Words): Drawing {
  const { currency } = plan;
  const text = printedIn(currency, words);
  const title = placedTitle(plan.title);
  const weeks = plan.series.flatMap(({ points }) => points.map(({ week }) => week)).sort();
  const [first] = weeks;
  const lastWeek = weeks.at(-1);
  const lastIndex = first === undefined || lastWeek === undefined ? 0 : weeksBetween(first, lastWeek);
  const lines = linesOf(plan, first, colours);
  const legend = lines.length > 1 ? legendRows(lines, title.bottom + 14) : [];
  const values = lines.flatMap(({ places, band }) => [
    ...places.map(({ value }) => value),
    ...band.flatMap(({ low, high }) => [low, high]),
  ]);
  const ends = lines.flatMap((line) => line.places.at(-1) ?? []).filter(({ index }) => index === lastIndex);
  const { plot, layers, height } = weekPlot(
    {
      first,
      lastIndex,
      values,
      figures: ends.map(({ value }) => text(value)),
      figureStyle: VALUE,
      currency,
      top: (legend.at(-1)?.bottom ?? title.bottom) + 18,
      plotPx: PLOT_PX,
    },
    colours,
    words,
  );
  const drawn = [
    ...layers,
    ...legendLayers(legend, colours),
    ...lines.flatMap((line) => bandLayers(line, plot)),
    ...lines.flatMap((line) => lineLayers(line, plot)),
    endFigures(ends, text, plot),
  ];
  return { spec: cardSpec(height, title.lines, drawn, colours), height };
}

function linesOf(plan: SeriesPlan, first: string | undefined, colours: ChartColours): Line[] {
  const hues = [colours.accent, colours.second, colours.third];
  return plan.series.map(({ label, points }, index) => {
    const places = placesOf(points, first);
    const bounded = points.filter(({ interval }) => interval !== null);
    const band = placesOf(bounded, first).map((place, at) => {
      const [low, high] = bounded[at]?.interval ?? [place.value, place.value];
      return { ...place, low, high };
    });
    return {
      label: drawable(label),
      places,
      band,
      colour: hues[index] ?? colours.text,
      dash: DASHES[index] ?? [],
    };
  });
}

interface LegendRow {
  readonly line: Line;
  readonly texts: readonly string[];
  readonly y: number;
  readonly bottom: number;
}

/** A row per line of the chart: a name may be long, and is never cut. */
function legendRows(lines: readonly Line[], from: number): LegendRow[] {
  const rows: LegendRow[] = [];
  let y = from;
  for (const line of lines) {
    const texts = balancedLines(line.label, RIGHT - LEFT - SAMPLE_PX - GAP_PX, LABEL);
    const bottom = y + texts.length * LEGEND_LINE_PX;
    rows.push({ line, texts, y: y + LEGEND_LINE_PX / 2, bottom });
    y = bottom;
  }
  return rows;
}

function legendLayers(rows: readonly LegendRow[], colours: ChartColours): Layer[] {
  return rows.flatMap(({ line, texts, y }): Layer[] => [
    {
      data: { values: [{}] },
      mark: stroke(line),
      encoding: { x: { value: LEFT }, x2: { value: LEFT + SAMPLE_PX }, y: { value: y } },
    },
    textLayer(
      texts.map((text, index) => ({ x: LEFT + SAMPLE_PX + GAP_PX, y: y + index * LEGEND_LINE_PX, text })),
      { ...LABEL, align: "left", colour: colours.text },
    ),
  ]);
}

/** How sure each value is; a week that stands alone has a bar, for an area of one week has no width. */
function bandLayers({ band, colour }: Line, { x, y }: Plot): Layer[] {
  if (band.length === 0) return [];
  const encoding = { x: scaled("index", x), y: scaled("low", y), y2: { field: "high" } };
  const lone = alone(band);
  const area: Layer = {
    data: { values: band.map((place) => ({ ...place })) },
    mark: { type: "area", color: colour, opacity: BAND_OPACITY },
    encoding: { ...encoding, detail: { field: "stretch", type: "nominal" } },
  };
  const bars: Layer = {
    data: { values: lone.map((place) => ({ ...place })) },
    mark: { type: "rule", color: colour, opacity: BAND_OPACITY, strokeWidth: 6 },
    encoding,
  };
  return lone.length === 0 ? [area] : [area, bars];
}

function lineLayers(line: Line, { x, y, colours }: Plot): Layer[] {
  const { places, colour } = line;
  const encoding = { x: scaled("index", x), y: scaled("value", y) };
  const dots = (values: readonly Place[], size: number): Layer => ({
    data: { values: values.map((place) => ({ ...place })) },
    mark: dotMark(size, colours, colour),
    encoding,
  });
  const drawn: Layer = {
    data: { values: places.map((place) => ({ ...place })) },
    mark: { ...stroke(line), type: "line", strokeJoin: "round" },
    encoding: { ...encoding, detail: { field: "stretch", type: "nominal" } },
  };
  return [drawn, dots(alone(places), 70), dots(places.slice(-1), 110)].filter((layer) => !isEmpty(layer));
}

function stroke({ colour, dash }: Line) {
  const dashes = dash.length === 0 ? {} : { strokeDash: [...dash] };
  return { type: "rule" as const, color: colour, strokeWidth: 2.5, strokeCap: "round" as const, ...dashes };
}

/** The last values, moved apart where they would touch; what is not of the last week is left to the table. */
function endFigures(ends: readonly Place[], text: (value: number) => string, plot: Plot): Layer {
  const { x, y } = plot;
  const height = (value: number) =>
    y.range[0] + ((value - y.domain[0]) / (y.domain[1] - y.domain[0])) * (y.range[1] - y.range[0]);
  const wanted = ends.map(({ value, fact = null }) => ({ value, fact, y: height(value) })).sort((a, b) => a.y - b.y);
  const placed = spread(
    wanted.map((each) => each.y),
    y.range[1],
    y.range[0],
  );
  return {
    name: figuresName("ends"),
    data: { values: wanted.map(({ value, fact }, index) => ({ y: placed[index] ?? 0, text: text(value), fact })) },
    mark: textMark({ ...VALUE, align: "left", dx: LAST_GAP_PX, colour: plot.colours.text }),
    encoding: {
      x: { value: x.range[1] },
      y: pixel("y"),
      text: TEXT_FIELD,
    },
  };
}

/** Heights in ascending order, each at least `FIGURE_PX` below the one before, none outside of the plot while there is room. */
function spread(heights: readonly number[], top: number, bottom: number): number[] {
  const down: number[] = [];
  for (const each of heights) down.push(Math.max(each, top, (down.at(-1) ?? -Infinity) + FIGURE_PX));
  const up: number[] = [];
  for (const each of [...down].reverse()) up.push(Math.min(each, bottom, (up.at(-1) ?? Infinity) - FIGURE_PX));
  return up.reverse();
}

function isEmpty({ data }: Layer): boolean {
  return (
    data !== undefined && data !== null && "values" in data && Array.isArray(data.values) && data.values.length === 0
  );
}
