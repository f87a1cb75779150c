import type { DrawnChart } from "../domain/chart-plan.ts";
import { displayWidth } from "../domain/display-width.ts";
import type { Letter } from "../domain/letter.ts";
import { replaceStyled } from "../domain/prose.ts";
import { filledTemplate, type Helper } from "../handlebars.ts";
import { AUDIENCE_HELPERS, frameView, type RenderKit, wordHelpers } from "./kit.ts";
import { letterView, type SectionView } from "./letter-view.ts";
import { standIns, visibleText } from "./marks.ts";
import { LINE_WIDTH, textTable, wrapped } from "./text-layout.ts";

/** The mail's text part with its marks and tokens still in it: a template of its own, never made from the HTML. */
export function textTemplate(letter: Letter, charts: readonly DrawnChart[], kit: RenderKit): string {
  const numbers = standIns();
  const view = letterView(letter, charts, (text) => numbers.hide(visibleText(text)));
  const helpers = { ...wordHelpers(kit.words), ...AUDIENCE_HELPERS, ...LAYOUT_HELPERS };
  const text = filledTemplate(
    { files: kit.templates, entry: "mail/text.hbs", partials: "mail/text-partials", helpers, escape: "none" },
    {
      ...frameView(letter.week, kit),
      letter: { ...view, sections: view.sections.map(withPlainStyles).map(withTableText) },
    },
  );
  return numbers.restore(text);
}

/** No trailing spaces, at most one empty line between two others, one line break at the end. */
export function tidyLines(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

const LAYOUT_HELPERS: Readonly<Record<string, Helper>> = {
  /** Lines of the text's width; `first` and `rest` begin them: `{{wrap this first="* " rest="  "}}`. */
  wrap: ([text], { first, rest }) =>
    wrapped(String(text), LINE_WIDTH, String(first ?? ""), String(rest ?? first ?? "")).join("\n"),
  /** A line below a heading, as long as the heading's longest line. */
  rule: ([text, character]) =>
    String(character).repeat(Math.max(1, ...wrapped(String(text), LINE_WIDTH).map(displayWidth))),
  line: ([character]) => String(character).repeat(LINE_WIDTH),
};

/** Styled words as people write them in plain text: *so*, and a link with its address behind it. */
function withPlainStyles(section: SectionView): SectionView {
  if (section.kind !== "paragraphs") return section;
  const plain = (words: string, style: string) => (style.startsWith("https://") ? `${words} (${style})` : `*${words}*`);
  return { ...section, paragraphs: section.paragraphs.map((paragraph) => replaceStyled(paragraph, plain)) };
}

/** A table laid out, which no template could do: what goes below has a column of its own where a line has room for it. */
function withTableText(section: SectionView) {
  if (section.kind !== "table") return section;
  const columns = section.heads.flatMap(({ label, align, below }) => [
    { label, align },
    ...below.map((head) => ({ ...head, below: true })),
  ]);
  const rows = section.rows.map(({ name, cells }) => [
    name,
    ...cells.flatMap((cell) => [cell, ...cell.below]).map(({ text }) => text),
  ]);
  const notes = section.rows.map(({ note }) => note);
  return { ...section, table: textTable(columns, rows, undefined, notes).join("\n") };
}
