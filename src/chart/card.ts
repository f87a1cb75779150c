import type { Theme } from "../domain/theme.ts";
import type { ChartSpec, Layer } from "./spec.ts";
import { balancedLines, drawable, type TextStyle } from "./text-lines.ts";

/** As wide as the text of a mail. The smallest phones scale it to half, so nothing in it is set under 18 px: there that is 9. */
export const CARD_WIDTH = 552;

/** Room between the border of the card and what stands in it. */
export const PADDING = 20;

/** Where the content of a card begins and ends, left to right. */
export const LEFT = PADDING;
export const RIGHT = CARD_WIDTH - PADDING;

/** A reader's own Inter where there is one; what a mail shows is drawn with ours. */
export const FONT = "Inter, Helvetica, Arial, sans-serif";

export const TITLE: TextStyle = { sizePx: 20, weight: "semibold" };
export const LABEL: TextStyle = { sizePx: 18, weight: "regular" };
export const VALUE: TextStyle = { sizePx: 19, weight: "semibold" };
export const NOTE: TextStyle = { sizePx: 18, weight: "regular" };
const TITLE_LINE_PX = 26;

/** Labels are data and reach Vega as such: nothing in one can become an expression. */
export const TEXT_FIELD = { field: "text", type: "nominal" } as const;

export type ChartColours = Theme["chart"];

/** A chart ready to be drawn. Every coordinate of it is a CSS pixel from the top left corner of the card. */
export interface Drawing {
  readonly spec: ChartSpec;
  readonly height: number;
}

/** One line of text in its place: `y` is the middle of its small letters. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface TextMark extends TextStyle {
  readonly align: "left" | "center" | "right";
  readonly colour: string;
  /** Pixels to the right of its place. */
  readonly dx?: number;
}

/** The title's lines, and the height at which what follows may begin. */
export function placedTitle(title: string): { readonly lines: readonly PlacedText[]; readonly bottom: number } {
  const texts = balancedLines(drawable(title), RIGHT - LEFT, TITLE);
  const lines = texts.map((text, index) => ({ x: LEFT, y: PADDING + 10 + index * TITLE_LINE_PX, text }));
  return { lines, bottom: PADDING + texts.length * TITLE_LINE_PX };
}

/**
 * The card that every chart stands on: opaque, so that a dark mail leaves it readable, with a border and the title, and
 * over them the layers in their order.
 */
export function cardSpec(
  height: number,
  title: readonly PlacedText[],
  layers: readonly Layer[],
  colours: ChartColours,
): ChartSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: CARD_WIDTH,
    height,
    padding: 0,
    autosize: "none",
    background: colours.card,
    // Vega would name every mark in English; the image as a whole is described in the reader's language.
    config: { aria: false, font: FONT, view: { stroke: null }, text: { baseline: "middle" } },
    layer: [
      {
        data: { values: [{}] },
        mark: { type: "rect", stroke: colours.border, strokeWidth: 1, fill: null },
        encoding: {
          x: { value: 0.5 },
          x2: { value: CARD_WIDTH - 0.5 },
          y: { value: 0.5 },
          y2: { value: height - 0.5 },
        },
      },
      textLayer(title, { ...TITLE, align: "left", colour: colours.text }),
      ...layers,
    ],
  };
}

export function textLayer(texts: readonly PlacedText[], look: TextMark): Layer {
  return {
    data: { values: texts.map(({ x, y, text }) => ({ x, y, text })) },
    mark: textMark(look),
    encoding: { x: pixel("x"), y: pixel("y"), text: TEXT_FIELD },
  };
}

export function textMark({ sizePx, weight, align, colour, dx = 0 }: TextMark) {
  const fontWeight = weight === "semibold" ? (600 as const) : (400 as const);
  return { type: "text" as const, align, dx, color: colour, fontSize: sizePx, fontWeight };
}

/** A dot of an area in square pixels, with a rim of the card's colour that lifts it off the line under it. */
export function dotMark(size: number, { accent, card }: ChartColours, colour = accent) {
  const look = { color: colour, opacity: 1, stroke: card, strokeWidth: 2 };
  return { type: "point" as const, shape: "circle", filled: true, size, ...look };
}

/** A field that already is a place on the card. */
export function pixel(field: string) {
  return { field, type: "quantitative", scale: null, axis: null } as const;
}

/** How values become places: `domain` reaches from `range[0]` to `range[1]`, in pixels of the card. */
export interface Scale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/** A field that is a value on a scale. Every layer of a chart is given the same one. */
export function scaled(field: string, { domain, range }: Scale) {
  const scale = { domain: [...domain], range: [...range], zero: false, nice: false };
  return { field, type: "quantitative" as const, scale, axis: null };
}
