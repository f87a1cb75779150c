import type { ChartPlan, Drawn } from "../domain/chart-plan.ts";
import { ReportError } from "../errors.ts";
import { missingMarks } from "./drawn-marks.ts";
import { type DrawnText, drawnTexts } from "./drawn-texts.ts";
import { endsInNumber } from "./fitted-text.ts";
import type { Ink } from "./png.ts";
import type { ChartSpec } from "./spec.ts";
import { drawable } from "./text-lines.ts";

/** A picture with less on it is blank; with more, something has run over it. */
const LEAST_INK = 0.02;
const MOST_INK = 0.6;
/** Device pixels per CSS pixel of the picture. */
const SCALE = 2;
/** Between text and the edge of the picture, where its border is. */
const EDGE_PX = 4;
/** Boxes may touch by this much before letters do. */
const TOUCH_PX = 0.5;

/** A drawing and what it was to show. */
export interface FinishedSvg extends Drawn {
  readonly spec: ChartSpec;
}

export interface Finished extends FinishedSvg {
  readonly png: Ink;
}

/** Throws `chart-unfit` with all that is wrong with a finished chart: its marks and texts, their places, its size and its ink. */
export function refuseUnfit(chart: Finished): void {
  refuse(chart, faultsOf(chart));
}

/** The same for a chart of which no picture is made. */
export function refuseUnfitSvg(chart: FinishedSvg): void {
  refuse(chart, svgFaults(chart));
}

function refuse(chart: Drawn, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new ReportError(
    "chart-unfit",
    `The chart "${chart.plan.name}" failed its self-test: ${faults.join("; ")}.`,
    "Shorten the name or title that is mentioned, or leave the chart out; if neither is at fault, report this message.",
  );
}

/** What is wrong with a finished chart, in words; empty for a fit one. */
export function faultsOf(chart: Finished): string[] {
  return [...svgFaults(chart), ...pictureFaults(chart.png, chart.width, chart.height), ...inkFaults(chart.png)];
}

function svgFaults({ plan, spec, svg, width, height }: FinishedSvg): string[] {
  const texts = drawnTexts(svg);
  return [
    ...missingTexts(plan, texts),
    ...missingMarks(spec, svg),
    ...placeFaults(texts, width, height),
    ...sizeFaults(svg, width, height),
  ];
}

/** Every word of the plan is in the drawing, whole; lines are compared without spaces, since they may break anywhere. */
function missingTexts(plan: ChartPlan, texts: readonly DrawnText[]): string[] {
  const drawn = texts.map(({ text }) => solid(text));
  const all = drawn.join("");
  const planned = plannedTexts(plan);
  const cut = drawn.filter((text) => text.includes("…") && !planned.some((whole) => solid(whole).includes(text)));
  return [
    ...planned.filter((text) => !all.includes(solid(text))).map((text) => `"${text}" is not drawn whole`),
    ...cut.map((text) => `"${text}" was cut`),
  ];
}

function plannedTexts(plan: ChartPlan): string[] {
  return [plan.title, ...labelsOf(plan)].map(drawable);
}

/** Names in a chart. A single line needs none: the title says what it is. */
function labelsOf(plan: ChartPlan): string[] {
  switch (plan.kind) {
    case "history":
      return [];
    case "series":
      return plan.series.length > 1 ? plan.series.map(({ label }) => label) : [];
    default:
      return plan.rows.map((row) => row.label);
  }
}

/** Without spaces and direction marks. */
function solid(text: string): string {
  return text.replace(/[\s\u2066-\u2069]/gu, "");
}

/** Texts that touch each other or leave an image of this size. */
export function placeFaults(texts: readonly DrawnText[], width: number, height: number): string[] {
  const gone = texts.filter((text) => leaves(text, width, height));
  return [...overlaps(texts), ...gone.map((text) => `"${text.text}" leaves the image`)];
}

/** Texts that were cut in or after a number: nobody can tell of "3,7…" whether it is all of it. */
export function cutNumberFaults(texts: readonly DrawnText[], planned: readonly string[]): string[] {
  const cut = texts.map(({ text }) => text).filter((text) => /…\p{Cf}*$/u.test(text));
  const ours = cut.filter((text) => !planned.some((whole) => solid(whole).includes(solid(text))));
  return ours
    .filter((text) => endsInNumber(text.replace(/…\p{Cf}*$/u, "")))
    .map((text) => `"${text}" ends in a number that may be cut`);
}

function overlaps(texts: readonly DrawnText[]): string[] {
  const faults: string[] = [];
  for (const [index, a] of texts.entries()) {
    for (const b of texts.slice(index + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > TOUCH_PX && high > TOUCH_PX) faults.push(`"${a.text}" overlaps "${b.text}"`);
    }
  }
  return faults;
}

function leaves({ left, right, top, bottom }: DrawnText, width: number, height: number): boolean {
  return left < EDGE_PX || top < EDGE_PX || right > width - EDGE_PX || bottom > height - EDGE_PX;
}

function sizeFaults(svg: string, width: number, height: number): string[] {
  const [, svgWidth, svgHeight] = /^<svg [^>]*?\bwidth="([^"]*)" height="([^"]*)"/.exec(svg) ?? [];
  if (Number(svgWidth) === width && Number(svgHeight) === height) return [];
  return [`the drawing is ${svgWidth} × ${svgHeight} px instead of ${width} × ${height}`];
}

/** A picture that is not `scale` times as large as it is planned. */
export function pictureFaults(png: Ink, width: number, height: number, scale = SCALE): string[] {
  if (png.width === width * scale && png.height === height * scale) return [];
  return [`the picture is ${png.width} × ${png.height} px instead of ${width * scale} × ${height * scale}`];
}

/** A picture of one colour, with next to nothing on it, or nearly full. */
export function inkFaults({ share, colours }: Ink): string[] {
  if (colours < 2) return ["the picture is of one colour"];
  if (share >= LEAST_INK && share <= MOST_INK) return [];
  return [
    `${(share * 100).toFixed(1)} % of the picture is drawn on, which is ${share < LEAST_INK ? "next to nothing" : "too much"}`,
  ];
}
