import { unmarked } from "../../../../src/domain/claim.ts";
import type { Block, Page } from "../../../../src/domain/page.ts";

/** A page as a person reads it in a diff, numbers still marked. */
export function markedText(page: Page): string {
  return [
    `/${page.path} (${page.area})`,
    page.dateline,
    `# ${page.heading}`,
    `Description: ${page.description}`,
    ...(page.lede === null ? [] : [page.lede]),
    ...page.sections.map(({ slot, heading, blocks }) =>
      [`## ${heading} [${slot}]`, ...blocks.map(blockText)].join("\n"),
    ),
    ...page.charts.map(({ title, alt }) => `Chart: ${title}: ${alt}`),
  ].join("\n\n");
}

export const plainText = (page: Page): string => `${unmarked(markedText(page))}\n`;

function blockText(block: Block): string {
  switch (block.kind) {
    case "prose":
      return block.paragraphs.join("\n");
    case "points":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "answers":
      return [...block.lines.map(({ label, text }) => `${label}: ${text}`), block.note ?? ""].join("\n");
    case "figures":
      return block.items.map(({ label, value, note }) => `${label}: ${noted(value, note)}`).join("\n");
    case "links":
      return block.items.map(({ text, href, note }) => `- ${noted(text, note)} -> ${href}`).join("\n");
    case "drawing":
      return `[${block.chart}] ${block.takeaway}`;
    case "grid":
      return [
        block.caption,
        block.columns.map(({ label }) => label).join(" | "),
        ...block.rows.map(({ name, cells }) => [name, ...cells.map(({ text, note }) => noted(text, note))].join(" | ")),
        block.note ?? "",
      ].join("\n");
  }
}

function noted(text: string, note: string | null): string {
  return note === null ? text : `${text} (${note})`;
}
