import { unescaped } from "./drawn-texts.ts";
import type { ChartSpec, Layer } from "./spec.ts";

/** Groups of marks as Vega writes them: `class="mark-text role-mark figures_now_marks"`. An empty one closes itself. */
const GROUP = /<g class="mark-(\w+) role-mark (\w+)_marks"([^>]*?)(?:\/>|>([\s\S]*?)<\/g>)/g;
const ELEMENT = /<(?:text|path|line)\b[^>]*>(?:([^<]*)<\/text>)?/g;
/** A value that is no number leaves a mark without a place. */
const NOWHERE = /NaN|Infinity|undefined/;

/**
 * What of a specification is missing in its finished drawing, in words: a text that does not stand there as it was given, in a
 * chart or at its axes, and a dot, bar or line that is not drawn. Empty for a whole drawing.
 */
export function missingMarks(spec: ChartSpec, svg: string): string[] {
  const drawn = drawnLayers(svg);
  return spec.layer.flatMap((layer, index) => {
    const elements = drawn.get(layer.name ?? `layer_${index}`) ?? [];
    return [...textFaults(layer, elements), ...shapeFaults(layer, elements)];
  });
}

interface Element {
  readonly tag: string;
  readonly text: string;
}

function drawnLayers(svg: string): Map<string, Element[]> {
  const layers = new Map<string, Element[]>();
  for (const [, , name = "", , inner = ""] of svg.matchAll(GROUP)) {
    const elements = [...inner.matchAll(ELEMENT)].map(([tag, text = ""]) => ({ tag, text: unescaped(text) }));
    layers.set(name, [...(layers.get(name) ?? []), ...elements]);
  }
  return layers;
}

function textFaults(layer: Layer, elements: readonly Element[]): string[] {
  if (markOf(layer) !== "text") return [];
  const texts = valuesOf(layer).map(textOf);
  // Vega leaves out the element of an empty text.
  const given = texts.filter((text) => text !== "");
  const drawn = elements.map(({ text }) => text).filter((text) => text !== "");
  return given.flatMap((text, index) => {
    const there = drawn[index];
    if (there === text) return [];
    return [there === undefined ? `"${text}" is not drawn` : `"${text}" is drawn as "${there}"`];
  });
}

function shapeFaults(layer: Layer, elements: readonly Element[]): string[] {
  const mark = markOf(layer);
  if (mark === "text") return [];
  const values = valuesOf(layer).length;
  // A line or an area is one shape for all weeks of a stretch.
  const wanted = mark === "line" || mark === "area" ? Math.min(1, values) : values;
  const placed = elements.filter(({ tag }) => !NOWHERE.test(tag) && !/ d=""/.test(tag)).length;
  return placed >= wanted ? [] : [`${placed} of ${wanted} marks of the kind "${mark}" are drawn`];
}

function markOf({ mark }: Layer & { readonly mark?: unknown }): string {
  if (typeof mark === "string") return mark;
  return typeof mark === "object" && mark !== null && "type" in mark ? String(mark.type) : "";
}

function valuesOf({ data }: Layer): readonly unknown[] {
  return data !== undefined && data !== null && "values" in data && Array.isArray(data.values) ? data.values : [];
}

function textOf(value: unknown): string {
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : "";
}
