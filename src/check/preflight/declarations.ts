import { type CssNode, type Declaration, generate, parse, walk } from "css-tree";
import { colourOf } from "./css-colour.ts";

/** What the rules judge; shorthands are told apart into these. */
const JUDGED = [
  "color",
  "background-color",
  "background-image",
  "font-size",
  "font-weight",
  "line-height",
  "text-align",
  "text-decoration-line",
  "text-indent",
  "visibility",
  "display",
  "opacity",
  "overflow",
  "position",
  "float",
  "transform",
  "clip",
  "clip-path",
  "filter",
  "animation",
  "scale",
  "translate",
  "rotate",
  "zoom",
  "mask",
  "mix-blend-mode",
  "content-visibility",
  "unicode-bidi",
  "writing-mode",
  "letter-spacing",
  "column-count",
  "-webkit-text-fill-color",
  "margin",
  "width",
  "min-width",
  "max-width",
  "height",
  "max-height",
  "mso-hide",
] as const;
export type Judged = (typeof JUDGED)[number];

/** What one line of a style says of a property; the value is in lower case. */
export interface Declared {
  readonly property: Judged;
  readonly value: string;
  readonly important: boolean;
}

/** Kinds of images that a background may be; every other function in it is one or a colour. */
const IMAGE = /gradient\(|^(url|image|image-set|cross-fade|element|paint|-webkit-image-set)\(/;
const LINES = /\b(underline|overline|line-through)\b/g;

/** What a style attribute says, in its order. What is no declaration is left out. */
export function inlineDeclared(style: string): Declared[] {
  const found: Declared[] = [];
  const list = parse(style, { context: "declarationList" });
  walk(list, (node) => {
    if (node.type === "Declaration") found.push(...declaredBy(node));
  });
  return found;
}

/** What a declaration says of the judged properties; empty where it says nothing of them. */
export function declaredBy(node: Declaration): Declared[] {
  const name = node.property.toLowerCase();
  const value = generate(node.value).trim().toLowerCase();
  const important = node.important !== false;
  return longhands(name, value, node.value).map(([property, said]) => ({ property, value: said, important }));
}

function longhands(name: string, value: string, node: CssNode): [Judged, string][] {
  switch (name) {
    case "background":
      return background(value, node);
    case "font":
      return font(value);
    case "text-decoration":
    case "text-decoration-line":
      return [["text-decoration-line", isWide(value) ? value : (value.match(LINES) ?? ["none"]).join(" ")]];
    case "overflow-x":
    case "overflow-y":
      return [["overflow", value]];
    case "max-inline-size":
      return [["max-width", value]];
    case "margin-top":
    case "margin-right":
    case "margin-bottom":
    case "margin-left":
      return value.startsWith("-") ? [["margin", value]] : [];
    case "mask-image":
    case "-webkit-mask":
    case "-webkit-mask-image":
      return [["mask", value]];
    case "columns":
      return [["column-count", value]];
    case "animation-name":
    case "-webkit-animation":
      return [["animation", value]];
    case "-webkit-transform":
      return [["transform", value]];
    default: {
      const judged = JUDGED.find((each) => each === name);
      return judged === undefined ? [] : [[judged, value]];
    }
  }
}

function background(value: string, node: CssNode): [Judged, string][] {
  if (isWide(value))
    return [
      ["background-color", value],
      ["background-image", value],
    ];
  const parts = node.type === "Value" ? node.children.toArray().map((part) => generate(part).toLowerCase()) : [value];
  const image = parts.find((part) => IMAGE.test(part));
  const colour = parts.find(
    (part) =>
      !IMAGE.test(part) && (colourOf(part) !== undefined || part === "currentcolor" || /^(#|[\w-]+\()/.test(part)),
  );
  return [
    ["background-color", colour ?? "transparent"],
    ["background-image", image ?? "none"],
  ];
}

function font(value: string): [Judged, string][] {
  if (isWide(value))
    return [
      ["font-size", value],
      ["line-height", value],
    ];
  const [, size = "medium", line = "normal"] =
    /(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|pt|em|rem|%)|(?:xx?|xxx)-(?:small|large)|small|medium|large|smaller|larger|[a-z]+\(.*?\))(?:\s*\/\s*(\S+))?/.exec(
      value,
    ) ?? [];
  const [weight = "normal"] = /\b(bold|bolder|[1-9]00)\b/.exec(value) ?? [];
  return [
    ["font-size", size],
    ["line-height", line],
    ["font-weight", weight],
  ];
}

function isWide(value: string): boolean {
  return /^(inherit|initial|unset|revert|revert-layer)$/.test(value);
}
