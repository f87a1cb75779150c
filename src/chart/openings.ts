import type { OpeningsPlan } from "../domain/chart-plan.ts";
import type { Words } from "../domain/words.ts";
import {
  type ChartColours,
  cardSpec,
  type Drawing,
  LABEL,
  LEFT,
  NOTE,
  PADDING,
  pixel,
  placedTitle,
  RIGHT,
  type Scale,
  scaled,
  TEXT_FIELD,
  textLayer,
  textMark,
  VALUE,
} from "./card.ts";
import { rowLabels } from "./row-labels.ts";
import type { Layer } from "./spec.ts";
import { figuresName } from "./svg-claims.ts";
import { drawable, widthOf } from "./text-lines.ts";

const ROW_PX = 57;
/** This week's bar is the taller one: the two differ by more than their colours. */
const NOW_BAR_PX = 20;
const BEFORE_BAR_PX = 15;
const BARS_GAP_PX = 3;
const VALUE_GAP_PX = 7;
const NAMES_GAP_PX = 14;
const LEGEND_PX = 32;
const SWATCH_PX = 16;

interface Bar {
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
  readonly from: 0;
  readonly value: number;
  readonly text: string;
  readonly fact: string | null;
}

/**
 * Openings per role as two bars from zero, each with its count at its end. A role without a count for the week before
 * has one bar; the legend names the week before only where there is one.
 */
export function openingsChart(plan: OpeningsPlan, colours: ChartColours, words: Words): Drawing {
  const title = placedTitle(plan.title);
  const labels = rowLabels(plan.rows, title.bottom + LEGEND_PX + 4, ROW_PX);
  const pairs = plan.rows.map((row, index) => barPair(row, labels.rows[index]?.middle ?? 0, words));
  const now = pairs.map((pair) => pair.now);
  const before = pairs.flatMap((pair) => pair.before ?? []);
  const bars = [...now, ...before];
  const widestCount = widthOf(
    bars.map((bar) => bar.text),
    VALUE,
  );
  const scale: Scale = {
    domain: [0, Math.max(1, ...bars.map((bar) => bar.value))],
    range: [labels.right + NAMES_GAP_PX, RIGHT - widestCount - VALUE_GAP_PX],
  };
  const height = Math.ceil(labels.bottom + PADDING - 4);
  const layers = [
    ...legend(plan, before.length > 0, title.bottom + LEGEND_PX / 2, colours),
    textLayer(labels.lines, { ...LABEL, align: "left", colour: colours.text }),
    ...barLayers("before", before, scale, { colour: colours.before, textColour: colours.muted, style: NOTE }),
    ...barLayers("now", now, scale, { colour: colours.accent, textColour: colours.text, style: VALUE }),
    zeroLine(scale, labels.rows[0]?.top ?? 0, labels.bottom, colours),
  ];
  return { spec: cardSpec(height, title.lines, layers, colours), height };
}

function barPair(
  row: OpeningsPlan["rows"][number],
  middle: number,
  words: Words,
): { readonly now: Bar; readonly before: Bar | null } {
  const bar = (value: number, top: number, height: number, fact: string | null): Bar => ({
    top,
    bottom: top + height,
    middle: top + height / 2,
    from: 0,
    value,
    text: words.count(value),
    fact,
  });
  const nowFact = row.facts?.now ?? null;
  if (row.before === null) return { now: bar(row.now, middle - NOW_BAR_PX / 2, NOW_BAR_PX, nowFact), before: null };
  const top = middle - (NOW_BAR_PX + BARS_GAP_PX + BEFORE_BAR_PX) / 2;
  return {
    now: bar(row.now, top, NOW_BAR_PX, nowFact),
    before: bar(row.before, top + NOW_BAR_PX + BARS_GAP_PX, BEFORE_BAR_PX, row.facts?.before ?? null),
  };
}

function barLayers(
  name: string,
  bars: readonly Bar[],
  scale: Scale,
  look: { readonly colour: string; readonly textColour: string; readonly style: typeof NOTE },
): Layer[] {
  if (bars.length === 0) return [];
  const values = bars.map((bar) => ({ ...bar }));
  return [
    {
      data: { values },
      mark: { type: "rect", color: look.colour, cornerRadiusTopRight: 2, cornerRadiusBottomRight: 2 },
      encoding: { x: scaled("from", scale), x2: { field: "value" }, y: pixel("top"), y2: { field: "bottom" } },
    },
    {
      name: figuresName(name),
      data: { values },
      mark: textMark({ ...look.style, align: "left", dx: VALUE_GAP_PX, colour: look.textColour }),
      encoding: { x: scaled("value", scale), y: pixel("middle"), text: TEXT_FIELD },
    },
  ];
}

/** Where the bars begin; also what shows that a bar of zero is not a missing one. */
function zeroLine(scale: Scale, top: number, bottom: number, colours: ChartColours): Layer {
  return {
    data: { values: [{ from: 0 }] },
    mark: { type: "rule", color: colours.muted, strokeWidth: 1 },
    encoding: { x: scaled("from", scale), y: { value: top }, y2: { value: bottom } },
  };
}

function legend(plan: OpeningsPlan, withBefore: boolean, y: number, colours: ChartColours): Layer[] {
  const layers: Layer[] = [];
  let x = LEFT;
  const entries = [
    { label: drawable(plan.nowLabel), colour: colours.accent },
    ...(withBefore ? [{ label: drawable(plan.beforeLabel), colour: colours.before }] : []),
  ];
  for (const { label, colour } of entries) {
    layers.push({
      data: { values: [{}] },
      mark: { type: "rect", color: colour, cornerRadius: 2 },
      encoding: {
        x: { value: x },
        x2: { value: x + SWATCH_PX },
        y: { value: y - SWATCH_PX / 2 },
        y2: { value: y + SWATCH_PX / 2 },
      },
    });
    layers.push(
      textLayer([{ x: x + SWATCH_PX + 6, y, text: label }], { ...NOTE, align: "left", colour: colours.muted }),
    );
    x += SWATCH_PX + 6 + widthOf([label], NOTE) + 18;
  }
  return layers;
}
