import { ReportError } from "../errors.ts";
import { drawnApart } from "./drawing-thread.ts";
import type { ChartSpec } from "./spec.ts";

export interface SvgTexts {
  /** Names the image for those who cannot see it. */
  readonly title: string;
  /** What the image shows, in words. */
  readonly description: string;
}

/** The chart as an SVG document. Whatever Vega warns of throws `chart-unfit`: its warnings are charts drawn otherwise than meant. */
export async function svgOf(spec: ChartSpec, texts: SvgTexts): Promise<string> {
  const { svg, warnings } = await drawnApart(spec);
  refuseWarnings(warnings, texts.title);
  return named(svg, texts);
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
