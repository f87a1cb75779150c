import { expect, it } from "vitest";
import type { drawCharts } from "../../../src/chart/chart.ts";
import { readLayouts } from "../../../src/config.ts";
import type { ChartPlan } from "../../../src/domain/chart-plan.ts";
import { rememberedCharts } from "../../../src/preview/chart-memory.ts";
import { WORDS } from "../narrate/request-of.ts";

const plan = (name: string, value: number): ChartPlan => ({
  kind: "history",
  name,
  title: "",
  alt: "",
  currency: null,
  points: [{ week: "2026-W47", value }],
});

it("draws a chart again only when its plan or its colours changed, and keeps the order asked for", async () => {
  const { theme } = await readLayouts({ root: "/nowhere" });
  const drawn: string[] = [];
  const draw: typeof drawCharts = async (plans) =>
    plans.map((each) => {
      drawn.push(each.name);
      return { plan: each, file: each.name, svg: each.name, png: new Uint8Array(), width: 1, height: 1 };
    });
  const remembered = rememberedCharts(draw);
  const names = async (plans: ChartPlan[], colours = theme) =>
    (await remembered(plans, colours, WORDS)).map(({ plan: each }) => each.name);
  expect(await names([plan("a", 1), plan("b", 1)])).toEqual(["a", "b"]);
  expect(await names([plan("a", 1), plan("b", 2)])).toEqual(["a", "b"]);
  expect(drawn).toEqual(["a", "b", "b"]);
  expect(await names([plan("b", 2), plan("c", 1), plan("a", 1)])).toEqual(["b", "c", "a"]);
  expect(drawn).toEqual(["a", "b", "b", "c"]);
  await names([plan("a", 1)], { ...theme, chart: { ...theme.chart, accent: "#123456" } });
  expect(drawn).toEqual(["a", "b", "b", "c", "a"]);
});
