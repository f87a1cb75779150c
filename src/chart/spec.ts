import type { TopLevelSpec } from "vega-lite";

/** A chart as Vega-Lite reads it: layers over one plane. */
export type ChartSpec = Extract<TopLevelSpec, { layer: readonly unknown[] }>;
export type Layer = ChartSpec["layer"][number];
