import { textWidth } from "./text-width.ts";

/** A line of text in a drawn SVG and the box around its letters, in pixels. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far letters of Inter reach above and below the line they stand on, in em. */
const ASCENT_EM = 0.76;
const DESCENT_EM = 0.22;

const TAG = /<(\/?)(g|text)\b([^>]*)>([^<]*)/g;

/**
 * The texts of an SVG as Vega writes it: nested groups that only move what is in them, and one line in each text
 * element. Reads the finished document, so it sees what a reader sees and not what was meant.
 */
export function drawnTexts(svg: string): DrawnText[] {
  const texts: DrawnText[] = [];
  const moves: (readonly [number, number])[] = [];
  for (const [, closing, name, attributes = "", content = ""] of svg.matchAll(TAG)) {
    if (closing === "/") {
      if (name === "g") moves.pop();
      continue;
    }
    const move = translation(attributes);
    if (name === "g") {
      if (!attributes.endsWith("/")) moves.push(move);
    } else if (content !== "") {
      const [x, y] = [...moves, move].reduce(([left, top], [right, down]) => [left + right, top + down], [0, 0]);
      texts.push(box(unescaped(content), x, y, attributes));
    }
  }
  return texts;
}

function box(text: string, x: number, baseline: number, attributes: string): DrawnText {
  const size = Number(attribute(attributes, "font-size")?.replace("px", "") ?? 0);
  const weight = Number(attribute(attributes, "font-weight") ?? 400) >= 600 ? "semibold" : "regular";
  const width = textWidth(text, size, weight);
  const anchor = attribute(attributes, "text-anchor");
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  return { text, left, right: left + width, top: baseline - ASCENT_EM * size, bottom: baseline + DESCENT_EM * size };
}

function translation(attributes: string): readonly [number, number] {
  const [, x = "0", y = "0"] = attribute(attributes, "transform")?.match(/^translate\(([^,]+),([^)]+)\)/) ?? [];
  return [Number(x), Number(y)];
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

/** Text of an SVG as it is read. */
export function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
