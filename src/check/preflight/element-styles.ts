import type { Element } from "domhandler";
import type { Declared, Judged } from "./declarations.ts";
import type { View } from "./views.ts";

/** What browsers do of themselves with an element's name (HTML, section 15.3). */
const BY_NAME: ReadonlyMap<string, readonly (readonly [Judged, string])[]> = new Map(
  Object.entries<readonly (readonly [Judged, string])[]>({
    h1: [["font-size", "2em"]],
    h2: [["font-size", "1.5em"]],
    h3: [["font-size", "1.17em"]],
    h5: [["font-size", "0.83em"]],
    h6: [["font-size", "0.67em"]],
    small: [["font-size", "smaller"]],
    big: [["font-size", "larger"]],
    sub: [["font-size", "smaller"]],
    sup: [["font-size", "smaller"]],
    u: [["text-decoration-line", "underline"]],
    ins: [["text-decoration-line", "underline"]],
    mark: [
      ["background-color", "yellow"],
      ["color", "black"],
    ],
    template: [["display", "none"]],
    style: [["display", "none"]],
    script: [["display", "none"]],
  }),
);
const BOLD: readonly Judged[] = ["font-weight"];
const BOLD_NAMES = /^(h[1-6]|b|strong|th)$/;
const FONT_SIZES = ["", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"];

/** What an element's name alone says of how it is seen. */
export function ownStyles(element: Element, { dark }: View): readonly (readonly [Judged, string])[] {
  const { name, attribs } = element;
  if (name === "a" && attribs["href"] !== undefined)
    return [
      ["color", dark ? "#9e9eff" : "#0000ee"],
      ["text-decoration-line", "underline"],
    ];
  const bold = BOLD_NAMES.test(name) ? BOLD.map((property) => [property, "bold"] as const) : [];
  return [...bold, ...(BY_NAME.get(name) ?? [])];
}

/** What attributes such as bgcolor say; each style of any author is stronger. */
export function attributeStyles({ name, attribs }: Element): Declared[] {
  const found: [Judged, string | undefined][] = [
    ["background-color", colourAttribute(attribs["bgcolor"])],
    ["background-image", attribs["background"] === undefined ? undefined : `url(${attribs["background"]})`],
    ["text-align", attribs["align"]],
    ["display", attribs["hidden"] === undefined ? undefined : "none"],
    ["color", colourAttribute(name === "font" ? attribs["color"] : name === "body" ? attribs["text"] : undefined)],
    ["font-size", name === "font" ? FONT_SIZES[fontSize(attribs["size"])] : undefined],
    ["width", lengthAttribute(attribs["width"])],
  ];
  return found.flatMap(([property, value]) =>
    value === undefined || value === "" ? [] : [{ property, value: value.toLowerCase(), important: false }],
  );
}

/** HTML takes digits without their sign for a colour too. */
function colourAttribute(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text !== undefined && /^[0-9a-f]{6}$/i.test(text) ? `#${text}` : text;
}

/** 1 to 7; a signed one counts from 3. 0 where there is none. */
function fontSize(size: string | undefined): number {
  const [, sign = "", digits = ""] = /^\s*([+-]?)(\d+)/.exec(size ?? "") ?? [];
  if (digits === "") return 0;
  const at = sign === "" ? Number(digits) : 3 + Number(`${sign}${digits}`);
  return Math.min(7, Math.max(1, at));
}

function lengthAttribute(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? `${text}px` : text;
}
