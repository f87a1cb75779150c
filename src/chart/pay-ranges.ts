import type { PayRangesPlan } from "../domain/chart-plan.ts";
import type { Words } from "../domain/words.ts";
import {
  type ChartColours,
  cardSpec,
  type Drawing,
  dotMark,
  LABEL,
  NOTE,
  PADDING,
  pixel,
  placedTitle,
  RIGHT,
  type Scale,
  scaled,
  TEXT_FIELD,
  type TextMark,
  textLayer,
  textMark,
  VALUE,
} from "./card.ts";
import { type Row, rowLabels } from "./row-labels.ts";
import type { Layer } from "./spec.ts";
import { figuresName } from "./svg-claims.ts";
import { widthOf } from "./text-lines.ts";
import { honestSpan } from "./value-axis.ts";

const ROW_PX = 58;
/** The line lies below the middle of its row, and the median's figure above it: the pair is centred. */
const LINE_BELOW_MIDDLE_PX = 11;
const FIGURE_ABOVE_LINE_PX = 23;
/** Between a line's end and its figure, and between the names and the leftmost figure. */
const GAP_PX = 8;
const NAMES_GAP_PX = 14;

interface PayRow {
  readonly y: number;
  readonly figureY: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p25Text: string;
  readonly medianText: string;
  readonly p75Text: string;
  readonly facts: PayRangesPlan["rows"][number]["facts"];
}

/**
 * Pay per role as a line from p25 to p75 with a dot at the median, all three figures printed, so that no axis is needed.
 * An end that prints the same figure as the median (rounded) is not printed again.
 */
export function payRangesChart(plan: PayRangesPlan, colours: ChartColours, words: Words): Drawing {
  const title = placedTitle(plan.title);
  const labels = rowLabels(plan.rows, title.bottom + 6, ROW_PX);
  const rows = plan.rows.map((row, index) =>
    payRow(row, labels.rows[index], (amount) => words.money(amount, plan.currency)),
  );
  const scale: Scale = {
    domain: honestSpan(plan.rows.flatMap((row) => [row.p25, row.p75])),
    range: [labels.right + NAMES_GAP_PX + roomBeside(rows, "p25Text"), RIGHT - roomBeside(rows, "p75Text")],
  };
  const height = Math.ceil(labels.bottom + PADDING - 6);
  const layers = [
    separators(labels.rows, colours),
    textLayer(labels.lines, { ...LABEL, align: "left", colour: colours.text }),
    ...rangeLayers(rows, scale, colours),
    ...figureLayers(rows, scale, colours),
  ];
  return { spec: cardSpec(height, title.lines, layers, colours), height };
}

/** What stands beyond the end of a line: its own figure, or half of a median's that stands above this very end. */
function roomBeside(rows: readonly PayRow[], end: "p25Text" | "p75Text"): number {
  const ends = rows.map((row) => row[end]);
  const medians = rows.map((row) => row.medianText);
  return Math.max(widthOf(ends, NOTE) + GAP_PX, widthOf(medians, VALUE) / 2);
}

/** Hairlines between the rows, from the first row's top: they lead the eye from a name to its figures. */
function separators(rows: readonly Row[], colours: ChartColours): Layer {
  return {
    data: { values: rows.map((row) => ({ y: row.top })) },
    mark: { type: "rule", color: colours.grid, strokeWidth: 1 },
    encoding: { x: { value: PADDING }, x2: { value: RIGHT }, y: pixel("y") },
  };
}

function payRow(row: PayRangesPlan["rows"][number], place: Row | undefined, money: (amount: number) => string): PayRow {
  const y = (place?.middle ?? 0) + LINE_BELOW_MIDDLE_PX;
  const medianText = money(row.median);
  const end = (amount: number): string => (money(amount) === medianText ? "" : money(amount));
  const { p25, median, p75 } = row;
  const texts = { p25Text: end(p25), medianText, p75Text: end(p75) };
  return { y, figureY: y - FIGURE_ABOVE_LINE_PX, p25, median, p75, ...texts, facts: row.facts };
}

function rangeLayers(rows: readonly PayRow[], scale: Scale, colours: ChartColours): Layer[] {
  const values = rows.map(({ y, p25, median, p75 }) => ({ y, p25, median, p75 }));
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.accent, opacity: 0.3, strokeWidth: 8, strokeCap: "round" },
      encoding: { x: scaled("p25", scale), x2: { field: "p75" }, y: pixel("y") },
    },
    {
      data: { values },
      mark: dotMark(190, colours),
      encoding: { x: scaled("median", scale), y: pixel("y") },
    },
  ];
}

function figureLayers(rows: readonly PayRow[], scale: Scale, colours: ChartColours): Layer[] {
  const figures = (field: "p25" | "median" | "p75", height: "y" | "figureY", look: TextMark): Layer => {
    const printed = rows.filter((row) => row[`${field}Text`] !== "");
    const values = printed.map((row) => {
      return { y: row[height], value: row[field], text: row[`${field}Text`], fact: row.facts?.[field] ?? null };
    });
    return {
      name: figuresName(field),
      data: { values },
      mark: textMark(look),
      encoding: { x: scaled("value", scale), y: pixel("y"), text: TEXT_FIELD },
    };
  };
  return [
    figures("p25", "y", { ...NOTE, align: "right", dx: -GAP_PX, colour: colours.muted }),
    figures("p75", "y", { ...NOTE, align: "left", dx: GAP_PX, colour: colours.muted }),
    figures("median", "figureY", { ...VALUE, align: "center", colour: colours.text }),
  ];
}
