import { contrast } from "../../domain/contrast.ts";
import type { Finding } from "../finding.ts";
import { type Applied, type SeenMail, unseenBy } from "./applied-styles.ts";
import { hexOf, over } from "./css-colour.ts";
import type { Judged } from "./declarations.ts";
import { collected, type MessageUnderTest, type Say } from "./message-under-test.ts";
import { boxPx, sizePx } from "./sizes.ts";
import type { View } from "./views.ts";

/** WCAG 2.2, 1.4.3: of text, and of large text. */
const CONTRAST = 4.5;
const CONTRAST_LARGE = 3;
const LARGE_PX = 24;
const SMALLEST_PX = 14;
/** Of body text; headings may be closer. */
const LINE_HEIGHT = 1.4;
/** What browsers make of `normal`, about. */
const LINE_NORMAL = 1.2;
/** The widest mail that a theme may ask for. */
const WIDEST_PX = 640;
/** The narrowest phone that still counts. */
const PHONE_PX = 320;

/** What no mail program, or not every one, lays out: a property, and the values that change nothing. */
const LAID_OUT: readonly (readonly [Judged, RegExp])[] = [
  ["display", /^(?!.*(flex|grid|contents))/],
  ["position", /^static$/],
  ["float", /^none$/],
  ["transform", /^none$/],
  ["clip", /^auto$/],
  ["clip-path", /^none$/],
  ["filter", /^none$/],
  ["animation", /^none\b/],
  ["scale", /^(none|1)$/],
  ["translate", /^none$/],
  ["rotate", /^none$/],
  ["zoom", /^(normal|1|100%)$/],
  ["mask", /^none$/],
  ["mix-blend-mode", /^normal$/],
  ["content-visibility", /^visible$/],
  ["unicode-bidi", /^(?!.*override)/],
  ["writing-mode", /^horizontal-tb$/],
  ["letter-spacing", /^(normal|[\d.].*|-0?\.0\d*em|-(0?\.\d+|1)px)$/],
  ["column-count", /^(auto|1)$/],
  ["-webkit-text-fill-color", /^currentcolor$/],
  ["margin", /^(?!.*(^|\s)-[\d.])/],
];

/** Text that can be read in every view, and a layout that holds in every mail program, judged by the styles that win. */
export function styleFindings(mail: MessageUnderTest, seen: readonly SeenMail[]): Finding[] {
  const { found, blocking, warning } = collected(mail);
  const [block, warn] = [once(blocking), once(warning)];
  const judged = new Set<Applied>();
  for (const { view, elements } of seen) {
    const [stop, say] = [block(view), warn(view)];
    const limits = new Map<Applied, number>();
    for (const applied of elements) {
      const said = applied.text !== "" ? applied.text : (applied.element.attribs["alt"] ?? "").trim();
      width(applied, view, limits, stop);
      if (judged.has(applied)) continue;
      judged.add(applied);
      layout(applied, stop);
      if (said === "" || unseenBy(applied) !== undefined) continue;
      readable(applied, said, stop);
      if (applied.text !== "") letters(applied, stop, say);
    }
    underline(elements, say);
  }
  return found;
}

/** A way to say of each view what no view before it has said. */
function once(say: Say): (view: View) => Say {
  const told = new Set<string>();
  return (view) => (rule, why, fix, place) => {
    const key = `${rule} ${why}`;
    if (!told.has(key)) say(rule, `${why}${view.name}`, fix, place);
    told.add(key);
  };
}

function layout({ element, styles }: Applied, stop: Say): void {
  for (const [property, harmless] of LAID_OUT) {
    const value = styles[property];
    if (value !== undefined && !harmless.test(value))
      stop(
        "css-layout",
        `an element has ${property}: ${value}`,
        "Use tables, and lines as they come.",
        opening(element),
      );
  }
}

function width(applied: Applied, view: View, limits: Map<Applied, number>, stop: Say): void {
  const { element, parent, styles, fontPx } = applied;
  const around = (parent === undefined ? undefined : limits.get(parent)) ?? WIDEST_PX;
  const limit = Math.min(around, boxPx(styles["max-width"], fontPx) ?? around);
  limits.set(applied, limit);
  const sizes = [
    ["width", boxPx(styles.width, fontPx), limit],
    ["width", boxPx(attributePx(element.attribs["width"])), around],
    ["min-width", boxPx(styles["min-width"], fontPx), view.phone ? Math.min(around, PHONE_PX) : around],
  ] as const;
  for (const [name, size, most] of sizes)
    if (size !== undefined && size > most)
      stop("html-wide", `an element has a ${name} of ${size} px`, `Use ${most} px or less.`, opening(element));
}

function attributePx(value: string | undefined): string | undefined {
  return value !== undefined && /^\s*\d+(px)?\s*$/.test(value) ? value.trim() : undefined;
}

function readable({ colour, styles, ground, fontPx, opacity }: Applied, said: string, stop: Say): void {
  if (colour === undefined || typeof ground === "string") {
    const value = colour === undefined ? styles.color : ground;
    stop("style-unreadable", `the colour ${value} cannot be judged`, "Write it as #0b57d0.", said);
    return;
  }
  const ratio = contrast(over({ rgb: colour.rgb, alpha: colour.alpha * opacity }, ground), ground);
  if (ratio < ((fontPx ?? 0) >= LARGE_PX ? CONTRAST_LARGE : CONTRAST))
    stop(
      "contrast",
      `${styles.color ?? hexOf(colour.rgb)} on ${hexOf(ground)} has a contrast of ${ratio.toFixed(2)}`,
      `Use ${CONTRAST} or more.`,
      said,
    );
}

function letters({ fontPx, styles, text }: Applied, stop: Say, say: Say): void {
  const line = linePx(styles["line-height"], fontPx);
  if (fontPx === undefined || line === undefined) {
    const value = fontPx === undefined ? `font-size: ${styles["font-size"]}` : `line-height: ${styles["line-height"]}`;
    stop("style-unreadable", `the size ${value} cannot be judged`, "Write it in px.", text);
    return;
  }
  if (fontPx < SMALLEST_PX) say("small-text", `text of ${rounded(fontPx)} px`, `Use ${SMALLEST_PX} px or more.`, text);
  if (fontPx < LARGE_PX - 4 && line < fontPx * LINE_HEIGHT - 0.01)
    say(
      "line-height",
      `lines of ${rounded(line)} px under letters of ${rounded(fontPx)} px`,
      `Use ${LINE_HEIGHT} times the letters or more.`,
      text,
    );
  if (styles["text-align"] === "justify")
    say("justified", "text is justified", "Align it at the start of the line.", text);
}

function linePx(value = "normal", fontPx: number | undefined): number | undefined {
  if (value === "normal") return (fontPx ?? 0) * LINE_NORMAL;
  if (/^(\d+\.?\d*|\.\d+)$/.test(value)) return Number(value) * (fontPx ?? 0);
  return sizePx(value, { fontPx });
}

function underline(elements: readonly Applied[], say: Say): void {
  const underlined = new Set<Applied>();
  for (const applied of elements) {
    const { parent, styles, element } = applied;
    const around = parent !== undefined && underlined.has(parent);
    if (around || (styles["text-decoration-line"] ?? "").includes("underline")) underlined.add(applied);
    else if (element.name === "a" && element.attribs["href"] !== undefined && applied.text !== "")
      say("link-underline", "a link is told by its colour alone", "Underline it.", applied.text);
  }
}

function opening({ name, attribs }: Applied["element"]): string {
  const said = Object.entries(attribs).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${said.join("")}>`;
}

function rounded(px: number): number {
  return Math.round(px * 10) / 10;
}
