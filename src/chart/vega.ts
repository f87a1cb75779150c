import { parse, textMetrics, type LoggerInterface as VegaLogger, View } from "vega";
import { compile } from "vega-lite";
import type { ChartSpec } from "./spec.ts";
import { textWidth } from "./text-width.ts";

declare module "vega" {
  /** What Vega measures text with; its own typings leave it out. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number; readonly fontWeight?: number | string }, text: unknown) => number;
  };
}

/** What Vega made of a specification, and whatever it warned of. */
export interface VegaDrawing {
  readonly svg: string;
  readonly warnings: readonly string[];
}

// Without a canvas Vega guesses widths 55 % too wide; our table knows the font that is drawn with.
textMetrics.width = (item, text) => {
  const weight = Number(item.fontWeight ?? 400) >= 600 ? "semibold" : "regular";
  return textWidth(text === null || text === undefined ? "" : String(text), item.fontSize ?? 11, weight);
};

/** Draws a specification. Only this file knows Vega, and only a thread of its own loads it. */
export async function vegaDrawing(spec: ChartSpec): Promise<VegaDrawing> {
  const warnings: string[] = [];
  const logger = collectingLogger(warnings);
  const view = new View(parse(compile(spec, { logger }).spec), { renderer: "none", logger });
  try {
    return { svg: await view.toSVG(), warnings };
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
