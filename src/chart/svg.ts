import type { LoggerInterface as VegaLogger } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { ReportError } from "../errors.ts";
import { textWidth } from "./text-width.ts";

/** A chart as Vega-Lite reads it: layers over one plane. */
export type ChartSpec = Extract<TopLevelSpec, { layer: readonly unknown[] }>;
export type Layer = ChartSpec["layer"][number];

export interface SvgTexts {
  /** Names the image for those who cannot see it. */
  readonly title: string;
  /** What the image shows, in words. */
  readonly description: string;
}

declare module "vega" {
  /** What Vega measures text with; its own typings leave it out. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number; readonly fontWeight?: number | string }, text: unknown) => number;
  };
}

/** Loaded by the first chart: what draws none goes without. */
async function drawing() {
  const [{ parse, textMetrics, View }, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  // Without a canvas Vega guesses widths 55 % too wide; our table knows the font that is drawn with.
  textMetrics.width = (item, text) => {
    const weight = Number(item.fontWeight ?? 400) >= 600 ? "semibold" : "regular";
    return textWidth(text === null || text === undefined ? "" : String(text), item.fontSize ?? 11, weight);
  };
  return { parse, View, compile };
}

/** The chart as an SVG document. Whatever Vega warns of throws `chart-unfit`: its warnings are charts drawn otherwise than meant. */
export async function svgOf(spec: ChartSpec, texts: SvgTexts): Promise<string> {
  const { parse, View, compile } = await drawing();
  const warnings: string[] = [];
  const logger = collectingLogger(warnings);
  const view = new View(parse(compile(spec, { logger }).spec), { renderer: "none", logger });
  try {
    const svg = await view.toSVG();
    refuseWarnings(warnings, texts.title);
    return named(svg, texts);
  } finally {
    view.finalize();
  }
}

function collectingLogger(warnings: string[]): VegaLogger {
  const collect = (...parts: readonly unknown[]): VegaLogger => {
    warnings.push(parts.map(String).join(" "));
    return logger;
  };
  const ignore = (): VegaLogger => logger;
  const logger: VegaLogger = { level: () => 2, error: collect, warn: collect, info: ignore, debug: ignore };
  return logger;
}

function refuseWarnings(warnings: readonly string[], title: string): void {
  if (warnings.length === 0) return;
  throw new ReportError(
    "chart-unfit",
    `The chart "${title}" was not drawn as planned: ${warnings.join("; ")}.`,
    "This is a fault of the chart's specification in src/chart; please report it with this message.",
  );
}

/** Vega gives groups of marks roles in English, and its root nothing. Ours is one image with a name and a description. */
function named(svg: string, { title, description }: SvgTexts): string {
  return svg
    .replace(/(<g class="[^"<>]*") role="[^"<>]*" aria-roledescription="[^"<>]*"/g, "$1")
    .replace(/^<svg ([^>]*)>/, (_, attributes: string) => {
      return `<svg role="img" ${attributes}><title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
    });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
