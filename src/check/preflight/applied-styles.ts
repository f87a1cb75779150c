import type { CheerioAPI } from "cheerio/slim";
import type { Element } from "domhandler";
import type { Rgb } from "../../domain/contrast.ts";
import { type Colour, colourOf, over } from "./css-colour.ts";
import { type Declared, inlineDeclared, type Judged } from "./declarations.ts";
import { attributeStyles, ownStyles } from "./element-styles.ts";
import type { MessageUnderTest } from "./message-under-test.ts";
import { boxPx, sizePx } from "./sizes.ts";
import { sheetRules } from "./style-sheet.ts";
import { VIEWS, type View } from "./views.ts";

/** An element of the mail's body as it is seen in one view. */
export interface Applied {
  readonly element: Element;
  readonly parent: Applied | undefined;
  /** As declared or inherited; a property that nobody sets is missing. */
  readonly styles: Readonly<Partial<Record<Judged, string>>>;
  /** In pixels; undefined where the size is in a form that is not read. */
  readonly fontPx: number | undefined;
  /** Undefined where the colour is in a form that is not read. */
  readonly colour: Colour | undefined;
  /** What is behind its text; where that cannot be told, the value that was not read. */
  readonly ground: Rgb | string;
  /** Of the element within all that is around it, 0 to 1. */
  readonly opacity: number;
  /** What hides it with all that it holds, as `display:none`. */
  readonly hidden: string | undefined;
  /** The text that is its own and not that of an element in it, without fillers. */
  readonly text: string;
}

/** The body's elements in one view. */
export interface SeenMail {
  readonly view: View;
  /** In the order of the document; an element before those in it. */
  readonly elements: readonly Applied[];
}

interface Candidate {
  readonly declared: Declared;
  readonly weight: number;
  /** Undefined for all. */
  readonly views: ReadonlySet<View> | undefined;
}

/** What an element is made of in every view. */
interface Source {
  readonly candidates: readonly Candidate[];
  readonly text: string;
}

const INHERITED: readonly Judged[] = ["color", "font-size", "font-weight", "line-height", "text-align", "visibility"];
/** Characters that fill a preheader or hold a cell open. */
const FILLER = /[\u034f\u200b-\u200f\u00a0\u00ad\ufeff\u2007\s]+/g;
/** Below it nobody sees that something is there. */
const OPACITY_SEEN = 0.1;
/** No column of a letter is narrower: where more is not shown, words are cut. */
const NARROW_PX = 100;
const [INLINE, IMPORTANT] = [1e12, 1e13];

/**
 * The body's elements in each view, with the values that win: style attributes, the head's rules by specificity and order, and
 * attributes such as bgcolor (CSS Cascade 4). The views stand in the order of VIEWS; all are empty where there is no HTML.
 */
export function seenMails({ $ }: MessageUnderTest): SeenMail[] {
  const sources = sourcesOf($);
  const [page] = $("html").toArray();
  const [body] = $("body").toArray();
  const seen: SeenMail[] = [];
  const known = new Map<View, Map<Element, Applied>>();
  for (const view of VIEWS) {
    const like = VIEWS.find((each) => each.dark === view.dark && known.has(each));
    const all = new Map<Element, Applied>();
    const add = (element: Element, parent: Applied | undefined): Applied => {
      const source = sources.get(element) ?? { candidates: [], text: "" };
      const same = like === undefined ? undefined : known.get(like)?.get(element);
      const kept = same?.parent === parent && like !== undefined && isAlike(source, view, like) ? same : undefined;
      const applied = kept ?? appliedTo(element, parent, source, view);
      all.set(element, applied);
      return applied;
    };
    const addAll = (element: Element, parent: Applied | undefined): void => {
      const applied = add(element, parent);
      for (const child of element.children) if (child.type === "tag") addAll(child, applied);
    };
    const root = page === undefined ? undefined : add(page, undefined);
    if (body !== undefined) addAll(body, root);
    known.set(view, all);
    seen.push({ view, elements: [...all.values()].filter((applied) => applied !== root) });
  }
  return seen;
}

/** Whether an element that has the same around it is the same in both views. */
function isAlike({ candidates }: Source, view: View, other: View): boolean {
  return candidates.every(({ views }) => views === undefined || views.has(view) === views.has(other));
}

/** All that is said of each element, the weakest first. */
function sourcesOf($: CheerioAPI): Map<Element, Source> {
  const all = new Map<Element, { readonly candidates: Candidate[]; readonly text: string }>();
  const read = new Map<string, Declared[]>();
  for (const element of $("html, body, body *").toArray()) {
    const style = element.attribs["style"] ?? "";
    const inline = read.get(style) ?? inlineDeclared(style);
    read.set(style, inline);
    const candidates = [
      ...attributeStyles(element).map((declared) => ({ declared, weight: 0, views: undefined })),
      ...inline.map((declared) => ({ declared, weight: weightOf(declared, INLINE), views: undefined })),
    ];
    all.set(element, { candidates, text: ownText(element) });
  }
  for (const { elements, declared, specificity, views } of sheetRules($))
    for (const element of elements)
      all
        .get(element)
        ?.candidates.push(
          ...declared.map((each) => ({ declared: each, weight: weightOf(each, specificity + 1), views })),
        );
  for (const { candidates } of all.values()) candidates.sort((one, other) => one.weight - other.weight);
  return all;
}

function weightOf({ important }: Declared, specificity: number): number {
  return specificity + (important ? IMPORTANT : 0);
}

function appliedTo(element: Element, parent: Applied | undefined, { candidates, text }: Source, view: View): Applied {
  const styles: Partial<Record<Judged, string>> = {};
  for (const property of INHERITED) set(styles, property, parent?.styles[property]);
  for (const [property, value] of ownStyles(element, view)) set(styles, property, value);
  for (const { declared, views } of candidates)
    if (views === undefined || views.has(view)) set(styles, declared.property, resolved(declared, parent));
  const isOwn = (property: Judged) => parent === undefined || styles[property] !== parent.styles[property];
  const fontPx = isOwn("font-size") ? sizePx(styles["font-size"] ?? "medium", parent) : parent?.fontPx;
  if (fontPx !== undefined) styles["font-size"] = `${fontPx}px`;
  const line = /[a-z%]$/.test(styles["line-height"] ?? "") ? sizePx(styles["line-height"], { fontPx }) : undefined;
  if (line !== undefined) styles["line-height"] = `${line}px`;
  const canvas = view.dark ? "#121212" : "#ffffff";
  const colour = isOwn("color") ? colourOf(styles.color ?? (view.dark ? "#ffffff" : "#000000")) : parent?.colour;
  const opacity = (parent?.opacity ?? 1) * opacityOf(styles.opacity);
  const shown = { element, parent, styles, fontPx, colour, opacity, text };
  const ground = groundOf(styles, colour, parent?.ground ?? colourOf(canvas)?.rgb ?? canvas);
  return { ...shown, ground, hidden: parent?.hidden ?? hiddenBy(styles, fontPx, opacity) };
}

function set(styles: Partial<Record<Judged, string>>, property: Judged, value: string | undefined): void {
  if (value === undefined) delete styles[property];
  else styles[property] = value;
}

/** What a declaration comes to where it takes over what is around; undefined for what nobody sets. */
function resolved({ property, value }: Declared, parent: Applied | undefined): string | undefined {
  if (value === "inherit" || (value === "currentcolor" && property === "color")) return parent?.styles[property];
  if (value === "unset") return INHERITED.includes(property) ? parent?.styles[property] : undefined;
  return /^(initial|revert|revert-layer)$/.test(value) ? undefined : value;
}

function groundOf(styles: Applied["styles"], colour: Colour | undefined, behind: Rgb | string): Rgb | string {
  const image = styles["background-image"] ?? "none";
  if (image !== "none") return image;
  const value = styles["background-color"];
  if (value === undefined) return behind;
  const own = value === "currentcolor" ? colour : colourOf(value);
  if (own === undefined) return value;
  if (own.alpha === 1) return own.rgb;
  return typeof behind === "string" ? behind : over(own, behind);
}

function opacityOf(value = "1"): number {
  const share = value.endsWith("%") ? Number.parseFloat(value) / 100 : Number(value);
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}

/** Without `visibility` and the size of letters, which an element inside can take back. */
function hiddenBy(styles: Applied["styles"], fontPx: number | undefined, opacity: number): string | undefined {
  if (styles.display === "none") return "display:none";
  if (styles["mso-hide"] === "all") return "mso-hide:all";
  if (opacity < OPACITY_SEEN) return `opacity:${styles.opacity ?? opacity}`;
  if ((sizePx(styles["text-indent"], { fontPx }) ?? 0) < -100) return `text-indent:${styles["text-indent"]}`;
  if (!/hidden|clip/.test(styles.overflow ?? "")) return undefined;
  const [heights, widths]: readonly (readonly Judged[])[] = [
    ["max-height", "height"],
    ["max-width", "width"],
  ];
  const cut =
    heights?.find((each) => boxPx(styles[each], fontPx) !== undefined) ??
    widths?.find((each) => (boxPx(styles[each], fontPx) ?? NARROW_PX) < NARROW_PX);
  return cut === undefined ? undefined : `${cut}:${styles[cut]};overflow:hidden`;
}

function ownText(element: Element): string {
  return element.children
    .map((child) => (child.type === "text" ? child.data : " "))
    .join("")
    .replace(FILLER, " ")
    .trim();
}

/** What keeps the element's own text from being seen; undefined where it is seen. */
export function unseenBy({ hidden, styles, fontPx }: Applied): string | undefined {
  if (hidden !== undefined) return hidden;
  if (styles.visibility === "hidden" || styles.visibility === "collapse") return `visibility:${styles.visibility}`;
  return fontPx !== undefined && fontPx <= 1 ? `font-size:${styles["font-size"]}` : undefined;
}
