import { FEED_PATH, pageUrl } from "../domain/archive-path.ts";
import type { Drawn } from "../domain/chart-plan.ts";
import { unmarked, withMarks } from "../domain/claim.ts";
import { displayWidth } from "../domain/display-width.ts";
import type { Claim } from "../domain/fact.ts";
import type { Block, Grid, Page } from "../domain/page.ts";
import type { RenderKit } from "./kit.ts";
import { visibleText } from "./marks.ts";
import { placesFrom } from "./page.ts";
import { filledPage } from "./page-html.ts";

/** Numbers up to this many places stay on one line in a table. */
const SHORT = 16;

/**
 * A page of the archive as HTML. Links are relative and name their files, so that the archive works from a folder as well
 * as from a server; the claims name the page's file as their surface. Pure.
 */
export function sitePage(
  page: Page,
  drawn: readonly Drawn[],
  kit: RenderKit,
): { readonly html: string; readonly claims: readonly Claim[] } {
  const root = "../".repeat(page.path === "" ? 0 : page.path.split("/").length);
  const text = visibleText;
  const { pack } = kit.words;
  const { siteUrl, sender, postalAddress } = kit.mail;
  const places = placesFrom(root);
  const view = {
    ...places,
    feed: page.feed === null ? places.feed : FEED_PATH,
    lang: pack.locale,
    dir: pack.direction,
    sender: text(sender.name),
    postalAddress: text(postalAddress),
    url: siteUrl === null ? null : pageUrl(siteUrl, page.path),
    area: page.area,
    newsletter: text(page.newsletter),
    title: text(
      page.path === ""
        ? page.newsletter
        : kit.words.say("page.title", { heading: page.heading, newsletter: page.newsletter }),
    ),
    heading: text(page.heading),
    description: text(page.description),
    dateline: text(page.dateline),
    lede: page.lede === null ? null : text(page.lede),
    contents: page.contents,
    invented: page.invented,
    sections: page.sections.map(({ slot, heading, blocks }) => ({
      slot,
      heading: text(heading),
      blocks: blocks.map((block, index) => blockView(block, { id: `${slot}-${index + 1}`, root, drawn, text })),
    })),
    smallPrint: page.smallPrint.map(text),
  };
  return filledPage("page/site.html.hbs", "index.html", view, kit);
}

interface BlockContext {
  /** Unique on the page. */
  readonly id: string;
  readonly root: string;
  readonly drawn: readonly Drawn[];
  readonly text: (value: string) => string;
}

/** A block as templates read it: every field there, so that a misspelt one is an error. */
function blockView(block: Block, context: BlockContext): object {
  const { root, drawn, text } = context;
  const noted = (note: string | null) => (note === null ? null : text(note));
  switch (block.kind) {
    case "prose":
      return { kind: "paragraphs", paragraphs: block.paragraphs.map(text) };
    case "points":
      return { kind: "bullets", items: block.items.map(text) };
    case "answers":
      return {
        kind: "answers",
        lines: block.lines.map((line) => ({ label: text(line.label), text: text(line.text) })),
        note: noted(block.note),
      };
    case "figures":
      return {
        kind: "figures",
        items: block.items.map(({ label, value, note }) => ({
          label: text(label),
          value: text(value),
          note: noted(note),
        })),
      };
    case "links":
      return {
        kind: "links",
        items: block.items.map((item) => ({ text: text(item.text), href: root + item.href, note: noted(item.note) })),
      };
    case "drawing": {
      const chart = drawn.find(({ plan }) => plan.name === block.chart);
      if (chart === undefined) throw new Error(`The page shows a chart "${block.chart}" that was not drawn.`);
      return {
        kind: "drawing",
        name: block.chart,
        alt: text(chart.plan.alt),
        svg: withMarks(chart.svg, chart.claims ?? []),
        takeaway: text(block.takeaway),
      };
    }
    case "grid":
      return gridView(block, context);
  }
}

function gridView(grid: Grid, { id, root, text }: BlockContext): object {
  const [, ...others] = grid.columns;
  return {
    kind: "grid",
    id,
    caption: text(grid.caption),
    wide: grid.columns.length > 3,
    columns: grid.columns.map((column) => ({ ...column, label: text(column.label) })),
    rows: grid.rows.map(({ name, href, cells }) => ({
      name: text(name),
      href: href === null ? null : root + href,
      cells: others.map(({ align, lowPriority }, index) => {
        const cell = cells[index] ?? { text: "", note: null };
        const short = displayWidth(unmarked(cell.text)) <= SHORT;
        return { text: text(cell.text), note: cell.note === null ? null : text(cell.note), align, lowPriority, short };
      }),
    })),
    note: grid.note === null ? null : text(grid.note),
    folded: grid.folded === null ? null : text(grid.folded),
  };
}
