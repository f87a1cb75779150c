import { marked, replaceMarked, takeClaims } from "../domain/claim.ts";
import type { Claim } from "../domain/fact.ts";
import { type Filler, type Helper, templateFiller } from "../handlebars.ts";
import { withoutBraces } from "./braces.ts";
import { type RenderKit, wordHelpers } from "./kit.ts";
import { styledHtml } from "./styled-html.ts";

/**
 * A page's HTML from its template and view, and its claims. Everything it shows is in it; it needs no file beside it and
 * no script. Every page of the archive is made here, so that all treat marks, names and drawings alike.
 */
export function filledPage(
  entry: string,
  surface: string,
  view: object,
  kit: RenderKit,
): { readonly html: string; readonly claims: Claim[] } {
  const html = fillerOf(kit)(entry, { ...view, theme: kit.theme, css: kit.templates.get("page/page.css") ?? "" });
  const safe = withoutBraces(styledHtml(html));
  const { text, claims } = takeClaims(surface, withDataElements(safe, kit));
  return { html: text, claims };
}

/** Templates compiled for a kit, for as long as the kit is in use: an archive has hundreds of pages. */
const FILLERS = new WeakMap<RenderKit, Filler>();

function fillerOf(kit: RenderKit): Filler {
  const known = FILLERS.get(kit);
  if (known !== undefined) return known;
  const helpers = { ...wordHelpers(kit.words), ...PAGE_HELPERS };
  const filler = templateFiller({ files: kit.templates, partials: "page/partials", helpers, escape: "html" });
  FILLERS.set(kit, filler);
  return filler;
}

const PAGE_HELPERS: Readonly<Record<string, Helper>> = {
  /** A drawing as part of the page: named by its alt text, its ids its own. To be written unescaped: it is our own drawing. */
  drawing: ([svg, name, alt]) => inlineSvg(String(svg), String(name), String(alt)),
};

/** Each number as a `<data>` element. In attributes, titles and drawings none could stand: numbers there are claims alone. */
function withDataElements(html: string, kit: RenderKit): string {
  const element = (printed: string, fact: string) => {
    const value = kit.factValue(fact);
    const number = marked(printed, fact);
    return value === undefined ? number : `<data value="${value}" data-fact="${fact}">${number}</data>`;
  };
  return html
    .split(/(<title>[\s\S]*?<\/title>|<svg[\s\S]*?<\/svg>|<[^>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : replaceMarked(part, element)))
    .join("");
}

/**
 * Two drawings on a page must not share ids: a clip path of the one would cut the other. The outer element takes the
 * role and the name of an image, in place of what the drawing says of itself.
 */
function inlineSvg(svg: string, name: string, alt: string): string {
  const start = svg.indexOf("<svg");
  const end = svg.indexOf(">", start);
  const opening = svg.slice(start, end).replace(/\s(?:role|aria-[a-z]+|class)="[^"]*"/g, "");
  const inner = svg.slice(end).replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/(\sid=")/g, `$1${name}-`)
      .replace(/(url\(["']?#)/g, `$1${name}-`)
      .replace(/(\s(?:xlink:)?href="#)/g, `$1${name}-`),
  );
  return `${opening} role="img" aria-label="${escaped(alt)}"${inner.trimEnd()}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
