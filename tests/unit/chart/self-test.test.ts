import { beforeAll, describe, expect, it } from "vitest";
import { drawCharts } from "../../../src/chart/chart.ts";
import { inkOf } from "../../../src/chart/png.ts";
import { type Finished, faultsOf, refuseUnfit } from "../../../src/chart/self-test.ts";
import { payRanges, ROLES, theme, words } from "./plans.ts";

describe("the self-test of a chart", () => {
  let fit: Finished;
  beforeAll(async () => {
    const [chart] = await drawCharts([payRanges()], theme, words);
    if (chart === undefined) throw new Error("no chart");
    fit = { ...chart, png: await inkOf(chart.png) };
  });

  it("finds nothing wrong with a chart as planned", () => {
    expect(faultsOf(fit)).toEqual([]);
  });

  it("finds a label that was cut", () => {
    const svg = fit.svg.replace(">Machine Learning Engineer<", ">Machine Learning Enginee…<");
    expect(faultsOf({ ...fit, svg })).toEqual([
      '"Machine Learning Engineer" is not drawn whole',
      '"MachineLearningEnginee…" was cut',
    ]);
  });

  it("accepts an ellipsis that was planned", () => {
    const plan = payRanges(["Machine Learning Enginee…", ...ROLES.slice(1)]);
    const svg = fit.svg.replace(">Machine Learning Engineer<", ">Machine Learning Enginee…<");
    expect(faultsOf({ ...fit, plan, svg })).toEqual([]);
  });

  it("finds texts that overlap", () => {
    const [, first = ""] = /translate\(([^)]*)\)[^>]*>Machine Learning Engineer</.exec(fit.svg) ?? [];
    const svg = fit.svg.replace(/translate\([^)]*\)([^>]*>Data Scientist<)/, `translate(${first})$1`);
    expect(faultsOf({ ...fit, svg })).toContain('"Machine Learning Engineer" overlaps "Data Scientist"');
  });

  it("finds text that leaves the image, also when a group moved it there", () => {
    const moved = fit.svg.replace(/<g class="mark-text role-mark layer_3_marks">/, '<g transform="translate(400,0)">');
    expect(faultsOf({ ...fit, svg: moved })).toContain('"Machine Learning Engineer" leaves the image');
  });

  it("finds a wrong size", () => {
    expect(faultsOf({ ...fit, height: fit.height + 1 })).toHaveLength(2);
    expect(faultsOf({ ...fit, png: { ...fit.png, width: 552 } })).toHaveLength(1);
  });

  it("finds a blank picture and a full one", () => {
    expect(faultsOf({ ...fit, png: { ...fit.png, share: 0.012 } })).toEqual([
      "1.2 % of the picture is drawn on, which is next to nothing",
    ]);
    expect(faultsOf({ ...fit, png: { ...fit.png, share: 0.7 } })).toEqual([
      "70.0 % of the picture is drawn on, which is too much",
    ]);
  });

  it("names the chart and every fault in its error", () => {
    expect(() => refuseUnfit({ ...fit, png: { ...fit.png, share: 0, width: 1 } })).toThrow(
      expect.objectContaining({
        code: "chart-unfit",
        message: expect.stringMatching(/"pay-ranges".*picture is 1 ×.*; 0\.0 %/),
      }),
    );
  });
});
