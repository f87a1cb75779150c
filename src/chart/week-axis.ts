import { addWeeks, mondayOf, type Week } from "../domain/week.ts";
import type { Words } from "../domain/words.ts";
import { type ChartColours, LEFT, NOTE, PADDING, RIGHT, type Scale, scaled, TEXT_FIELD, textMark } from "./card.ts";
import type { Layer } from "./spec.ts";
import { scaleName } from "./svg-claims.ts";
import { type TextStyle, widthOf } from "./text-lines.ts";
import { valueAxis } from "./value-axis.ts";

/** From the lowest grid line to the middle of the dates below it. */
const DATES_BELOW_PX = 25;
/** From the last week to the figure beside it. */
export const LAST_GAP_PX = 10;
/** Between the figures of the grid and the grid. */
export const GAP_PX = 8;
/** How far the grid reaches to the left of the first week. */
const OVERHANG_PX = 6;
const TICK_PX = 5;
const DAY_MS = 86_400_000;
/** From one date to the next at least: a date and some air. */
const DATE_GAP_PX = 90;
/** From this many weeks between two dates on, one more or less is not seen. */
const LONG_STEP_WEEKS = 8;

/** A value in its week, counted from the first. */
export interface Place {
  readonly index: number;
  readonly value: number;
  /** Points of one unbroken line share a number. */
  readonly stretch: number;
  /** What the value is a fact of, where it is one. */
  readonly fact?: string;
}

/** Where the plot lies and what its values are. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly bottom: number;
  readonly colours: ChartColours;
}

/** What a plot over weeks is made for. */
export interface WeeksShown {
  readonly first: Week | undefined;
  readonly lastIndex: number;
  /** All values drawn, of lines and of bands. */
  readonly values: readonly number[];
  /** Figures to the right of the last week, and how they are written. */
  readonly figures: readonly string[];
  readonly figureStyle: TextStyle;
  readonly currency: string | null;
  readonly top: number;
  readonly plotPx: number;
}

/** Scales, grid and dates of lines over weeks, and the height of their card. One week alone stands in the middle. */
export function weekPlot(
  shown: WeeksShown,
  colours: ChartColours,
  words: Words,
): { readonly plot: Plot; readonly layers: readonly Layer[]; readonly height: number } {
  const { first, lastIndex, values, figures, figureStyle, currency, top, plotPx } = shown;
  const text = printedIn(currency, words);
  const axis = valueAxis(values, currency === null ? 1 : words.moneyStep);
  const ticks = axis.ticks.map((value) => ({ value, text: text(value) }));
  const left =
    LEFT +
    widthOf(
      ticks.map((tick) => tick.text),
      NOTE,
    ) +
    GAP_PX +
    OVERHANG_PX;
  const lastDate = first === undefined ? [] : [dateOf(first, lastIndex, words)];
  const x: Scale = {
    domain: lastIndex === 0 ? [-1, 1] : [0, lastIndex],
    range: [left, RIGHT - Math.max(roomFor(figures, figureStyle), widthOf(lastDate, NOTE) / 2)],
  };
  const bottom = top + plotPx;
  const plot: Plot = { x, y: { domain: axis.domain, range: [bottom, top] }, bottom, colours };
  const layers = [...gridLayers(ticks, plot), ...dateLayers(datesOf(first, lastIndex, x, words), plot)];
  return { plot, layers, height: bottom + DATES_BELOW_PX + PADDING };
}

/** What stands to the right of the last week. */
function roomFor(figures: readonly string[], style: TextStyle): number {
  return figures.length === 0 ? 0 : widthOf(figures, style) + LAST_GAP_PX;
}

/** How a value is printed: a count, or money of the currency. */
export function printedIn(currency: string | null, words: Words): (value: number) => string {
  return (value) => (currency === null ? words.count(value) : words.money(value, currency));
}

/** Those that no line would show: places with no neighbour in their stretch. */
export function alone<T extends Place>(places: readonly T[]): T[] {
  return places.filter((place) => places.filter((other) => other.stretch === place.stretch).length === 1);
}

/** The points as places, weeks counted from `first`; a week without a point ends a stretch. */
export function placesOf(
  points: readonly { readonly week: Week; readonly value: number; readonly fact?: string | undefined }[],
  first: Week | undefined,
): Place[] {
  const places: Place[] = [];
  for (const { week, value, fact } of points) {
    const index = first === undefined ? 0 : weeksBetween(first, week);
    const before = places.at(-1);
    const stretch = before === undefined ? 0 : before.stretch + (index === before.index + 1 ? 0 : 1);
    places.push({ index, value, stretch, ...(fact === undefined ? {} : { fact }) });
  }
  return places;
}

/** How many weeks later the one is than the other. */
export function weeksBetween(first: Week, later: Week): number {
  return Math.round((Date.parse(mondayOf(later)) - Date.parse(mondayOf(first))) / (7 * DAY_MS));
}

/** Mondays below the plot, the last week's always among them. */
function datesOf(
  first: Week | undefined,
  lastIndex: number,
  x: Scale,
  words: Words,
): { index: number; text: string }[] {
  if (first === undefined) return [];
  return dateIndices(lastIndex, x).map((index) => ({ index, text: dateOf(first, index, words) }));
}

function dateOf(first: Week, index: number, words: Words): string {
  return words.shortDay(mondayOf(addWeeks(first, index)));
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

/** Horizontal lines with their figures to the left. */
function gridLayers(values: { value: number; text: string }[], { x, y, colours }: Plot): Layer[] {
  const left = x.range[0] - OVERHANG_PX;
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.grid, strokeWidth: 1 },
      encoding: { x: { value: left }, x2: { value: x.range[1] }, y: scaled("value", y) },
    },
    {
      name: scaleName("values"),
      data: { values },
      mark: textMark({ ...NOTE, align: "right", dx: -GAP_PX, colour: colours.muted }),
      encoding: { x: { value: left }, y: scaled("value", y), text: TEXT_FIELD },
    },
  ];
}

/** Ticks with their dates below the plot. */
function dateLayers(values: { index: number; text: string }[], { x, bottom, colours }: Plot): Layer[] {
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.muted, strokeWidth: 1 },
      encoding: { x: scaled("index", x), y: { value: bottom }, y2: { value: bottom + TICK_PX } },
    },
    {
      name: scaleName("dates"),
      data: { values },
      mark: textMark({ ...NOTE, align: "center", colour: colours.muted }),
      encoding: { x: scaled("index", x), y: { value: bottom + DATES_BELOW_PX }, text: TEXT_FIELD },
    },
  ];
}
