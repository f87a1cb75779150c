import { type Placed, takeClaims, unmarked } from "../domain/claim.ts";
import type { ChartSpec, Layer } from "./spec.ts";
import { drawable } from "./text-lines.ts";

const FIGURES = "figures";
const SCALE = "scale";

/** The name of a layer whose texts are values at their marks, each with its `fact` beside its `text`. */
export function figuresName(which: string): string {
  return `${FIGURES}_${which}`;
}

/** The name of a layer whose texts say where a scale has its lines: marks to read by, and no figures. */
export function scaleName(which: string): string {
  return `${SCALE}_${which}`;
}

/** Groups of texts as Vega writes them: `class="mark-text role-mark figures_now_marks"`. An empty one closes itself. */
const GROUP = /<g class="mark-text role-mark (figures_\w+)_marks"(?![^>]*\/>)[^>]*>([\s\S]*?)<\/g>/g;
const TEXT = /(<text\b[^>]*>)([^<]*)<\/text>/g;

/**
 * Every number of a finished drawing that stands for a fact: those of its description, which is `alt`, then those at its
 * marks, by their places in the SVG. A value whose plan names no fact is left out, and so is a text that is not drawn as given.
 */
export function svgClaims(spec: ChartSpec, svg: string, alt: string): Placed[] {
  return [...describedNumbers(svg, alt), ...drawnNumbers(spec, svg)];
}

function drawnNumbers(spec: ChartSpec, svg: string): Placed[] {
  return [...svg.matchAll(GROUP)].flatMap((group) => {
    const [whole, name, inner = ""] = group;
    const figures = figuresOf(spec.layer.find((layer) => layer.name === name));
    const start = group.index + whole.length - inner.length - "</g>".length;
    return [...inner.matchAll(TEXT)].flatMap((text, index) => {
      const [, tag = "", printed = ""] = text;
      const figure = figures[index];
      if (figure === undefined || figure.fact === null || figure.text !== printed) return [];
      return [{ offset: start + text.index + tag.length, printed, fact: figure.fact }];
    });
  });
}

/** The texts of a layer in the order in which they are drawn. */
function figuresOf(layer: Layer | undefined): { text: string; fact: string | null }[] {
  const data = layer?.data;
  if (data === undefined || data === null || !("values" in data) || !Array.isArray(data.values)) return [];
  return data.values.map((value: unknown) => {
    const { text, fact } = { text: "", fact: null, ...(typeof value === "object" ? value : {}) };
    return { text: String(text), fact: typeof fact === "string" ? fact : null };
  });
}

function describedNumbers(svg: string, alt: string): Placed[] {
  const opening = "<desc>";
  const start = svg.indexOf(opening) + opening.length;
  const { claims } = takeClaims("", alt);
  return claims.flatMap(({ offset, printed, fact }) => {
    // A letter behind it keeps the space before the number, which would be trimmed.
    const before = escaped(drawable(`${unmarked(alt).slice(0, offset)}x`)).slice(0, -1);
    const at = start + before.length;
    // A drawing has plain spaces only.
    const drawn = drawable(printed);
    return svg.slice(at, at + drawn.length) === drawn ? [{ offset: at, printed: drawn, fact }] : [];
  });
}

/** As the description is written. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
