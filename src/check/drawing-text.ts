/** What can be read in a drawing besides the labels of its scales: its name, its description, and every text at a mark. */
export function drawingText(svg: string): string {
  return plainText(svg.replace(/<g class="mark-text role-mark scale_\w+_marks"[\s\S]*?<\/g>/g, " "));
}

/** What a feed reader shows: titles and summaries, and no ids, dates or addresses. */
export function feedText(xml: string): string {
  return plainText(xml.replace(/<\?[\s\S]*?\?>|<(id|updated|published)>[\s\S]*?<\/\1>/g, " "));
}

function plainText(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? " ");
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
