/** What can be read in a drawing besides the labels of its scales: its name, its description, and every text at a mark. */
export function drawingText(svg: string): string {
  return plainText(svg.replace(/<g class="mark-text role-mark scale_\w+_marks"[\s\S]*?<\/g>/g, " "));
}

/** What a page shows outside its text: its title and descriptions, and what can be read in its drawings. */
export function unreadText(html: string): string {
  const head = /<head\b[\s\S]*?<\/head>/i.exec(html)?.[0] ?? "";
  const said = [
    ...head.matchAll(/<title>[\s\S]*?<\/title>/g),
    ...head.matchAll(/<meta (?:name|property)="[\w:]*(?:title|description|alt)" content="([^"]*)"/g),
  ].map(([whole, content]) => content ?? whole);
  const drawings = [...html.matchAll(/<svg\b[\s\S]*?<\/svg>/g)].map(([drawing]) => drawingText(drawing));
  return [plainText(said.join("\n")), ...drawings].join("\n");
}

/** What a feed reader shows: titles and summaries, and no ids, dates or addresses. */
export function feedText(xml: string): string {
  return plainText(xml.replace(/<\?[\s\S]*?\?>|<(id|updated|published)>[\s\S]*?<\/\1>/g, " "));
}

/** Texts of some markup, `between` in place of its tags. */
export function plainText(markup: string, between = " "): string {
  return markup
    .replace(/<[^>]*>/g, between)
    .replace(ENTITY, (_, hex: string | undefined, code: string | undefined, name: string) =>
      code === undefined ? (ENTITIES[name] ?? " ") : String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
    );
}

/** Read in one go: what is written as text may look like another entity. */
const ENTITY = /&(?:#(x?)([0-9a-f]{1,5});|(amp|lt|gt|quot|nbsp|zwnj);)/gi;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
