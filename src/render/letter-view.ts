import type { DrawnChart } from "../domain/chart-plan.ts";
import { withMarks } from "../domain/claim.ts";
import { INTRO_SLOT, type Letter, type RolePart, type Section } from "../domain/letter.ts";
import { betweenStyles } from "../domain/prose.ts";
import { type TableView, tableView } from "./table-view.ts";

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
  | (Common & TableView & { readonly kind: "table" })
  | (Common & { readonly kind: "chart"; readonly chart: ChartView; readonly takeaway: string })
  | (Common & {
      readonly kind: "quick-verdict";
      readonly lines: readonly { readonly label: string; readonly answer: string | null; readonly text: string }[];
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
  /** Parts of roles stand before the table; in a letter without one, behind all sections. */
  readonly hasTable: boolean;
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
    hasTable: letter.sections.some(({ slot }) => slot === "table"),
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
        lines: section.lines.map(({ label, answer, text: why }) => ({
          label: text(label),
          answer: answer === null ? null : text(answer),
          text: text(why),
        })),
        note: section.note === null ? null : text(section.note),
      };
  }
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
