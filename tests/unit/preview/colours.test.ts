import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("templates/preview/preview.css", "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
const tokens = (text: string) =>
  new Map([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));

/** Every pair of text and ground that the page uses. */
const PAIRS = [
  ["text", "background"],
  ["text", "card"],
  ["text", "soft"],
  ["text", "bad-soft"],
  ["muted", "background"],
  ["muted", "card"],
  ["muted", "soft"],
  ["muted", "bad-soft"],
  ["accent", "soft"],
  ["accent", "card"],
  ["bad", "bad-soft"],
  ["warn", "warn-soft"],
] as const;

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) =>
    [0, 2, 4]
      .map((at) => Number.parseInt(colour.slice(1 + at, 3 + at), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each([
  ["light", tokens(light.slice(0, light.indexOf("}")))],
  ["dark", tokens(dark.slice(0, dark.indexOf("}")))],
])("the preview's colours in %s", (_, colours) => {
  it.each(PAIRS)("let %s be read on %s", (text, ground) => {
    expect(contrast(colours.get(text)!, colours.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });
});
