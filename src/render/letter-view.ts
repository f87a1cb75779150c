import type { DrawnChart } from "../domain/chart-plan.ts";
import { unmarked, withMarks } from "../domain/claim.ts";
import { displayWidth } from "../domain/display-width.ts";
import { INTRO_SLOT, type Letter, type RolePart, type Section, type Table } from "../domain/letter.ts";
import { betweenStyles } from "../domain/prose.ts";

/** Numbers up to this many places stay on one line in a table; words and anything longer may break on a small screen. */
const SHORT = 14;

export interface CellView {
  readonly text: string;
  readonly align: "left" | "right";
  readonly lowPriority: boolean;
  readonly short: boolean;
}

export interface ChartView {
  readonly name: string;
  /** Of its image, without extension. */
  readonly file: string;
  readonly alt: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface Common {
  readonly slot: string;
  readonly heading: string | null;
}

/** A section as templates read it: every field there, so that a misspelt one is an error. */
export type SectionView =
  | (Common & { readonly kind: "paragraphs"; readonly paragraphs: readonly string[] })
  | (Common & { readonly kind: "bullets"; readonly items: readonly string[] })
  | (Common & {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: Table["columns"];
      readonly rows: readonly {
        readonly name: string;
        readonly cells: readonly CellView[];
        readonly note: string | null;
      }[];
      readonly note: string | null;
    })
  | (Common & { readonly kind: "chart"; readonly chart: ChartView; readonly takeaway: string })
  | (Common & {
      readonly kind: "quick-verdict";
      readonly lines: readonly { readonly label: string; readonly text: string }[];
      readonly note: string | null;
    });

export interface LetterView {
  readonly newsletter: string;
  readonly invented: boolean;
  readonly subject: string;
  readonly preheader: string;
  readonly dateline: string;
  readonly heading: string;
  readonly sections: readonly SectionView[];
  readonly roles: readonly RolePart[];
  readonly smallPrint: readonly string[];
}

/**
 * The letter and its charts as one view, each text passed through `text`. The editor's paragraphs keep the marks of their
 * styles, which each surface writes in its own way. A chart section without its chart is a bug.
 */
export function letterView(letter: Letter, charts: readonly DrawnChart[], text: (value: string) => string): LetterView {
  return {
    newsletter: text(letter.newsletter),
    invented: letter.invented,
    subject: text(letter.subject),
    preheader: text(letter.preheader),
    dateline: text(letter.dateline),
    heading: text(letter.heading),
    sections: letter.sections.map((section) => sectionView(section, charts, text)),
    roles: letter.roles.map(({ role, heading, paragraphs }) => ({
      role: text(role),
      heading: text(heading),
      paragraphs: paragraphs.map(text),
    })),
    smallPrint: letter.smallPrint.map(text),
  };
}

function sectionView(section: Section, charts: readonly DrawnChart[], text: (value: string) => string): SectionView {
  const common = { slot: section.slot, heading: section.heading === null ? null : text(section.heading) };
  switch (section.kind) {
    case "paragraphs":
      return {
        ...common,
        kind: "paragraphs",
        paragraphs: section.paragraphs.map(
          section.slot === INTRO_SLOT ? (paragraph) => betweenStyles(paragraph, text) : text,
        ),
      };
    case "bullets":
      return { ...common, kind: "bullets", items: section.items.map(text) };
    case "table":
      return { ...common, kind: "table", ...tableView(section, text) };
    case "chart":
      return {
        ...common,
        kind: "chart",
        chart: chartView(section.chart, charts, text),
        takeaway: text(section.takeaway),
      };
    case "quick-verdict":
      return {
        ...common,
        kind: "quick-verdict",
        lines: section.lines.map((line) => ({ label: text(line.label), text: text(line.text) })),
        note: section.note === null ? null : text(section.note),
      };
  }
}

function tableView(table: Table, text: (value: string) => string) {
  const [, ...others] = table.columns;
  const cells = (row: readonly string[]) =>
    others.map(({ align, lowPriority }, index) => {
      const value = row[index + 1] ?? "";
      // A no-break space belongs to the number: "3.480 €".
      const number = align === "right" && !/[ \t\n]/.test(unmarked(value));
      return { text: text(value), align, lowPriority, short: number && displayWidth(unmarked(value)) <= SHORT };
    });
  return {
    caption: text(table.caption),
    columns: table.columns.map((column) => ({ ...column, label: text(column.label) })),
    rows: table.rows.map((row, index) => {
      const note = table.rowNotes?.[index] ?? null;
      return { name: text(row[0] ?? ""), cells: cells(row), note: note === null ? null : text(note) };
    }),
    note: table.note === null ? null : text(table.note),
  };
}

function chartView(name: string, charts: readonly DrawnChart[], text: (value: string) => string): ChartView {
  const drawn = charts.find((chart) => chart.plan.name === name);
  if (drawn === undefined) throw new Error(`The letter shows a chart "${name}" that was not drawn.`);
  return {
    name,
    file: drawn.file,
    alt: text(drawn.plan.alt),
    svg: withMarks(drawn.svg, drawn.claims ?? []),
    width: drawn.width,
    height: drawn.height,
  };
}
