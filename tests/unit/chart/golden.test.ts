import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { drawCharts, drawingOf } from "../../../src/chart/chart.ts";
import type { ChartPlan } from "../../../src/domain/chart-plan.ts";
import { theme, words } from "./plans.ts";

const GOLDEN = new URL("../../golden/chart/", import.meta.url);

describe("golden charts", () => {
  for (const name of readdirSync(GOLDEN).sort()) {
    it(name, async () => {
      const plan: ChartPlan = JSON.parse(readFileSync(new URL(`${name}/input.json`, GOLDEN), "utf8"));
      const { spec } = drawingOf(plan, theme.chart, words);
      const file = (part: string): string => new URL(`${name}/${part}`, GOLDEN).pathname;
      await expect(`${JSON.stringify(spec, null, 1)}\n`).toMatchFileSnapshot(file("expected.vl.json"));
      const [chart] = await drawCharts([plan], theme, words);
      await expect(readable(chart?.svg ?? "")).toMatchFileSnapshot(file("expected.svg"));
    });
  }
});

/** Numbers to three decimals, and an element a line. */
function readable(svg: string): string {
  return `${svg.replace(/\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3)))).replaceAll("><", ">\n<")}\n`;
}
