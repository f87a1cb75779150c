import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/chart/spec.ts";
import { svgOf } from "../../../src/chart/svg.ts";

const TEXTS = { title: "A & B", description: 'Pay < 3 "quoted"' };

function spec(layer: ChartSpec["layer"]): ChartSpec {
  return { width: 100, height: 50, autosize: "none", padding: 0, data: { values: [{ a: 1, b: 2 }] }, layer };
}

describe("svgOf", () => {
  it("names and describes the image at its root", async () => {
    const svg = await svgOf(spec([{ mark: "point", encoding: { x: { value: 5 } } }]), TEXTS);
    expect(svg).toMatch(/^<svg role="img" [^>]*><title>A &amp; B<\/title><desc>Pay &lt; 3 "quoted"<\/desc>/);
  });

  it("throws when Vega-Lite warns", async () => {
    const layers: ChartSpec["layer"] = [
      { mark: "bar", encoding: { x: { field: "a", type: "quantitative" }, shape: { field: "b", type: "nominal" } } },
    ];
    await expect(svgOf(spec(layers), TEXTS)).rejects.toMatchObject({ code: "chart-unfit" });
  });

  it("throws when Vega warns", async () => {
    const layers: ChartSpec["layer"] = [
      { mark: "point", encoding: { x: { field: "a", type: "quantitative", scale: { type: "log", domain: [0, 10] } } } },
    ];
    await expect(svgOf(spec(layers), TEXTS)).rejects.toMatchObject({ code: "chart-unfit" });
  });

  it("tells what Vega could not draw, and draws the next chart", async () => {
    const broken = { ...spec([]), layer: [{ mark: "no-such-mark" }] };
    // What no type lets through, as a fault of ours could send it.
    await expect(svgOf(JSON.parse(JSON.stringify(broken)), TEXTS)).rejects.toThrow(/Error.*vega/s);
    expect(await svgOf(spec([{ mark: "point", encoding: { x: { value: 5 } } }]), TEXTS)).toMatch(/^<svg role="img"/);
  });
});
