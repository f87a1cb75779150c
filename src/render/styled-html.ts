import { replaceStyled } from "../domain/prose.ts";

/**
 * Marks of styled words as elements. It runs on finished HTML, in which the words and a link's address are escaped already;
 * marks always come in pairs, so no element stays open.
 */
export function styledHtml(html: string, linkStyle = ""): string {
  const attribute = linkStyle === "" ? "" : ` style="${linkStyle}"`;
  return replaceStyled(html, (words, style) => {
    if (style === "emphasis") return `<em>${words}</em>`;
    if (style === "strong") return `<strong>${words}</strong>`;
    return style.startsWith("https://") ? `<a href="${style}"${attribute}>${words}</a>` : words;
  });
}
