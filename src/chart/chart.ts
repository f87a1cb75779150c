import type { ChartPlan, Drawn, DrawnChart } from "../domain/chart-plan.ts";
import { unmarked } from "../domain/claim.ts";
import type { Theme } from "../domain/theme.ts";
import type { Words } from "../domain/words.ts";
import { sha256 } from "../files.ts";
import { fontsReady } from "./canary.ts";
import { CARD_WIDTH, type ChartColours, type Drawing } from "./card.ts";
import { startDrawing } from "./drawing-thread.ts";
import { historyChart } from "./history.ts";
import { openingsChart } from "./openings.ts";
import { payRangesChart } from "./pay-ranges.ts";
import { inkOf, pngOf } from "./png.ts";
import { refuseUnfit, refuseUnfitSvg } from "./self-test.ts";
import { seriesChart } from "./series.ts";
import { svgOf } from "./svg.ts";
import { svgClaims } from "./svg-claims.ts";
import { drawable, withoutPictographs } from "./text-lines.ts";

/** Two pictures are drawn while the next is laid out; more would only take memory. */
const AT_A_TIME = 2;
/** Enough that no two drawings of a chart ever meet, and short enough for an address in the text part. */
const HASH_DIGITS = 10;

/**
 * The planned charts, in the order given. Throws `font-unfit` when text would not be set in our font, and `chart-unfit`
 * for a chart that is not as planned: better no edition than one with a broken picture.
 */
export async function drawCharts(plans: readonly ChartPlan[], theme: Theme, words: Words): Promise<DrawnChart[]> {
  if (plans.length === 0) return [];
  await fontsReady();
  const drawn = new Map<number, DrawnChart>();
  const waiting = plans.entries();
  const drawNext = async (): Promise<void> => {
    for (const [index, plan] of waiting) drawn.set(index, await drawChart(plan, theme.chart, words));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, drawNext));
  return plans.flatMap((_, index) => drawn.get(index) ?? []);
}

/** Begins to load what charts are drawn with, so that it is there by the time they are planned; what fails is told when they are drawn. */
export function prepareCharts(): void {
  startDrawing();
  fontsReady().catch(() => undefined);
}

async function drawChart(plan: ChartPlan, colours: ChartColours, words: Words): Promise<DrawnChart> {
  const { spec, height } = drawingOf(plan, colours, words);
  const svg = await svgOf(spec, { title: drawable(plan.title), description: drawable(unmarked(plan.alt)) });
  const png = await pngOf(withoutPictographs(svg));
  refuseUnfit({ plan, spec, svg, png: await inkOf(png), width: CARD_WIDTH, height });
  return { plan, file: fileOf(plan, svg), svg, png, width: CARD_WIDTH, height, claims: svgClaims(spec, svg, plan.alt) };
}

/** The drawing decides and not the picture: compressed bytes differ between versions of sharp, text does not. */
function fileOf({ name }: ChartPlan, svg: string): string {
  return `${name}.${sha256(svg).slice(0, HASH_DIGITS)}`;
}

/** The planned charts for pages alone: no picture of them is made, and their texts are tested as those of others. */
export async function drawPageCharts(plans: readonly ChartPlan[], theme: Theme, words: Words): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const plan of plans) {
    const { spec, height } = drawingOf(plan, theme.chart, words);
    const svg = await svgOf(spec, { title: drawable(plan.title), description: drawable(unmarked(plan.alt)) });
    refuseUnfitSvg({ plan, spec, svg, width: CARD_WIDTH, height });
    drawn.push({ plan, svg, width: CARD_WIDTH, height, claims: svgClaims(spec, svg, plan.alt) });
  }
  return drawn;
}

/** The Vega-Lite specification of a plan. Pure: the same plan gives the same specification. */
export function drawingOf(plan: ChartPlan, colours: ChartColours, words: Words): Drawing {
  switch (plan.kind) {
    case "pay-ranges":
      return payRangesChart(plan, colours, words);
    case "openings":
      return openingsChart(plan, colours, words);
    case "history":
      return historyChart(plan, colours, words);
    case "series":
      return seriesChart(plan, colours, words);
  }
}
