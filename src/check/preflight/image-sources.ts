import { type CssNode, ident, parse, walk } from "css-tree";
import type { MessageUnderTest } from "./message-under-test.ts";

/**
 * Every address that a mail program may fetch to show the mail, each once, in order: of `src`, `srcset`, `background` and `poster`
 * of any element, in Word's view too, and of `url()` and `image-set()` in styles.
 */
export function imageSources({ $, word, css }: MessageUnderTest): string[] {
  const sources: string[] = [];
  for (const view of [$, word])
    for (const element of view("[src], [srcset], [background], [poster], [style]").toArray()) {
      const { src, srcset, background, poster, style } = element.attribs;
      sources.push(...[src, background, poster].filter((each) => each !== undefined));
      if (srcset !== undefined) sources.push(...candidates(srcset));
      if (style !== undefined) sources.push(...styleSources(style, "declarationList"));
    }
  return [...new Set([...sources.map((source) => source.trim()), ...styleSources(css, "stylesheet")])];
}

/** Functions that hold addresses as strings; url() is among them where its name is written with escapes. */
const IMAGE = /^(url|src|image|(-webkit-)?image-set)$/i;

/** Addresses in styles, with their escapes read. What cannot be parsed is a finding of another rule. */
export function styleSources(css: string, context: "declarationList" | "stylesheet"): string[] {
  if (!/url|image|src|\\/i.test(css)) return [];
  const found: string[] = [];
  const tree = parse(css, { context, parseCustomProperty: true, onParseError: () => {} });
  walk(tree, (node: CssNode) => {
    if (node.type === "Url") found.push(node.value);
    if (node.type === "Function" && IMAGE.test(ident.decode(node.name)))
      walk(node, (inner: CssNode) => {
        if (inner.type === "String") found.push(inner.value);
      });
    // What the parser does not know it leaves as text.
    if (node.type === "Raw")
      for (const [, address = ""] of node.value.matchAll(/url\(\s*["']?([^"')]*)/gi)) found.push(address);
  });
  return found;
}

/** `a.png 1x, b.png 2x`: the addresses. */
function candidates(srcset: string): string[] {
  return srcset
    .split(/,\s+|\s+[\d.]+[wx]\s*(?:,|$)/)
    .map((each) => each.trim().split(/\s+/)[0] ?? "")
    .filter((address) => address !== "");
}
