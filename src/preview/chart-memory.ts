import type { drawCharts } from "../chart/chart.ts";
import type { DrawnChart } from "../domain/chart-plan.ts";
import { sha256 } from "../files.ts";

/**
 * Draws only what was not drawn before: the same plan, colours and language give the same chart. Charts of the last drawing
 * alone are kept, so memory does not grow with the number of saves.
 */
export function rememberedCharts(draw: typeof drawCharts): typeof drawCharts {
  let known = new Map<string, DrawnChart>();
  return async (plans, theme, words) => {
    const keys = plans.map((plan) => sha256(JSON.stringify([plan, theme.chart, words.pack.locale])));
    const missing = plans.filter((_, index) => !known.has(keys[index] ?? ""));
    const drawn = new Map((await draw(missing, theme, words)).map((chart) => [chart.plan, chart]));
    const charts = plans.flatMap((plan, index) => drawn.get(plan) ?? known.get(keys[index] ?? "") ?? []);
    known = new Map(charts.map((chart, index) => [keys[index] ?? "", chart]));
    return charts;
  };
}
