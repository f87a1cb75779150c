import { beforeAll, describe, expect, it } from "vitest";
import { drawCharts, drawingOf } from "../../../src/chart/chart.ts";
import { inkOf, pngOf } from "../../../src/chart/png.ts";
import { cutNumberFaults, type Finished, faultsOf, refuseUnfit } from "../../../src/chart/self-test.ts";
import type { ChartPlan } from "../../../src/domain/chart-plan.ts";
import { history, openings, payRanges, ROLES, theme, words } from "./plans.ts";

async function finished(plan: ChartPlan): Promise<Finished> {
  const [chart] = await drawCharts([plan], theme, words);
  if (chart === undefined) throw new Error("no chart");
  return { ...chart, spec: drawingOf(plan, theme.chart, words).spec, png: await inkOf(chart.png) };
}

describe("the self-test of a chart", () => {
  let fit: Finished;
  beforeAll(async () => {
    fit = await finished(payRanges());
  });

  it("finds nothing wrong with a chart as planned", () => {
    expect(faultsOf(fit)).toEqual([]);
  });

  it("finds a label that was cut", () => {
    const svg = fit.svg.replace(">Machine Learning Engineer<", ">Machine Learning Enginee…<");
    expect(faultsOf({ ...fit, svg })).toEqual([
      '"Machine Learning Engineer" is not drawn whole',
      '"MachineLearningEnginee…" was cut',
      '"Machine Learning Engineer" is drawn as "Machine Learning Enginee…"',
    ]);
  });

  it.each([
    ["at a mark", "$110K", "$11…"],
    ["that reads like a whole one", "$110K", "$11"],
  ])("finds a number %s that was cut", (_, printed, drawn) => {
    expect(fit.svg).toContain(`>${printed}<`);
    expect(faultsOf({ ...fit, svg: fit.svg.replace(`>${printed}<`, `>${drawn}<`) })).toContain(
      `"${printed}" is drawn as "${drawn}"`,
    );
  });

  it("finds a number of an axis that was cut", async () => {
    const line = await finished(history([1_500, 3_700], null));
    const [label = ""] = />[\d,]{4,}</.exec(line.svg) ?? [];
    const svg = line.svg.replace(label, ">3,7…<");
    expect(faultsOf({ ...line, svg })).toContain(`"${label.slice(1, -1)}" is drawn as "3,7…"`);
  });

  it.each([
    ["dots", "symbol", payRanges()],
    ["ranges", "rule", payRanges()],
    ["bars", "rect", openings()],
    ["line", "line", history([150_000, 152_000])],
  ] as const)("finds an empty plot, without its %s", async (_, mark, plan) => {
    const whole = await finished(plan);
    expect(faultsOf(whole)).toEqual([]);
    const group = new RegExp(`(<g class="mark-${mark} role-mark [^>]*>)[\\s\\S]*?(</g>)`, "g");
    const faults = faultsOf({ ...whole, svg: whole.svg.replace(group, "$1$2") });
    expect(faults.join("; ")).toMatch(/0 of \d+ marks of the kind "\w+" are drawn/);
  });

  it("finds a mark without a place", async () => {
    const svg = fit.svg.replace(/(mark-symbol role-mark[^>]*><path transform="translate\()[^,]*/, "$1NaN");
    expect(faultsOf({ ...fit, svg })).toEqual(['4 of 5 marks of the kind "point" are drawn']);
  });

  it("accepts an ellipsis that was planned", async () => {
    expect(faultsOf(await finished(payRanges(["ML Enginee…", ...ROLES.slice(1)])))).toEqual([]);
  });

  it("finds a number at the end of a text of the social card that was cut, and none that was planned so", () => {
    const line = (text: string) => ({ text, left: 72, right: 900, top: 100, bottom: 130 });
    const texts = ["Openings rose to 3,7…", "Pay for GPT4…", "Level 3…", "Remote work is…"].map(line);
    expect(cutNumberFaults(texts, ["Level 3… and what it pays"])).toEqual([
      '"Openings rose to 3,7…" ends in a number that may be cut',
    ]);
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

  it("finds text that touches the edge of the card", () => {
    const svg = fit.svg.replace(/translate\([^)]*\)([^>]*>Data Scientist<)/, "translate(2,300)$1");
    expect(faultsOf({ ...fit, svg })).toContain('"Data Scientist" leaves the image');
  });

  it("finds a picture of one colour in the bytes of a real one", async () => {
    const { width, height } = fit;
    const blank = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fff"/></svg>`;
    expect(faultsOf({ ...fit, png: await inkOf(await pngOf(blank)) })).toEqual(["the picture is of one colour"]);
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
